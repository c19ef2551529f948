package dev.sidetone.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spans as a collector gets them. */
class OtelTracingTest {

    private record Posted(String path, String type, String body) {}

    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    posted.add(
                            new Posted(
                                    exchange.getRequestURI().getPath(),
                                    exchange.getRequestHeaders().getFirst("Content-Type"),
                                    new String(body, StandardCharsets.ISO_8859_1)));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
    }

    @AfterEach
    void listenNoMore() {
        collector.stop(0);
    }

    @Test
    void whatIsTracedReachesTheCollectorBeforeTheEnd() {
        URI where = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
        Tracing tracing = OtelTracing.exporting(Optional.of(where));
        assertThat(tracing.on()).isTrue();

        Span turn = tracing.root(SpanName.TURN).with(SpanKey.CALL, "call-1");
        turn.child(SpanName.AGENT_TASK).fail(TimeUnit.DAYS);
        turn.firstSound();
        turn.end();
        tracing.close();

        assertThat(posted)
                .singleElement()
                .satisfies(request -> {
                    assertThat(request.path()).isEqualTo("/v1/traces");
                    assertThat(request.type()).isEqualTo("application/x-protobuf");
                    assertThat(request.body())
                            .contains(
                                    "sidetone.turn",
                                    "sidetone.agent.task",
                                    "call-1",
                                    "first sound",
                                    "service.name",
                                    "sidetone");
                });
    }
}
