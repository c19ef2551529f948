package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcConnectionTest {

    private static final String A = "00000000-0000-0000-0000-00000000000a";
    private static final String B = "00000000-0000-0000-0000-00000000000b";

    private final Remembered wire = new Remembered();
    private final List<String> sent = wire.answers;
    private final Semaphore entered = new Semaphore(0);
    private final Semaphore mayLeave = new Semaphore(0);
    private RpcConnection connection = connection();

    private RpcConnection connection() {
        return new RpcConnection(
                wire.client(),
                wire,
                new Methods(
                        List.of(
                                slow(),
                                urgent(),
                                slowUrgent(),
                                broken(),
                                start(),
                                text(),
                                stopping())));
    }

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopAhead = new CountDownLatch(1);

    private Method start() {
        return Method.cancellable(
                "start",
                (_, _, unwanted) -> {
                    done.add(unwanted.getAsBoolean() ? "no start" : "start");
                    return Rpc.object();
                });
    }

    /** As a text that waits for a call which does not take it. */
    private Method text() {
        return Method.experimental(
                "text",
                (_, params) -> {
                    if (params.flag("waits")) {
                        entered.release();
                        stopAhead.await();
                    }
                    done.add("text");
                    return Rpc.object();
                });
    }

    private Method stopping() {
        return Method.experimental(
                        "stop",
                        (_, _) -> {
                            done.add("stop");
                            return Rpc.object();
                        })
                .cancelling((_, _) -> {
                    stopAhead.countDown();
                    return false;
                });
    }

    private void ask(int id, String method, String params) {
        connection.take(
                "{\"id\":%d,\"method\":\"%s\",\"params\":{%s}}".formatted(id, method, params));
    }

    private static String about(String thread) {
        return "\"threadId\":\"" + thread + "\"";
    }

    private Method slow() {
        return Method.stable("slow", (_, _) -> whenItMay());
    }

    private ObjectNode whenItMay() throws InterruptedException {
        entered.release();
        mayLeave.acquire();
        return Rpc.object();
    }

    private static Method urgent() {
        return Method.stable("urgent", (_, _) -> Rpc.object()).asUrgent();
    }

    private Method slowUrgent() {
        return Method.stable("slowUrgent", (_, _) -> whenItMay()).asUrgent();
    }

    private Method broken() {
        return Method.stable(
                "broken",
                (_, _) -> {
                    var _ = whenItMay();
                    throw new LinkageError("no such library");
                });
    }

    private void ask(int id, String method) {
        connection.take("{\"id\":" + id + ",\"method\":\"" + method + "\"}");
    }

    @AfterEach
    void stop() {
        connection.stop();
    }

    @Test
    void whatDoesNotFitIsRefusedAtOnceAndTheRestIsAnsweredInOrder() throws Exception {
        ask(0, "slow");
        entered.acquire();
        for (int id = 1; id <= 130; id++) {
            ask(id, "slow");
        }

        assertThat(sent)
                .containsExactly(
                        Rpc.error(
                                com.fasterxml.jackson.databind.node.IntNode.valueOf(129),
                                -32001,
                                "Server overloaded; retry later."),
                        Rpc.error(
                                com.fasterxml.jackson.databind.node.IntNode.valueOf(130),
                                -32001,
                                "Server overloaded; retry later."));
        mayLeave.release(129);
        await().until(() -> sent.size() == 131);
        assertThat(sent.get(2)).startsWith("{\"id\":0,");
        assertThat(sent.get(130)).startsWith("{\"id\":128,");
    }

    @Test
    void anUrgentRequestOvertakesThoseThatWait() throws Exception {
        ask(0, "slow");
        entered.acquire();
        ask(1, "slow");

        ask(2, "urgent");

        await().until(() -> sent.size() == 1);
        assertThat(sent.getFirst()).startsWith("{\"id\":2,");
    }

    @Test
    void aStopCancelsTheStartsBeforeItAndKeepsToItsPlace() throws Exception {
        ask(0, "slow", about(A));
        entered.acquire();
        ask(1, "start", about(A));
        ask(2, "text", about(A));
        ask(3, "stop", about(A));
        ask(4, "start", about(A));

        mayLeave.release();

        await().until(() -> sent.size() == 5);
        assertThat(done).containsExactly("no start", "text", "stop", "start");
        assertThat(sent.get(1)).isEqualTo("{\"id\":1,\"result\":{}}");
    }

    @Test
    void aStopOfAnotherThreadCancelsNothing() throws Exception {
        ask(0, "slow", about(A));
        entered.acquire();
        ask(1, "start", about(A));
        ask(2, "stop", about(B));
        await().until(() -> sent.size() == 1);

        mayLeave.release();

        await().until(() -> sent.size() == 3);
        assertThat(done).containsExactly("stop", "start");
    }

    @Test
    void aStopEndsWhatWaitsForTheCallBeforeItsTurnComes() throws Exception {
        ask(0, "text", about(A) + ",\"waits\":true");
        entered.acquire();

        ask(1, "stop", about(A));

        await().until(() -> sent.size() == 2);
        assertThat(done).containsExactly("text", "stop");
    }

    @Test
    void whatIsSlowInOneThreadHoldsUpNoOther() throws Exception {
        ask(0, "slow", about(A));
        entered.acquire();
        ask(1, "text", about(A));

        ask(2, "text", about(B));
        ask(3, "text", "");

        await().until(() -> sent.size() == 2);
        assertThat(sent).noneMatch(answer -> answer.startsWith("{\"id\":1,"));
        mayLeave.release();
        await().until(() -> sent.size() == 4);
    }

    @Test
    void whatIsAskedBehindTheHandshakeIsAnsweredAfterIt() throws Exception {
        connection.stop();
        var newcomer = new Client(wire, java.time.InstantSource.system());
        Method handshake =
                Method.stable(
                        "initialize",
                        (client, _) -> {
                            entered.release();
                            mayLeave.acquire();
                            client.initialized(
                                    new Client.Capabilities(true, java.util.Set.of()), "test");
                            return Rpc.object();
                        });
        connection =
                new RpcConnection(
                        newcomer, wire, new Methods(List.of(handshake, start(), text(), urgent())));
        ask(0, "initialize");
        entered.acquire();
        ask(1, "start", about(A));
        ask(2, "text", about(B));
        ask(3, "urgent");

        mayLeave.release();

        await().until(() -> sent.size() == 4);
        assertThat(sent).noneMatch(answer -> answer.contains("Not initialized"));
        assertThat(done).containsExactly("start", "text");
    }

    @Test
    void aFewLargeRequestsAreAsManyAsFit() throws Exception {
        String large = "\"more\":\"" + "x".repeat(3 << 20) + "\"";
        ask(0, "slow", large);
        entered.acquire();
        ask(1, "slow", large);

        ask(2, "slow", large);

        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst()).startsWith("{\"id\":2,").contains("-32001");
        mayLeave.release(2);
        await().until(() -> sent.size() == 3);
        ask(3, "text", large);
        await().until(() -> sent.size() == 4);
        assertThat(sent.getLast()).isEqualTo("{\"id\":3,\"result\":{}}");
    }

    @Test
    void aStopIsTakenAlthoughNothingElseFits() throws Exception {
        String frame = "{\"id\":0,\"method\":\"slow\",\"params\":{\"more\":\"\"}}";
        String half = "\"more\":\"" + "x".repeat((4 << 20) - frame.length()) + "\"";
        ask(0, "slow", half);
        entered.acquire();
        ask(1, "slow", half);
        ask(2, "text", about(A));
        ask(3, "stop", about(A) + ",\"more\":\"" + "x".repeat(64 * 1024) + "\"");
        assertThat(sent).hasSize(2).allMatch(answer -> answer.contains("-32001"));

        ask(4, "stop", about(A));

        await().until(() -> sent.size() == 3);
        assertThat(sent.getLast()).isEqualTo("{\"id\":4,\"result\":{}}");
        assertThat(done).containsExactly("stop");
    }

    @Test
    void theEndWaitsForWhatOvertakes() throws Exception {
        ask(0, "slowUrgent");
        entered.acquire();
        var answeredAtTheEnd =
                new FutureTask<>(() -> {
                    connection.finish(Duration.ofSeconds(20));
                    return List.copyOf(sent);
                });
        Thread finishes = Thread.startVirtualThread(answeredAtTheEnd);
        await().until(() ->
                answeredAtTheEnd.isDone() || finishes.getState() == Thread.State.TIMED_WAITING);

        mayLeave.release();

        assertThat(answeredAtTheEnd.get(20, TimeUnit.SECONDS))
                .containsExactly("{\"id\":0,\"result\":{}}");
    }

    @Test
    void aFaultOfTheMachineIsAnsweredAndSoIsWhatWaitsBehindIt() throws Exception {
        ask(0, "broken", about(A));
        entered.acquire();
        ask(1, "text", about(A));

        mayLeave.release();

        await().until(() -> sent.size() == 2);
        assertThat(sent.getFirst()).startsWith("{\"id\":0,").contains("-32603");
        assertThat(sent.getLast()).isEqualTo("{\"id\":1,\"result\":{}}");
    }
}
