package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.embedded.SpeechException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PronouncerTest {

    /** What the voices of the collection know, apart from marks. */
    private static final String INVENTORY =
            "abcdefhijklmnoprstuvwxyzæðŋɐɑɔəɚɛɜɡɪɹɾʃʊʌʒʔθᵻː̩ˈˌ .,;:?!";

    private static final Pronouncer PRONOUNCER = create();

    private static Pronouncer create() {
        try {
            return new Pronouncer();
        } catch (SpeechException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String say(String text) {
        return String.join(" ", PRONOUNCER.pronounce(text));
    }

    /** The reference is the phonemizer the voices were trained with, word by word. */
    @Test
    void wordsAgreeWithWhatTheVoicesWereTrainedOn() throws IOException {
        List<String> lines =
                Files.readAllLines(
                        Path.of("src/test/resources/dev/sidetone/embedded/speech/words.csv"));
        double sounds = 0;
        double wrong = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] pair = line.split(",");
            String ipa = say(pair[0]).replace(".", "");
            sounds += pair[1].length();
            wrong += Distance.of(chars(ipa), chars(pair[1]));
        }
        assertThat(1 - wrong / sounds).isGreaterThan(0.97);
    }

    private static List<String> chars(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "the apple, ðɪ ˈæpəl.",
        "the test, ðə tˈɛst.",
        "in the file, ɪnðə fˈaɪl.",
        "HTTP, ˌeɪtʃtˌiːtˌiːpˈiː.",
        "server answered, sˈɜːvɚɹ ˈænsɚd.",
        "line one, lˈaɪn wˈʌn.",
        "of it?, ʌv ˈɪt?"
    })
    void wordsSoundByTheirNeighbours(String text, String ipa) {
        assertThat(say(text)).isEqualTo(ipa);
    }

    @Test
    void asManyPronouncersAsThereAreSpeakAlike() throws SpeechException {
        String text = "Three people wrote two beautiful queries.";
        String first = say(text);

        assertThat(String.join(" ", new Pronouncer().pronounce(text)))
                .isEqualTo(first)
                .contains("tˈuː", "pˈiːpəl");
    }

    @Test
    void eachSentenceIsAPieceOfItsOwn() {
        assertThat(PRONOUNCER.pronounce("It is here, in line 2. Shall I open it? Yes"))
                .hasSize(3)
                .satisfies(pieces -> assertThat(pieces.get(0)).contains(",").endsWith("."))
                .satisfies(pieces -> assertThat(pieces.get(1)).endsWith("?"))
                .satisfies(pieces -> assertThat(pieces.get(2)).endsWith("."));
    }

    @Test
    void aTextWithoutWordsIsSilent() {
        assertThat(PRONOUNCER.pronounce(" ... -- \u200b !")).isEmpty();
    }

    @Property(tries = 300)
    void everySoundIsOneTheVoicesKnow(@ForAll String text) {
        assertThat(say(text).chars()).allMatch(sound -> INVENTORY.indexOf(sound) >= 0);
    }

    @Test
    void manyThreadsGetTheSameSounds() throws Exception {
        List<String> words = List.of("frobnicate", "quuxify", "zorblatt", "gritzle", "plumbus");
        List<String> expected = words.stream().map(PronouncerTest::say).toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<List<String>> task = () -> words.stream().map(PronouncerTest::say).toList();
            var results = new ArrayList<Future<List<String>>>();
            for (int i = 0; i < 400; i++) {
                results.add(threads.submit(task));
            }
            for (Future<List<String>> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }
}
