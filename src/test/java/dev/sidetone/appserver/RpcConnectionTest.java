package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RpcConnectionTest {

    private final Remembered wire = new Remembered();
    private final List<String> sent = wire.answers;
    private final Semaphore entered = new Semaphore(0);
    private final Semaphore mayLeave = new Semaphore(0);
    private final RpcConnection connection = connection();

    private RpcConnection connection() {
        return new RpcConnection(wire.client(), wire, new Methods(List.of(slow(), urgent())));
    }

    private Method slow() {
        return Method.stable(
                "slow",
                (_, _) -> {
                    entered.release();
                    mayLeave.acquire();
                    return Rpc.object();
                });
    }

    private static Method urgent() {
        return Method.stable("urgent", (_, _) -> Rpc.object()).asUrgent();
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
}
