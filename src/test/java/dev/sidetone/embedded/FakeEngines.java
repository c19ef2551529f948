package dev.sidetone.embedded;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs the service with engines that are in the test's hands, and room for three sessions. */
public final class FakeEngines implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Media.class, Speech.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("sidetone.embedded.max-sessions", "3");
    }

    /** Answers every offer but those that say "bad". */
    @Alternative
    @Singleton
    public static class Media implements MediaEngine {

        /** A call that was answered. */
        record Answered(String callId, String offer, MediaListener listener, FakeLeg leg) {}

        final List<Answered> calls = new CopyOnWriteArrayList<>();
        volatile Optional<String> unavailable = Optional.empty();

        @Override
        public Optional<String> unavailable() {
            return unavailable;
        }

        @Override
        public MediaLeg answer(String callId, String offer, MediaListener listener)
                throws MediaException {
            if (offer.contains("bad")) {
                throw new MediaException(
                        MediaException.Kind.BAD_OFFER, "The offer has no audio section.");
            }
            var leg = new FakeLeg();
            calls.add(new Answered(callId, offer, listener, leg));
            return leg;
        }
    }

    /** Hears "where is main" in all that is loud, and speaks like a test tone. */
    @Alternative
    @Singleton
    public static class Speech implements SpeechEngines {

        volatile SpeechReadiness readiness = new SpeechReadiness.Ready();
        volatile boolean offered;

        @Override
        public SpeechReadiness readiness() {
            return readiness;
        }

        @Override
        public boolean startDownload() {
            return offered;
        }

        @Override
        public VoiceActivityDetector openDetector() {
            return new EnergyDetector();
        }

        @Override
        public SpeechRecognizer recognizer() {
            return request -> new SpeechRecognizer.Recognition("where is main", 1);
        }

        @Override
        public SpeechSynthesizer synthesizer() {
            return (text, voice, speed) ->
                    Sounds.pcm(Sounds.voice(1, 0.5, SpeechSynthesizer.RATE, 110, 0.3));
        }
    }
}
