package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.SpeechException;
import dev.sidetone.embedded.SpeechSynthesizer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Text to speech by a Piper voice behind our own text front end.
 *
 * <p>The graph runs on platform threads, as many as there are cores: a native call would hold the
 * carrier of a virtual thread.
 */
final class PiperSynthesizer implements SpeechSynthesizer, AutoCloseable {

    private static final double MIN_SPEED = 0.25;
    private static final double MAX_SPEED = 1.5;

    private final PiperVoice voice;
    private final Pronouncer pronouncer;
    private final Map<Double, Resampler> resamplers = new ConcurrentHashMap<>();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    Runtime.getRuntime().availableProcessors(),
                    Thread.ofPlatform().daemon().name("synthesis-", 0).factory());

    /** Speaks one word into the void, so that the first answer is as fast as others. */
    PiperSynthesizer(PiperVoice voice, Pronouncer pronouncer) throws SpeechException {
        this.voice = voice;
        this.pronouncer = pronouncer;
        speak("Ready, in line 42 of the session manager.", VOICES.getFirst(), 1);
    }

    @Override
    public short[] synthesize(String text, String name, double speed) throws SpeechException {
        Future<short[]> result = workers.submit(() -> speak(text, name, speed));
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SpeechException speech
                    ? speech
                    : new SpeechException("The synthesiser failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new SpeechException("Synthesis was interrupted.", e);
        }
    }

    private short[] speak(String text, String name, double speed) throws SpeechException {
        List<String> clauses = pronouncer.pronounce(text);
        VoicePreset preset = VoicePreset.of(name);
        double pace = Math.clamp(speed, MIN_SPEED, MAX_SPEED);
        var sound = new ClauseJoiner();
        for (String clause : clauses) {
            float[] spoken = voice.speak(clause, preset.length() * preset.pitch() / pace);
            sound.add(resampler(preset.pitch()).apply(spoken), clause.charAt(clause.length() - 1));
        }
        return sound.pcm();
    }

    /** Pitch and sample rate change in one step. */
    private Resampler resampler(double pitch) {
        double step = pitch * voice.rate() / RATE;
        return resamplers.computeIfAbsent(step, Resampler::new);
    }

    @Override
    public void close() throws SpeechException {
        workers.close();
        voice.close();
    }
}
