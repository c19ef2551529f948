package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.embedded.SpeechRecognizer.Recognition;
import dev.sidetone.embedded.SpeechRecognizer.Request;
import dev.sidetone.embedded.SpeechRecognizer.Token;
import dev.sidetone.embedded.SpeechRecognizer.Urgency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("models")
class RecognitionModelTest {

    private static final Path HUMAN = Path.of("/usr/share/pocketsphinx/test/data");
    private static final List<String> QUESTIONS =
            List.of(
                    "where is the session manager defined",
                    "who calls parse config",
                    "run the tests in the payments module",
                    "show me the flyway migrations for the orders table",
                    "add a unit test for the date parser",
                    "explain what retry policy does",
                    "find usages of the tenant resolver",
                    "which classes implement payment gateway",
                    "what does the rate limiter return when redis is down",
                    "how many tests are failing in the checkout service");

    @TempDir Path temp;

    private static Recognition hear(float[] samples, List<String> vocabulary) throws Exception {
        return RealEngines.get()
                .recognizer()
                .recognize(
                        new Request(
                                samples, "en", vocabulary, Duration.ofMinutes(2), Urgency.FINAL));
    }

    private static Map<Path, String> humanSpeech() {
        if (!Files.isDirectory(HUMAN)) {
            throw new AssertionError("Install the Debian package pocketsphinx-testdata.");
        }
        Path book = HUMAN.resolve("librivox");
        String chapter = "sense_and_sensibility_01_austen_64kb-";
        var speech = new LinkedHashMap<Path, String>();
        speech.put(
                book.resolve(chapter + "0870.wav"),
                "and mister john dashwood had then leisure to consider how much there might be"
                        + " prudently in his power to do for them");
        speech.put(book.resolve(chapter + "0880.wav"), "he was not an ill disposed young man");
        speech.put(
                book.resolve(chapter + "0890.wav"),
                "unless to be rather cold hearted and rather selfish is to be ill disposed");
        speech.put(
                book.resolve(chapter + "0920.wav"),
                "had he married a more amiable woman he might have been made still more respectable"
                        + " than he was");
        speech.put(
                book.resolve(chapter + "0930.wav"), "he might even have been made amiable himself");
        speech.put(HUMAN.resolve("cards/001.wav"), "ten of clubs");
        speech.put(HUMAN.resolve("cards/003.wav"), "seven of clubs");
        speech.put(HUMAN.resolve("cards/005.wav"), "eight of spades four of clubs seven of hearts");
        speech.put(HUMAN.resolve("goforward.raw"), "go forward ten meters");
        return speech;
    }

    @Test
    void humanSpeechIsUnderstood() throws Exception {
        var errors = new WordErrors();
        for (Map.Entry<Path, String> entry : humanSpeech().entrySet()) {
            Path file = entry.getKey();
            float[] samples =
                    file.toString().endsWith(".raw") ? Sounds.raw(file) : Sounds.wav(file);
            errors.add(entry.getValue(), hear(samples, List.of()).text());
        }
        System.out.println("Word errors on human read speech: " + errors);
        assertThat(errors.rate()).isLessThan(0.08);
    }

    @ParameterizedTest
    @CsvSource({"flite, 0.25", "espeak-ng, 0.30"})
    void developerQuestionsOfOtherSynthesisersAreUnderstood(String program, double bound)
            throws Exception {
        var errors = new WordErrors();
        var elapsed = new ArrayList<Long>();
        for (String question : QUESTIONS) {
            Recognition heard = hear(Sounds.spokenBy(program, question, temp), List.of());
            errors.add(question, heard.text());
            elapsed.add(heard.elapsedMs());
        }
        elapsed.sort(null);
        System.out.printf(
                "Word errors on developer questions spoken by %s: %s, median pass %d ms%n",
                program, errors, elapsed.get(elapsed.size() / 2));
        assertThat(errors.rate()).isLessThan(bound);
    }

    private static double confidence(Recognition heard) {
        List<Token> tokens = heard.evidence().tokens();
        return Math.exp(tokens.stream().mapToDouble(Token::logprob).average().orElseThrow());
    }

    @Test
    void theLanguageIsHeardAndClearSpeechIsSurerThanSpeechInNoise() throws Exception {
        var clear = new ArrayList<Double>();
        var noisy = new ArrayList<Double>();
        var random = new Random(5);
        for (Map.Entry<Path, String> entry : humanSpeech().entrySet()) {
            Path file = entry.getKey();
            float[] samples =
                    file.toString().endsWith(".raw") ? Sounds.raw(file) : Sounds.wav(file);
            Recognition heard = hear(samples, List.of());
            float[] hissing = samples.clone();
            for (int i = 0; i < hissing.length; i++) {
                hissing[i] += (float) (0.1 * random.nextGaussian());
            }
            Recognition guessed = hear(hissing, List.of());
            clear.add(confidence(heard));
            noisy.add(confidence(guessed));
            assertThat(heard.evidence().language()).as(file.toString()).contains("en");
            assertThat(heard.evidence().tokens()).allMatch(token -> token.logprob() <= 0);
        }
        System.out.printf("Confidence of clear speech %s, in noise %s%n", clear, noisy);
        assertThat(noisy.stream().mapToDouble(d -> d).average().orElseThrow())
                .isLessThan(clear.stream().mapToDouble(d -> d).average().orElseThrow() - 0.2);
    }

    @Test
    void anotherLanguageThanTheSessionsIsNamed() throws Exception {
        float[] german =
                Sounds.spokenIn(
                        "de",
                        "Guten Tag, wo finde ich bitte die Klasse, die alle Rechnungen verwaltet?",
                        temp);

        assertThat(hear(german, List.of()).evidence().language()).contains("de");
    }

    @Test
    void theVocabularyOfTheRepositoryIsPreferred() throws Exception {
        List<String> names = List.of("SessionManager", "parseConfig", "TenantResolver");
        float[] question = Sounds.spokenBy("flite", "who calls parse config", temp);

        assertThat(hear(question, names).text()).contains("parseConfig");
    }

    /** A name in the prompt once made the pause in the middle of this sentence its end. */
    @Test
    void aSentenceIsHeardToItsEnd() throws Exception {
        Path sentence =
                Path.of("src/test/resources/dev/sidetone/embedded/speech/defined-in-line-12.wav");

        assertThat(hear(Sounds.wav(sentence), List.of("SessionManager")).text()).contains("12");
    }

    /** As in a call: only what the detector takes for speech reaches the recogniser. */
    private static List<String> hearGated(float[] samples) throws Exception {
        var texts = new ArrayList<String>();
        try (var detector = RealEngines.get().newDetector()) {
            float[] window = new float[512];
            int from = -1;
            for (int at = 0; at + window.length <= samples.length; at += window.length) {
                System.arraycopy(samples, at, window, 0, window.length);
                boolean speech = detector.probability(window) > 0.5;
                if (speech && from < 0) {
                    from = Math.max(0, at - 4_800);
                } else if (!speech && from >= 0) {
                    texts.add(hear(Arrays.copyOfRange(samples, from, at), List.of()).text());
                    from = -1;
                }
            }
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }

    private static float[] minute(IntToDoubleFunction wave) {
        float[] samples = new float[60 * Sounds.RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) wave.applyAsDouble(i);
        }
        return samples;
    }

    @Test
    void aMinuteOfSilenceGivesNoWords() throws Exception {
        assertThat(hearGated(minute(_ -> 0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.001", "0.01", "0.1"})
    void aMinuteOfWhiteNoiseGivesNoWords(double loudness) throws Exception {
        var random = new Random(7);

        assertThat(hearGated(minute(_ -> loudness * random.nextGaussian()))).isEmpty();
    }

    @Test
    void aMinuteOfKeyboardClicksGivesNoWords() throws Exception {
        var random = new Random(11);

        float[] clicks =
                minute(i -> {
                    int phase = i % 2_900;
                    double click = phase < 160 ? 0.4 * Math.exp(-phase / 40.0) : 0.001;
                    return click * random.nextGaussian();
                });

        assertThat(hearGated(clicks)).isEmpty();
    }

    @Test
    void theDetectorHearsSpeech() throws Exception {
        float[] speech = Sounds.spokenBy("flite", "where is the session manager defined", temp);
        float[] padded = new float[speech.length + Sounds.RATE];
        System.arraycopy(speech, 0, padded, Sounds.RATE / 2, speech.length);

        assertThat(String.join(" ", hearGated(padded)).toLowerCase(Locale.ROOT))
                .contains("session");
    }
}
