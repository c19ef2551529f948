package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LanesTest {

    private static Task task(String method) {
        return Task.of(
                Rpc.read("{\"id\":1,\"method\":\"%s\"}".formatted(method)).orElseThrow(), 1, false);
    }

    /** As when a client cannot even be told that its request failed. */
    @Test
    void aWorkerThatBreaksLeavesItsLaneToAnother() throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        var bothWait = new CountDownLatch(1);
        var lanes =
                new Lanes(task -> {
                    if (task.request().method().equals("breaks")) {
                        bothWait.await();
                        throw new IllegalStateException("meant to break");
                    }
                    done.add(task.request().method());
                });
        assertThat(lanes.offer("lane", task("breaks"))).isTrue();
        assertThat(lanes.offer("lane", task("second"))).isTrue();

        bothWait.countDown();

        await().until(() -> done.equals(List.of("second")));
        lanes.finish(Duration.ofSeconds(20));
        assertThat(lanes.waiting()).isZero();
    }
}
