package dev.sidetone.appserver;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RunningConfiguration;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that is said, typed or answered reaches a log at INFO or above, or a metric. */
@QuarkusTest
class NoContentTest {

    private static final String CANARY = "kanarienvogel";

    @TestHTTPResource("/")
    URI base;

    @Inject RunningConfiguration running;

    /** A line as a log has it. */
    private record Line(String text, Map<String, String> fields) {}

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord logged) {
                    if (logged.getLevel().intValue() >= Level.INFO.intValue()
                            || Methods.class.getName().equals(logged.getLoggerName())) {
                        lines.add(line(ExtLogRecord.wrap(logged)));
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    /** What a request is about is known by ids alone, and only by those that exist. */
    @Test
    void whatIsLoggedOfARequestHasTheIdsOfWhatItIsAbout() throws IOException {
        Logger requests = Logger.getLogger(Methods.class.getName());
        requests.setLevel(Level.FINE);
        try (var client = RpcClient.initialized(base);
                var call = new ScriptedCall(running, client, "p", CANARY)) {
            call.start();
            call.typedQuestion();
            String thread = call.thread();
            String id = of("STARTED").getOrDefault("callId", "");
            client.result("turn/start", RpcTest.turn(thread, "wait for the " + CANARY));
            String turn = client.told("turn/started").at("/turn/id").asText();
            client.result("turn/interrupt", named(thread, turn));
            client.ask("turn/interrupt", named(thread, CANARY));
            client.ask("turn/interrupt", named(CANARY, turn));
            client.ask(CANARY, RpcClient.object());
            call.stop();

            assertThat(of("thread/realtime/appendText: OK"))
                    .containsOnlyKeys("threadId", "callId")
                    .containsEntry("threadId", thread);
            assertThat(of("turn/interrupt: OK"))
                    .containsEntry("threadId", thread)
                    .containsEntry("turnId", turn)
                    .containsEntry("callId", id);
            assertThat(with("turn/interrupt: REFUSED"))
                    .extracting(Line::fields)
                    .containsExactly(Map.of("threadId", thread, "callId", id), Map.of());
            assertThat(of("other: REFUSED")).isEmpty();
            assertThat(lines).noneMatch(line -> line.toString().contains(CANARY));
        } finally {
            requests.setLevel(null);
        }
    }

    private static ObjectNode named(String thread, String turn) {
        return RpcClient.object().put("threadId", thread).put("turnId", turn);
    }

    private Map<String, String> of(String text) {
        assertThat(with(text)).hasSize(1);
        return with(text).getFirst().fields();
    }

    private static Line line(ExtLogRecord logged) {
        var text = new StringWriter();
        text.append(logged.getFormattedMessage());
        if (logged.getThrown() != null) {
            logged.getThrown().printStackTrace(new PrintWriter(text, true));
        }
        return new Line(text.toString(), Map.copyOf(logged.getMdcCopy()));
    }

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger("").removeHandler(handler);
    }

    private List<Line> with(String part) {
        return lines.stream().filter(line -> line.text().contains(part)).toList();
    }

    @Test
    void aCallLeavesIdsAndNoWords() throws IOException {
        try (var client = RpcClient.initialized(base);
                var call = new ScriptedCall(running, client, "p", CANARY)) {
            call.start();
            call.spokenQuestion();
            call.spokenAnswer();
            call.typedQuestion();
            call.providersError();
            call.stop();
            call.brokenTurn("break on " + CANARY);
            await().until(() -> !with(": over after").isEmpty());
        }

        assertThat(with("STARTED"))
                .singleElement()
                .satisfies(line -> {
                    String id = line.fields().get("callId");
                    assertThat(line.text()).contains("call " + id);
                    assertThat(line.fields()).containsKey("threadId");
                });
        assertThat(with("the agent's work: COMPLETED"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.fields()).containsKeys("threadId", "callId", "turnId"));
        assertThat(with("the agent broke"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.text())
                            .contains("java.lang.IllegalStateException", "EchoAgent");
                    assertThat(line.fields()).containsKeys("threadId", "turnId");
                    assertThat(line.fields()).doesNotContainKey("callId");
                });
        assertThat(lines).noneMatch(line -> line.toString().contains(CANARY));
        assertThat(given().get("/q/metrics").asString()).doesNotContain(CANARY);
    }
}
