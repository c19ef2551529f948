package dev.sidetone.embedded.speech;

import static dev.sidetone.embedded.SpeechRecognizer.Urgency.FINAL;
import static dev.sidetone.embedded.SpeechRecognizer.Urgency.PARTIAL;
import static dev.sidetone.embedded.SpeechRecognizer.Urgency.SPECULATIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.embedded.SpeechRecognizer.Urgency;
import dev.sidetone.embedded.speech.PassScheduler.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PassSchedulerTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static Grant take(PassScheduler scheduler, Urgency urgency) throws Exception {
        return take(scheduler, urgency, () -> {});
    }

    private static Grant take(PassScheduler scheduler, Urgency urgency, Runnable stop)
            throws Exception {
        return scheduler.acquire(urgency, Duration.ZERO, stop).orElseThrow();
    }

    private static Thread queue(
            PassScheduler scheduler, Urgency urgency, BlockingQueue<Urgency> started) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        Grant grant = scheduler.acquire(urgency, LONG, () -> {}).orElseThrow();
                        started.add(urgency);
                        scheduler.release(grant);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() ->
                thread.getState() == Thread.State.TIMED_WAITING
                        || thread.getState() == Thread.State.WAITING);
    }

    private static Urgency next(BlockingQueue<Urgency> started) throws InterruptedException {
        return Optional.ofNullable(started.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    @Test
    void aFinalPassDoesNotWaitForAStaleGuessWhenALaneIsFree() throws Exception {
        var scheduler = new PassScheduler(2);
        take(scheduler, SPECULATIVE);

        assertThat(scheduler.acquire(FINAL, Duration.ZERO, () -> {})).isPresent();
    }

    @Test
    void thereAreNeverMorePassesThanLanes() throws Exception {
        var scheduler = new PassScheduler(2);
        take(scheduler, SPECULATIVE);
        take(scheduler, FINAL);

        assertThat(scheduler.acquire(FINAL, Duration.ZERO, () -> {})).isEmpty();
    }

    @Test
    void aWaitingFinalPassGoesBeforeAGuessThatCameEarlier() throws Exception {
        var scheduler = new PassScheduler(1);
        Grant running = take(scheduler, SPECULATIVE);
        var started = new LinkedBlockingQueue<Urgency>();
        Thread guess = queue(scheduler, SPECULATIVE, started);
        awaitWaiting(guess);
        Thread last = queue(scheduler, FINAL, started);
        awaitWaiting(last);

        scheduler.release(running);

        assertThat(List.of(next(started), next(started))).containsExactly(FINAL, SPECULATIVE);
    }

    @Test
    void aCaptionRunsOnlyWhenNothingElseDoes() throws Exception {
        var scheduler = new PassScheduler(8);
        Grant caption = take(scheduler, PARTIAL);

        assertThat(scheduler.acquire(PARTIAL, LONG, () -> {})).isEmpty();
        scheduler.release(caption);
        take(scheduler, SPECULATIVE);
        assertThat(scheduler.acquire(PARTIAL, LONG, () -> {})).isEmpty();
    }

    @Test
    void aCaptionIsStoppedWhenTheTextOfTheTurnIsWanted() throws Exception {
        var scheduler = new PassScheduler(8);
        var stopped = new AtomicBoolean();
        take(scheduler, PARTIAL, () -> stopped.set(true));

        take(scheduler, SPECULATIVE);

        assertThat(stopped).isTrue();
    }

    @Test
    void aGuessIsNotStoppedByAFinalPass() throws Exception {
        var scheduler = new PassScheduler(8);
        var stopped = new AtomicBoolean();
        take(scheduler, SPECULATIVE, () -> stopped.set(true));

        take(scheduler, FINAL);

        assertThat(stopped).isFalse();
    }

    @Test
    void patienceEnds() throws Exception {
        var scheduler = new PassScheduler(1);
        take(scheduler, FINAL);

        assertThat(scheduler.acquire(FINAL, Duration.ofMillis(20), () -> {})).isEmpty();
    }

    @Test
    void aGuessMayStartAfterAFinalPassGaveUpWaiting() throws Exception {
        var scheduler = new PassScheduler(1);
        Grant running = take(scheduler, FINAL);
        assertThat(scheduler.acquire(FINAL, Duration.ofMillis(10), () -> {})).isEmpty();

        scheduler.release(running);

        assertThat(scheduler.acquire(SPECULATIVE, Duration.ZERO, () -> {})).isPresent();
    }
}
