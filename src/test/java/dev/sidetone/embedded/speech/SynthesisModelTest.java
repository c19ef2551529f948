package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.embedded.SpeechRecognizer.Request;
import dev.sidetone.embedded.SpeechRecognizer.Urgency;
import dev.sidetone.embedded.SpeechSynthesizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("models")
class SynthesisModelTest {

    /** The voice draws its noise anew each time. */
    private static final int TAKES = 3;

    private static final Map<String, String> SENTENCES = new LinkedHashMap<>();

    static {
        SENTENCES.put(
                "The test failed because parseConfig returned null on the first call.",
                "the test failed because parse config returned null on the first call");
        SENTENCES.put(
                "It is defined in src/main/java/dev/sidetone/SessionManager.java:42.",
                "it is defined in line forty two of session manager dot java");
        SENTENCES.put(
                "Please rename the variable snake_case_name before you commit.",
                "please rename the variable snake case name before you commit");
        SENTENCES.put(
                "The query takes about 350ms and returns 12 rows.",
                "the query takes about three hundred fifty milliseconds and returns twelve rows");
        SENTENCES.put(
                "The weather was beautiful, so we decided to walk along the river.",
                "the weather was beautiful so we decided to walk along the river");
        SENTENCES.put(
                "Three people changed this file in the last week.",
                "three people changed this file in the last week");
        SENTENCES.put(
                "Could you please tell me where the nearest coffee shop is?",
                "could you please tell me where the nearest coffee shop is");
        SENTENCES.put(
                "Nobody calls this method, and no test covers it.",
                "nobody calls this method and no test covers it");
    }

    private static short[] say(String text, String voice, double speed) throws Exception {
        return RealEngines.get().synthesizer().synthesize(text, voice, speed);
    }

    private static String hear(short[] pcm) throws Exception {
        var request =
                new Request(
                        Sounds.spoken(pcm), "en", List.of(), Duration.ofMinutes(2), Urgency.FINAL);
        // written units and unit names mean the same
        return RealEngines.get()
                .recognizer()
                .recognize(request)
                .text()
                .replaceAll("(?<=\\d) ?ms\\b", " milliseconds");
    }

    @Test
    void whatIsSaidIsHeardBack() throws Exception {
        var errors = new WordErrors();
        for (Map.Entry<String, String> sentence : SENTENCES.entrySet()) {
            for (int take = 0; take < TAKES; take++) {
                String heard = hear(say(sentence.getKey(), "marin", 1));
                System.out.println("Said: " + sentence.getKey() + " Heard: " + heard);
                errors.add(sentence.getValue(), heard);
            }
        }
        System.out.println("Word errors of our speech heard back: " + errors);
        assertThat(errors.rate()).isLessThan(0.12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "marin", "cedar", "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer",
                "verse"
            })
    void everyVoiceIsIntelligible(String voice) throws Exception {
        String text = "The weather was beautiful, so we decided to walk along the river.";
        var errors = new WordErrors();
        errors.add(SENTENCES.get(text), hear(say(text, voice, 1)));

        assertThat(errors.rate()).isLessThan(0.25);
    }

    private record Measure(String voice, double hertz, double seconds) {

        /** A twentieth of pitch or a tenth of pace is heard. */
        boolean differsFrom(Measure other) {
            return ratio(hertz, other.hertz) > 1.04 || ratio(seconds, other.seconds) > 1.08;
        }

        private static double ratio(double a, double b) {
            return Math.max(a, b) / Math.min(a, b);
        }
    }

    /**
     * No two takes of a voice are the same, and one alone may be far off: the voice is their mean.
     */
    private static Measure measured(String voice, String text) throws Exception {
        double hertz = 0;
        double seconds = 0;
        for (int take = 0; take < TAKES; take++) {
            short[] pcm = say(text, voice, 1);
            hertz += Pitch.median(pcm, SpeechSynthesizer.RATE) / TAKES;
            seconds += pcm.length / (double) SpeechSynthesizer.RATE / TAKES;
        }
        return new Measure(voice, hertz, seconds);
    }

    @Test
    void noTwoVoicesSoundAlike() throws Exception {
        var measures = new ArrayList<Measure>();
        String text =
                "There are several good reasons for it, and nobody knows exactly how many of them"
                        + " were known to the people who wrote the first version of the program.";
        for (String voice : SpeechSynthesizer.VOICES) {
            measures.add(measured(voice, text));
        }
        System.out.println("Voices: " + measures);
        for (int i = 0; i < measures.size(); i++) {
            for (int j = i + 1; j < measures.size(); j++) {
                Measure one = measures.get(i);
                Measure other = measures.get(j);
                assertThat(one.differsFrom(other)).as(one + " and " + other).isTrue();
            }
        }
    }

    @Test
    void speedChangesThePace() throws Exception {
        String text = "This is how fast the assistant speaks when nobody asked for anything else.";

        double slow = say(text, "marin", 0.5).length;
        double fast = say(text, "marin", 1.5).length;

        assertThat(slow / fast).isBetween(2.2, 3.8);
    }

    @Test
    void aTextWithoutWordsIsSilent() throws Exception {
        assertThat(say(" ... ", "marin", 1)).isEmpty();
    }
}
