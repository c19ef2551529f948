package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundTest {

    private static final int MESSAGES = 5_000;

    private final List<CompletableFuture<Object>> underWay = new CopyOnWriteArrayList<>();
    private final Semaphore arrived = new Semaphore(0);
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private Optional<Duration> patience = Optional.of(ClientSocket.PATIENCE);
    private final ClientSocket socket =
            new ClientSocket() {
                @Override
                public Optional<Duration> patience() {
                    return patience;
                }

                @Override
                public CompletionStage<?> send(String message) {
                    var left = new CompletableFuture<Object>();
                    underWay.add(left);
                    arrived.release();
                    return left;
                }

                @Override
                public void close(int code, String reason) {
                    closed.complete(code + " " + reason);
                }
            };
    private Outbound outbound = new Outbound(socket);

    @AfterEach
    void stop() {
        outbound.stop();
    }

    @Test
    void whoStandsStillIsClosedWithTheReason() throws Exception {
        outbound.stop();
        patience = Optional.of(Duration.ofMillis(100));
        outbound = new Outbound(socket);
        for (int i = 0; i < 100; i++) {
            outbound.send("{}");
        }

        assertThat(closed.get(10, TimeUnit.SECONDS))
                .isEqualTo(
                        "1013 nothing was read for 0 s; connect again and resume after the last"
                                + " seq");
        assertThat(underWay).hasSize(32);
    }

    /** A message of 8 MiB has two minutes more: that it leaves is seen when all of it has left. */
    @Test
    void oneLargeAnswerMayTakeAsLongAsItsSizeNeeds() throws Exception {
        outbound.stop();
        patience = Optional.of(Duration.ofMillis(100));
        var closedSlow = new CompletableFuture<String>();
        var slow = new Outbound(takesNothing(patience, closedSlow));
        slow.send("x".repeat(8 << 20));
        send100(slow);
        outbound = new Outbound(socket);
        send100(outbound);

        assertThat(closed.get(10, TimeUnit.SECONDS)).startsWith("1013 nothing was read");
        assertThat(closedSlow).isNotDone();
        slow.stop();
    }

    /** The program that started this one may be stopped in a debugger. */
    @Test
    void whoMayTakeNothingForAsLongAsItLikesIsNotClosed() throws Exception {
        outbound.stop();
        var closedPatient = new CompletableFuture<String>();
        var patient = new Outbound(takesNothing(Optional.empty(), closedPatient));
        send100(patient);
        patience = Optional.of(Duration.ofMillis(100));
        outbound = new Outbound(socket);
        send100(outbound);

        assertThat(closed.get(10, TimeUnit.SECONDS)).startsWith("1013 nothing was read");
        assertThat(closedPatient).isNotDone();
        assertThat(patient.waiting()).isEqualTo(68);
        patient.stop();
    }

    private static void send100(Outbound outbound) {
        for (int i = 0; i < 100; i++) {
            outbound.send("{}");
        }
    }

    private static ClientSocket takesNothing(
            Optional<Duration> patience, CompletableFuture<String> closed) {
        return new ClientSocket() {
            @Override
            public CompletionStage<?> send(String message) {
                return new CompletableFuture<>();
            }

            @Override
            public Optional<Duration> patience() {
                return patience;
            }

            @Override
            public void close(int code, String reason) {
                closed.complete(reason);
            }
        };
    }

    @Test
    void whoReadsSlowlyGetsEverything() throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            outbound.send("{}");
        }
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(arrived.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            underWay.get(i).complete("left"); // one at a time, as the reader takes it
        }

        assertThat(underWay).hasSize(MESSAGES);
        assertThat(closed).isNotDone();
    }

    @Test
    void aCloseReasonFitsIntoItsFrame() throws Exception {
        for (int i = 0; i < 33; i++) {
            outbound.send("{}");
        }
        arrived.acquire(32); // nothing more leaves

        outbound.send("x".repeat(70 << 20));

        assertThat(closed.get(10, TimeUnit.SECONDS))
                .startsWith("1013 too slow")
                .hasSizeLessThan(123);
    }

    @Test
    void refusalsAreLeftOutWhenTooMuchWaits() {
        for (int i = 0; i < 100; i++) {
            outbound.send("x".repeat(100_000));
        }

        for (int i = 0; i < 100; i++) {
            outbound.sendIfRoom("refused");
        }

        assertThat(outbound.waiting()).isLessThanOrEqualTo(100);
    }

    @Test
    void itsEndDoesNotWaitForWhoTakesNothing() throws Exception {
        for (int i = 0; i < 100; i++) {
            outbound.send("{}");
        }

        outbound.finish(Duration.ofMillis(50));

        assertThat(outbound.waiting()).isEqualTo(68);
    }

    @Test
    void whoIsGoneLeavesNothingBehind() {
        for (int i = 0; i < 100; i++) {
            outbound.send("{}");
        }

        underWay.getFirst().completeExceptionally(new java.io.IOException("gone"));

        assertThat(outbound.waiting()).isZero();
    }
}
