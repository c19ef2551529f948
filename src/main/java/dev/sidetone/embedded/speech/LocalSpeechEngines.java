package dev.sidetone.embedded.speech;

import dev.sidetone.config.Settings;
import dev.sidetone.config.Settings.Fetch;
import dev.sidetone.embedded.SpeechEngines;
import dev.sidetone.embedded.SpeechException;
import dev.sidetone.embedded.SpeechReadiness;
import dev.sidetone.embedded.SpeechRecognizer;
import dev.sidetone.embedded.SpeechSynthesizer;
import dev.sidetone.embedded.VoiceActivityDetector;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The engines of this process. A background thread gets what is missing, loads it and then ends;
 * models that are copied into the folder by hand are found without a restart. Thread-safe.
 */
@ApplicationScoped
class LocalSpeechEngines implements SpeechEngines {

    private static final Logger LOG = Logger.getLogger(LocalSpeechEngines.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final Duration ONE_MODEL = Duration.ofSeconds(30);

    private final Settings.Models settings;
    private final ModelStore store;
    private final ModelPuller puller;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Semaphore wanted = new Semaphore(0);
    private final Thread setup =
            Thread.ofPlatform().daemon().name("speech-setup").unstarted(this::setUp);
    private volatile boolean closed;
    private volatile SpeechReadiness readiness =
            new SpeechReadiness.Preparing("Looking for the speech models.", 0, 0);
    private volatile Optional<LoadedEngines> engines = Optional.empty();

    @Inject
    LocalSpeechEngines(Settings settings) {
        this.settings = settings.models();
        this.store = new ModelStore(settings.models().dir());
        this.puller = new ModelPuller(store, this.settings.mirror(), ModelPuller.STALL, Pip.CALLS);
    }

    /**
     * Not before the service listens, because loading takes all cores from its start. In tests of
     * other parts nothing is loaded or fetched until somebody asks for speech.
     */
    void onStart(@ObservesAsync HttpServerStart listening) {
        if (LaunchMode.current() != LaunchMode.TEST) {
            start();
        }
    }

    private void start() {
        if (started.compareAndSet(false, true)) {
            setup.start();
        }
    }

    private void setUp() {
        try {
            List<Model> needed = Catalogue.needed(settings);
            obtain(needed);
            if (!closed) {
                load(needed);
            }
        } catch (ModelException e) {
            unavailable(e.explanation(), "Correct the settings and start again.", false);
        } catch (SpeechException e) {
            unavailable(
                    Objects.toString(e.getMessage(), ""),
                    "Run \"sidetone models verify\" and start again.",
                    false);
        } catch (LinkageError | RuntimeException e) {
            LOG.error("The speech engines did not load", e);
            unavailable(
                    "The native speech libraries do not run on this machine: " + e,
                    "Use a supported platform (Linux, macOS or Windows on x86-64 or arm64). Typed"
                            + " conversation works without speech.",
                    false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when all files are there: pulled, or put there by somebody else. */
    private void obtain(List<Model> needed) throws InterruptedException {
        boolean pull = settings.fetch() == Fetch.AUTO;
        while (!closed && !store.missing(needed).isEmpty()) {
            if (pull) {
                pull(needed);
            } else {
                String names =
                        store.missing(needed).stream()
                                .map(ModelFile::name)
                                .collect(Collectors.joining(", "));
                String why =
                        settings.fetch() == Fetch.OFF ? "; fetching them is switched off." : ".";
                unavailable(
                        "The speech models are not there: " + names + why,
                        "Run \"sidetone models pull\", or put the files into "
                                + store.folder()
                                + ".",
                        settings.fetch() == Fetch.ASK);
            }
            pull = awaitChange(needed);
        }
    }

    private void pull(List<Model> needed) throws InterruptedException {
        var logged = new LoggedProgress();
        try {
            puller.pull(
                    needed,
                    (doing, done, total) -> {
                        readiness = new SpeechReadiness.Preparing(doing, done, total);
                        logged.at(doing, done, total);
                    });
        } catch (ModelException e) {
            unavailable(e.explanation(), "Then try the download again.", true);
        }
    }

    /** Waits for files to arrive or for somebody to ask for the download; true for the latter. */
    private boolean awaitChange(List<Model> needed) throws InterruptedException {
        boolean asked = false;
        while (!closed && !asked && !store.missing(needed).isEmpty()) {
            asked = wanted.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        }
        wanted.drainPermits();
        return asked;
    }

    private void load(List<Model> needed) throws SpeechException, InterruptedException {
        long bytes = needed.stream().mapToLong(Model::bytes).sum();
        readiness = new SpeechReadiness.Preparing("Loading the speech models.", bytes, bytes);
        long start = System.nanoTime();
        LoadedEngines loaded = LoadedEngines.load(store, needed);
        engines = Optional.of(loaded);
        readiness = new SpeechReadiness.Ready();
        LOG.infof("Speech is ready after %d ms", (System.nanoTime() - start) / 1_000_000);
    }

    private void unavailable(String reason, String remedy, boolean offerDownload) {
        var now = new SpeechReadiness.Unavailable(reason, remedy, offerDownload);
        if (!now.equals(readiness)) {
            LOG.warnf("No speech: %s %s", reason, remedy);
        }
        readiness = now;
    }

    @Override
    public SpeechReadiness readiness() {
        start();
        return readiness;
    }

    @Override
    public boolean startDownload() {
        start();
        boolean startable =
                settings.fetch() != Fetch.OFF
                        && readiness instanceof SpeechReadiness.Unavailable(_, _, boolean offered)
                        && offered;
        if (startable) {
            wanted.release();
        }
        return startable;
    }

    @Override
    public VoiceActivityDetector openDetector() throws SpeechException {
        return loaded().newDetector();
    }

    @Override
    public SpeechRecognizer recognizer() throws SpeechException {
        return loaded().recognizer();
    }

    @Override
    public SpeechSynthesizer synthesizer() throws SpeechException {
        return loaded().synthesizer();
    }

    private LoadedEngines loaded() throws SpeechException {
        return engines.orElseThrow(
                () -> new SpeechException("The speech engines are not ready: " + readiness));
    }

    /**
     * The end waits for a model that is being loaded: native code that runs on while the process
     * ends takes it down with it.
     */
    @PreDestroy
    void close() throws SpeechException, InterruptedException {
        closed = true;
        setup.interrupt();
        if (setup.isAlive() && !setup.join(ONE_MODEL)) {
            LOG.warnf("A speech model is still being loaded after %s", ONE_MODEL);
        }
        if (engines.isPresent()) {
            engines.get().close();
        }
    }
}
