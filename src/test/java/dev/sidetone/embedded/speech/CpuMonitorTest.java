package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CpuMonitorTest {

    @Test
    void nothingIsIdleBeforeTheFirstSample() {
        try (var monitor = new CpuMonitor(() -> 0)) {
            assertThat(monitor.idleFor(monitor.cores() + 1)).isFalse();
        }
    }

    @Test
    void aQuietMachineBecomesIdle() {
        try (var monitor = new CpuMonitor(() -> 0.05)) {
            await().until(() -> monitor.idleFor(monitor.cores()));
        }
    }

    @Test
    void aBusyMachineStaysBusy() {
        var samples = new AtomicInteger();
        try (var monitor =
                new CpuMonitor(() -> {
                    samples.incrementAndGet();
                    return 1;
                })) {
            await().until(() -> samples.get() >= 4);

            assertThat(monitor.idleFor(monitor.cores())).isFalse();
        }
    }

    @Test
    void ourOwnPassesDoNotCountAsOthersWork() {
        try (var monitor = new CpuMonitor(() -> 1)) {
            monitor.began(monitor.cores());

            await().until(() -> monitor.idleFor(monitor.cores()));
        }
    }

    @Test
    void aSystemThatDoesNotTellItsLoadIsTakenForBusy() {
        var samples = new AtomicInteger();
        try (var monitor =
                new CpuMonitor(() -> {
                    samples.incrementAndGet();
                    return -1;
                })) {
            await().until(() -> samples.get() >= 4);

            assertThat(monitor.idleFor(monitor.cores())).isFalse();
        }
    }
}
