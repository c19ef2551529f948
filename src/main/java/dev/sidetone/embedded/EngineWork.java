package dev.sidetone.embedded;

import dev.sidetone.telemetry.Quiet;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@link Work} by the real engines. Runs on platform threads, as the engines are native code that
 * would hold the carriers of virtual threads; idle ones go away after some seconds.
 */
final class EngineWork implements Work, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EngineWork.class);

    private final EngineAccess engines;
    private final Consumer<Runnable> session;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("speech-work-", 0).factory());

    /**
     * @param session runs an action on the session's thread
     */
    EngineWork(EngineAccess engines, Consumer<Runnable> session) {
        this.engines = engines;
        this.session = session;
    }

    @Override
    public SpeechReadiness readiness() {
        return engines.readiness();
    }

    @Override
    public void synthesize(String text, String voice, double speed, Consumer<Synthesis> then) {
        run(() -> {
            Synthesis result = synthesis(text, voice, speed);
            session.accept(() -> then.accept(result));
        });
    }

    private Synthesis synthesis(String text, String voice, double speed) {
        try {
            return new Synthesis.Audio(
                    engines.speech().synthesizer().synthesize(text, voice, speed));
        } catch (SpeechException e) {
            return new Synthesis.Failed(reason(e));
        } catch (RuntimeException e) {
            LOG.error("speech synthesis failed", Quiet.of(e));
            return new Synthesis.Failed("Speech synthesis failed; the service's log says why.");
        }
    }

    @Override
    public Runnable recognize(SpeechRecognizer.Request request, Consumer<Hearing> then) {
        var job =
                new FutureTask<@Nullable Void>(
                        () -> {
                            Hearing result = hearing(request);
                            session.accept(() -> then.accept(result));
                        },
                        null);
        run(job);
        return () -> job.cancel(true);
    }

    private Hearing hearing(SpeechRecognizer.Request request) {
        try {
            var recognised = engines.speech().recognizer().recognize(request);
            return new Hearing.Text(recognised.text(), recognised.evidence());
        } catch (SpeechException e) {
            return new Hearing.Failed(reason(e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Hearing.Failed("The recognition was interrupted.");
        } catch (RuntimeException e) {
            LOG.error("speech recognition failed", Quiet.of(e));
            return new Hearing.Failed("Speech recognition failed; the service's log says why.");
        }
    }

    private static String reason(SpeechException e) {
        return Objects.requireNonNullElse(e.getMessage(), "The speech engine gave no reason.");
    }

    private void run(Runnable job) {
        try {
            threads.execute(job);
        } catch (RejectedExecutionException _) {
            LOG.debug("a job came after the end of its session");
        }
    }

    @Override
    public VoiceActivityDetector openDetector() throws SpeechException {
        return engines.speech().openDetector();
    }

    @Override
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
