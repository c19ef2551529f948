package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Threads: archive, names, forks, pages; what the service says of itself. */
@QuarkusTest
class ThreadTest {

    @TestHTTPResource("/")
    URI base;

    @Test
    void anArchivedThreadLeavesTheListAndComesBack() {
        try (var client = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            String thread = spoken(client, "archive me");

            assertThat(client.result("thread/archive", of(thread))).isEmpty();

            assertThat(other.told("thread/archived").path("threadId").asText()).isEqualTo(thread);
            assertThat(listed(client, RpcClient.object())).doesNotContain(thread);
            assertThat(listed(client, RpcClient.object().put("archived", true))).contains(thread);

            JsonNode back = client.result("thread/unarchive", of(thread));

            assertThat(back.at("/thread/id").asText()).isEqualTo(thread);
            other.told("thread/unarchived");
            assertThat(listed(client, RpcClient.object())).contains(thread);
        }
    }

    @Test
    void aNameIsToldToEverybodyAndFound() {
        try (var client = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            String thread = spoken(client, "some question");
            String name = "Zebra 100%_crossing " + thread;

            client.result("thread/name/set", of(thread).put("name", name));

            JsonNode told = other.told("thread/name/updated", p -> is(p, thread));
            assertThat(told.path("threadName").asText()).isEqualTo(name);
            assertThat(
                            listed(
                                    client,
                                    RpcClient.object()
                                            .put("searchTerm", "100%_crossing " + thread)))
                    .containsExactly(thread);
            assertThat(
                            listed(
                                    client,
                                    RpcClient.object()
                                            .put("searchTerm", "1000_crossing " + thread)))
                    .isEmpty();
        }
    }

    @Test
    void aForkHasAllThatWasSaidAndGoesItsOwnWay() {
        try (var client = RpcClient.initialized(base)) {
            String thread = spoken(client, "the common past");

            JsonNode fork = client.result("thread/fork", of(thread)).path("thread");
            String copy = fork.path("id").asText();
            client.result("turn/start", RpcTest.turn(copy, "the new way"));
            client.told("turn/completed", p -> is(p, copy));

            assertThat(fork.path("forkedFromId").asText()).isEqualTo(thread);
            assertThat(fork.at("/turns/0/items/0/content/0/text").asText())
                    .isEqualTo("the common past");
            assertThat(RpcTest.kinds(client, thread)).hasSize(4);
            assertThat(RpcTest.kinds(client, copy)).hasSize(8);
        }
    }

    @Test
    void aListIsPagedInEitherDirection() {
        try (var client = RpcClient.initialized(base)) {
            String first = spoken(client, "page one");
            String second = spoken(client, "page two");
            ObjectNode oldest =
                    RpcClient.object().put("sortKey", "created_at").put("sortDirection", "asc");
            List<String> all = listed(client, oldest.deepCopy().put("limit", 200));

            assertThat(all.indexOf(first)).isLessThan(all.indexOf(second));
            JsonNode page = client.result("thread/list", oldest.deepCopy().put("limit", 1));
            JsonNode next =
                    client.result(
                            "thread/list",
                            oldest.deepCopy()
                                    .put("limit", 1)
                                    .put("cursor", page.path("nextCursor").asText()));
            assertThat(next.path("data").findValuesAsText("id"))
                    .doesNotContainAnyElementsOf(page.path("data").findValuesAsText("id"));
        }
    }

    @Test
    void aThreadThatIsLetGoTellsNothingMore() {
        try (var client = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            String thread = spoken(client, "before");
            other.result("thread/resume", of(thread));

            assertThat(other.result("thread/unsubscribe", of(thread)).path("status").asText())
                    .isEqualTo("unsubscribed");
            assertThat(other.result("thread/unsubscribe", of(thread)).path("status").asText())
                    .isEqualTo("notSubscribed");
            client.result("turn/start", RpcTest.turn(thread, "after"));
            client.told("turn/completed");

            assertThat(other.notices("turn/started")).isEmpty();
            assertThat(
                            client.result("thread/loaded/list", RpcClient.object())
                                    .path("data")
                                    .toString())
                    .contains(thread);
        }
    }

    @Test
    void whoWasAwayIsToldWhatItMissedByNumber() {
        try (var client = RpcClient.initialized(base);
                var late = RpcClient.initialized(base)) {
            String thread = spoken(client, "before anybody else came");
            long seen =
                    client.received.stream()
                            .filter(m -> m.path("method").asText().equals("turn/started"))
                            .mapToLong(m -> m.path("number").asLong())
                            .max()
                            .orElseThrow();

            JsonNode all = late.result("sidetone/resume", of(thread).put("after", seen));

            assertThat(all.path("complete").asBoolean()).isTrue();
            late.told("turn/completed");
            assertThat(late.notices("turn/started")).isEmpty();
            assertThat(
                            late.received.stream()
                                    .filter(m -> m.has("number"))
                                    .mapToLong(m -> m.path("number").asLong()))
                    .isSorted()
                    .allMatch(number -> number > seen);
        }
    }

    @Test
    void anotherFolderThanTheWorkspaceIsRefusedInWords() {
        try (var client = RpcClient.initialized(base)) {
            JsonNode answer = client.ask("thread/start", RpcClient.object().put("cwd", "/nowhere"));

            assertThat(answer.at("/error/message").asText())
                    .contains("not in /nowhere")
                    .contains("SIDETONE_WORKSPACE=/nowhere");
        }
    }

    @Test
    void theServiceSaysWhatItRunsWith() {
        try (var client = RpcClient.initialized(base)) {
            JsonNode models = client.result("model/list", RpcClient.object());
            JsonNode config = client.result("config/read", RpcClient.object());
            JsonNode account = client.result("account/read", RpcClient.object());
            JsonNode login =
                    client.ask("account/login/start", RpcClient.object().put("type", "apiKey"));

            assertThat(models.at("/data/0/id").asText()).isEqualTo("echo");
            assertThat(config.at("/config/sidetone/server/host").asText()).isEqualTo("127.0.0.1");
            assertThat(account.path("account").isNull()).isTrue();
            assertThat(account.path("requiresOpenaiAuth").asBoolean(true)).isFalse();
            assertThat(login.at("/error/message").asText()).contains("SIDETONE_PROVIDER_KEY");
        }
    }

    private static String spoken(RpcClient client, String words) {
        String thread = RpcTest.startThread(client);
        client.result("turn/start", RpcTest.turn(thread, words));
        client.told("turn/completed", p -> is(p, thread));
        return thread;
    }

    private static List<String> listed(RpcClient client, ObjectNode params) {
        return client.result("thread/list", params).path("data").findValuesAsText("id");
    }

    private static boolean is(JsonNode params, String thread) {
        return params.path("threadId").asText().equals(thread);
    }

    private static ObjectNode of(String thread) {
        return RpcClient.object().put("threadId", thread);
    }
}
