package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullLockTest {

    @TempDir Path folder;

    /** Holds the lock until its input ends. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            try (var _ = PullLock.acquire(Path.of(args[0]), () -> {})) {
                System.out.println("held");
                while (System.in.read() >= 0) {
                    // until the parent closes it
                }
            }
        }
    }

    private Process otherProcess() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void anotherProcessHoldsTheLockUntilItEnds() throws Exception {
        Process other = otherProcess();
        try (BufferedReader output = other.inputReader()) {
            assertThat(output.readLine()).isEqualTo("held");
            var waits = new CountDownLatch(1);
            var taken = new AtomicBoolean();
            Thread waiter =
                    Thread.ofPlatform()
                            .start(() -> {
                                try (var _ = PullLock.acquire(folder, waits::countDown)) {
                                    taken.set(true);
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            });
            waits.await();
            assertThat(taken).isFalse();

            other.destroyForcibly();

            await().untilTrue(taken);
            waiter.join();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aLockGivenBackCanBeTakenAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (var _ = PullLock.acquire(folder, () -> {})) {
                assertThat(folder.resolve(".lock")).exists();
            }
        }
    }
}
