package dev.sidetone.embedded.speech;

import ai.onnxruntime.OrtException;
import dev.sidetone.embedded.SpeechException;
import dev.sidetone.embedded.SpeechRecognizer;
import java.nio.charset.StandardCharsets;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Whisper on onnxruntime. Silence and noise always come back as some text: callers gate with a
 * voice activity detector. Passes run on platform threads, as a native call would hold the carrier
 * of a virtual one.
 */
final class WhisperRecognizer implements SpeechRecognizer, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WhisperRecognizer.class);
    private static final int RATE = 16_000;
    private static final int MIN_SAMPLES = RATE * 104 / 100;
    private static final int MAX_NAMES = 20;
    private static final int MAX_PROMPT = 300;
    private static final int MAX_LANES = 8;

    private final WhisperModel model;
    private final PassScheduler scheduler;
    private final ExecutorService passes;

    /** Loads the model and runs it once, so that the first turn is as fast as others. */
    WhisperRecognizer(Path file) throws SpeechException {
        model = new WhisperModel(file);
        int lanes = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MAX_LANES);
        scheduler = new PassScheduler(lanes);
        passes =
                Executors.newFixedThreadPool(
                        lanes, Thread.ofPlatform().daemon().name("recognition-", 0).factory());
        try (var warmUp = new WhisperPass(model)) {
            warmUp.run(new float[MIN_SAMPLES], "en", "", false);
        } catch (OrtException e) {
            throw new SpeechException("The recogniser does not run: " + e.getMessage(), e);
        }
    }

    @Override
    public Recognition recognize(Request request) throws SpeechException, InterruptedException {
        WhisperPass pass = open();
        var stopped = new AtomicBoolean();
        Future<Recognition> result;
        try {
            Optional<PassScheduler.Grant> grant =
                    scheduler.acquire(
                            request.urgency(),
                            request.limit(),
                            () -> {
                                stopped.set(true);
                                stop(pass);
                            });
            if (grant.isEmpty()) {
                pass.close();
                return skipped(request);
            }
            result = passes.submit(() -> run(pass, request, grant.get()));
        } catch (InterruptedException e) {
            pass.close();
            throw e;
        }
        return await(result, pass, request.limit(), stopped);
    }

    private WhisperPass open() throws SpeechException {
        try {
            return new WhisperPass(model);
        } catch (OrtException e) {
            throw new SpeechException("The recogniser failed: " + e.getMessage(), e);
        }
    }

    private static Recognition skipped(Request request) throws SpeechException {
        if (request.urgency() == Urgency.PARTIAL) {
            return new Recognition("", 0);
        }
        throw new SpeechException(
                "Recognition is overloaded: no engine became free within "
                        + seconds(request.limit())
                        + ". Use fewer calls at once or more cores.");
    }

    private static void stop(WhisperPass pass) {
        try {
            pass.stop();
        } catch (OrtException e) {
            LOG.warnf("a recognition pass could not be stopped: %s", e.getMessage());
        }
    }

    /** Closes the pass: nobody else knows when the engine has let go of it. */
    private Recognition run(WhisperPass pass, Request request, PassScheduler.Grant grant)
            throws OrtException {
        long start = System.nanoTime();
        try (pass) {
            List<String> names = names(request.vocabulary());
            WhisperPass.Heard heard =
                    pass.run(
                            padded(request.samples()),
                            request.language(),
                            prompt(names),
                            request.urgency() != Urgency.PARTIAL);
            List<Integer> ids = heard.said().stream().map(WhisperPass.Said::token).toList();
            String text = TranscriptGate.clean(model.text().decode(ids), names);
            long elapsedMs = (System.nanoTime() - start) / 1_000_000;
            return new Recognition(text, elapsedMs, evidence(heard));
        } finally {
            scheduler.release(grant);
        }
    }

    private Evidence evidence(WhisperPass.Heard heard) {
        return new Evidence(heard.said().stream().map(this::token).toList(), heard.language());
    }

    private Token token(WhisperPass.Said said) {
        byte[] bytes = model.text().bytes(said.token());
        return new Token(
                new String(bytes, StandardCharsets.UTF_8),
                IntStream.range(0, bytes.length).mapToObj(i -> bytes[i] & 0xff).toList(),
                said.logprob());
    }

    private static Recognition await(
            Future<Recognition> result, WhisperPass pass, Duration limit, AtomicBoolean stopped)
            throws SpeechException, InterruptedException {
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            stop(pass);
            throw new SpeechException(
                    "Recognition took longer than "
                            + seconds(limit)
                            + "; the utterance is given up. The machine may be overloaded.",
                    e);
        } catch (InterruptedException e) {
            stop(pass);
            throw e;
        } catch (ExecutionException e) {
            if (stopped.get()) {
                return new Recognition("", 0);
            }
            throw new SpeechException("The recogniser failed: " + e.getCause(), e);
        }
    }

    private static String seconds(Duration limit) {
        return limit.toMillis() / 1000.0 + " s";
    }

    private static float[] padded(float[] samples) {
        return samples.length < MIN_SAMPLES ? Arrays.copyOf(samples, MIN_SAMPLES) : samples;
    }

    /** As many names as the prompt takes: each costs the decoder some milliseconds. */
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
        return names.isEmpty() ? "" : " " + String.join(", ", names) + ".";
    }

    /** Waits for passes under way: the engine's memory must outlive them. */
    @Override
    public void close() throws SpeechException {
        passes.close();
        try {
            model.close();
        } catch (OrtException e) {
            throw new SpeechException("Could not close the recogniser: " + e.getMessage(), e);
        }
    }
}
