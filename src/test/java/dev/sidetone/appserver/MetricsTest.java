package dev.sidetone.appserver;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.session.Sessions;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code /q/metrics} says after a call, to the last token. */
@QuarkusTest
class MetricsTest {

    private static final String NAME = "canary-provider";
    private static final String WHERE = "family=\"compatible\",";
    private static final String WAITING = "sidetone_queue_depth{queue=\"client_in\"}";

    @TestHTTPResource("/")
    URI base;

    @Inject RunningConfiguration running;
    @Inject Sessions sessions;

    /** Every number by its name and labels. */
    private record Scrape(String page, Map<String, Double> numbers) {

        static Scrape now() {
            String page = given().get("/q/metrics").then().statusCode(200).extract().asString();
            var numbers = new HashMap<String, Double>();
            page.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        int end = line.lastIndexOf(' ');
                        String name = line.substring(0, end).replace(",}", "}");
                        numbers.put(name, Double.parseDouble(line.substring(end + 1)));
                    });
            return new Scrape(page, numbers);
        }

        double of(String name) {
            return numbers.getOrDefault(name, 0.0);
        }

        double since(Scrape before, String name) {
            return of(name) - before.of(name);
        }
    }

    /** The calls of the tests before are over. */
    private static void quiet() {
        assertThat(Scrape.now().numbers().entrySet())
                .filteredOn(e -> e.getKey().startsWith("sidetone_calls{"))
                .allSatisfy(e -> assertThat(e.getValue()).isZero());
    }

    @Test
    void aCallIsCountedExactly() throws IOException {
        try (var client = RpcClient.initialized(base);
                var call = new ScriptedCall(running, client, NAME, "word")) {
            await().atMost(Duration.ofMinutes(1)).untilAsserted(MetricsTest::quiet);
            Scrape before = Scrape.now();

            call.start();
            Scrape live = Scrape.now();
            assertThat(live.since(before, "sidetone_calls{state=\"live\"}")).isOne();
            assertThat(live.of("sidetone_rpc_clients")).isPositive();
            call.spokenQuestion();
            call.spokenAnswer();
            call.stop();
            await().until(() ->
                    Scrape.now().since(before, "sidetone_call_ends_total{reason=\"requested\"}")
                            == 1);

            Scrape after = Scrape.now();
            Map.ofEntries(
                            Map.entry("calls{state=\"live\"}", 0),
                            Map.entry(
                                    "call_starts_total{%soutcome=\"started\",transport=\"websocket\"}",
                                    1),
                            Map.entry("call_start_seconds_count{%stransport=\"websocket\"}", 1),
                            Map.entry(
                                    "call_start_seconds_bucket{%stransport=\"websocket\",le=\"15.0\"}",
                                    1),
                            Map.entry("turn_latency_seconds_count{part=\"total\"}", 1),
                            Map.entry("turn_latency_seconds_count{part=\"recognition\"}", 0),
                            Map.entry(
                                    "provider_requests_seconds_count{%soutcome=\"ok\",request=\"open\"}",
                                    1),
                            Map.entry("tokens_total{%skind=\"input_text\"}", 40),
                            Map.entry("tokens_total{%skind=\"input_audio\"}", 20),
                            Map.entry("tokens_total{%skind=\"input_cached\"}", 6),
                            Map.entry("tokens_total{%skind=\"input_image\"}", 0),
                            Map.entry("tokens_total{%skind=\"output_text\"}", 11),
                            Map.entry("tokens_total{%skind=\"output_audio\"}", 40),
                            Map.entry("agent_tasks_seconds_count{outcome=\"completed\"}", 1),
                            Map.entry("sideband_joins_total{outcome=\"joined\"}", 0),
                            Map.entry("audio_dropped_total", 0),
                            Map.entry(
                                    "rpc_requests_total{method=\"thread/realtime/start\",outcome=\"ok\"}",
                                    1),
                            Map.entry(
                                    "rpc_requests_total{method=\"thread/realtime/stop\",outcome=\"ok\"}",
                                    1))
                    .forEach((name, count) ->
                            assertThat(after.since(before, "sidetone_" + name.formatted(WHERE)))
                                    .as(name)
                                    .isEqualTo(count.doubleValue()));
            assertThat(after.page()).doesNotContain(NAME);
        }
    }

    @Test
    void whatDoesNotExistAddsNoLabel() {
        try (var client = RpcClient.initialized(base)) {
            Scrape before = Scrape.now();

            client.ask("canary/method", RpcClient.object());
            client.ask("canary/other", RpcClient.object());

            Scrape after = Scrape.now();
            assertThat(
                            after.since(
                                    before,
                                    "sidetone_rpc_requests_total{method=\"other\",outcome=\"refused\"}"))
                    .isEqualTo(2);
            assertThat(after.page()).doesNotContain("canary");
        }
    }

    /** The call takes 64 texts before it is up; the one after them holds up the others. */
    @Test
    void requestsThatWaitAreCounted() throws IOException {
        try (var hosted = new HostedProvider(running);
                var client = RpcClient.initialized(base)) {
            hosted.upstream.upgradesHeld = true;
            String thread = RpcTest.startThread(client);
            client.result("thread/realtime/start", HostedProvider.start(thread));

            for (int id = 1_000; id < 1_000 + 64 + 1 + 7; id++) {
                ObjectNode request =
                        RpcClient.object()
                                .put("id", id)
                                .put("method", "thread/realtime/appendText");
                request.set("params", CallTest.text(thread, "one more"));
                client.text(request.toString());
            }

            await().untilAsserted(() -> assertThat(Scrape.now().of(WAITING)).isEqualTo(7));
            HostedProvider.stop(client, thread);
            await().untilAsserted(() -> assertThat(Scrape.now().of(WAITING)).isZero());
        }
    }

    @Test
    void theProcessAndItsRecordAreMeasuredToo() {
        assertThat(sessions.agentId()).contains("echo");
        Scrape now = Scrape.now();

        assertThat(now.of("sidetone_journal_held")).isZero();
        assertThat(now.of("sidetone_journal_lost")).isZero();
        assertThat(now.of("sidetone_provider_circuit")).isZero();
        assertThat(now.numbers())
                .containsKeys(
                        "sidetone_queue_depth{queue=\"call_audio\"}",
                        "sidetone_queue_depth{queue=\"client_out\"}")
                .anySatisfy((name, _) -> assertThat(name).startsWith("jvm_memory_used_bytes{"))
                .anySatisfy((name, _) -> assertThat(name).startsWith("jvm_threads_"));
    }
}
