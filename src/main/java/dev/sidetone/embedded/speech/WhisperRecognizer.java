package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.SpeechException;
import dev.sidetone.embedded.SpeechRecognizer;
import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import io.github.givimad.whisperjni.WhisperState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * whisper.cpp on a ggml model: one context, two states, so that two passes can run side by side.
 *
 * <p>The audio context is cut to the utterance (50 positions a second, plus a margin), which makes
 * a pass of two seconds about five times as fast as the full 30 s window. Below {@value
 * #CONTEXT_FLOOR} positions the decoder begins to loop. Silence and noise always come back as some
 * text: callers gate with a voice activity detector.
 */
final class WhisperRecognizer implements SpeechRecognizer, AutoCloseable {

    private static final int RATE = 16_000;
    private static final int MIN_SAMPLES = RATE * 104 / 100;
    private static final int SAMPLES_PER_POSITION = 320;
    private static final int CONTEXT_MARGIN = 64;
    private static final int CONTEXT_FLOOR = 384;
    private static final int CONTEXT_FULL = 1500;
    private static final int MAX_NAMES = 20;
    private static final int MAX_PROMPT = 300;

    private final WhisperJNI whisper = new WhisperJNI();
    private final WhisperContext context;
    private final List<WhisperState> states = new ArrayList<>();
    private final CpuMonitor cpu;
    private final SpinGuard spin = new SpinGuard(System::nanoTime);
    private final PassScheduler scheduler;
    private final ExecutorService passes;

    /** Loads the model and runs each state once, so that the first turn is as fast as others. */
    WhisperRecognizer(Path model, CpuMonitor cpu) throws SpeechException {
        this.cpu = cpu;
        scheduler =
                new PassScheduler(
                        cpu.cores(), threads -> cpu.idleFor(threads) && spin.allows(threads));
        try {
            WhisperJNI.loadLibrary();
            WhisperJNI.setLibraryLogger(null);
            context = whisper.initNoState(model);
        } catch (IOException e) {
            throw new SpeechException(
                    "The recogniser could not load " + model + ": " + e.getMessage(), e);
        }
        passes =
                Executors.newFixedThreadPool(
                        scheduler.lanes(),
                        Thread.ofPlatform().daemon().name("recognition-", 0).factory());
        for (int lane = 0; lane < scheduler.lanes(); lane++) {
            states.add(whisper.initState(context));
            measured(
                    states.get(lane), parameters(MIN_SAMPLES, "en", "", 1), new float[MIN_SAMPLES]);
        }
    }

    @Override
    public Recognition recognize(Request request) throws SpeechException, InterruptedException {
        Optional<PassScheduler.Grant> grant = scheduler.acquire(request.urgency(), request.limit());
        if (grant.isEmpty()) {
            if (request.urgency() == Urgency.PARTIAL) {
                return new Recognition("", 0);
            }
            throw new SpeechException(
                    "Recognition is overloaded: no engine became free within "
                            + seconds(request.limit())
                            + ". Use fewer calls at once or more cores.");
        }
        Future<Recognition> pass = passes.submit(() -> pass(request, grant.get()));
        return await(pass, request.limit());
    }

    private Recognition await(Future<Recognition> pass, Duration limit)
            throws SpeechException, InterruptedException {
        try {
            return pass.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SpeechException(
                    "Recognition took longer than "
                            + seconds(limit)
                            + "; the utterance is given up. The machine may be overloaded.",
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SpeechException speech
                    ? speech
                    : new SpeechException("The recogniser failed: " + e.getCause(), e);
        }
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }

    private Recognition pass(Request request, PassScheduler.Grant grant) throws SpeechException {
        long start = System.nanoTime();
        cpu.began(grant.threads());
        try {
            float[] samples = padded(request.samples());
            List<String> names = names(request.vocabulary());
            WhisperFullParams parameters =
                    parameters(samples.length, request.language(), prompt(names), grant.threads());
            String raw = measured(states.get(grant.lane()), parameters, samples);
            String text = TranscriptGate.clean(raw, names);
            return new Recognition(text, (System.nanoTime() - start) / 1_000_000);
        } finally {
            cpu.ended(grant.threads());
            scheduler.release(grant);
        }
    }

    private String measured(WhisperState state, WhisperFullParams parameters, float[] samples)
            throws SpeechException {
        long start = System.nanoTime();
        String text = run(state, parameters, samples);
        spin.measured(parameters.nThreads, parameters.audioCtx, System.nanoTime() - start);
        return text;
    }

    private String run(WhisperState state, WhisperFullParams parameters, float[] samples)
            throws SpeechException {
        int code = whisper.fullWithState(context, state, parameters, samples, samples.length);
        if (code != 0) {
            throw new SpeechException("The recogniser failed with code " + code + ".");
        }
        var text = new StringBuilder();
        for (int i = 0; i < whisper.fullNSegmentsFromState(state); i++) {
            text.append(whisper.fullGetSegmentTextFromState(state, i));
        }
        return text.toString();
    }

    private static float[] padded(float[] samples) {
        return samples.length < MIN_SAMPLES ? Arrays.copyOf(samples, MIN_SAMPLES) : samples;
    }

    /** As many names as the prompt takes: each costs the decoder about ten milliseconds. */
    private static List<String> names(List<String> vocabulary) {
        var names = new ArrayList<String>();
        int length = 0;
        for (String name : vocabulary) {
            length += name.length() + 2;
            if (names.size() == MAX_NAMES || length > MAX_PROMPT) {
                break;
            }
            names.add(name);
        }
        return names;
    }

    private static String prompt(List<String> names) {
        return names.isEmpty() ? "" : String.join(", ", names) + ".";
    }

    private static WhisperFullParams parameters(
            int samples, String language, String prompt, int threads) {
        var parameters = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
        int positions = (samples + SAMPLES_PER_POSITION - 1) / SAMPLES_PER_POSITION;
        parameters.audioCtx =
                Math.min(CONTEXT_FULL, Math.max(CONTEXT_FLOOR, positions + CONTEXT_MARGIN));
        parameters.nThreads = threads;
        parameters.language = language.isBlank() ? "en" : language;
        parameters.greedyBestOf = 1;
        parameters.temperature = 0;
        parameters.temperatureInc = 0; // no second try at another temperature
        parameters.singleSegment = true;
        parameters.noContext = true;
        parameters.noTimestamps = true;
        parameters.suppressBlank = true;
        parameters.suppressNonSpeechTokens = false; // true turns noise into plausible sentences
        parameters.printProgress = false;
        parameters.printRealtime = false;
        parameters.printTimestamps = false;
        parameters.printSpecial = false;
        if (!prompt.isEmpty()) {
            parameters.initialPrompt = prompt;
        }
        return parameters;
    }

    /** Waits for passes under way: the engine's memory must outlive them. */
    @Override
    public void close() {
        passes.close();
        states.forEach(WhisperState::close);
        context.close();
    }
}
