package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sidetone.embedded.speech.SpeechToken.Letters;
import dev.sidetone.embedded.speech.SpeechToken.Mark;
import dev.sidetone.embedded.speech.SpeechToken.Word;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TextReaderTest {

    private static final Set<String> KNOWN = Set.of("null", "true", "docker", "illegal");

    private final TextReader reader = new TextReader(KNOWN::contains);

    private String say(String text) {
        return reader.read(text).stream()
                .map(token ->
                        switch (token) {
                            case Word word -> " " + word.text();
                            case Letters(String letters, boolean plural) ->
                                    " " + letters + (plural ? "s" : "");
                            case Mark mark -> String.valueOf(mark.mark());
                        })
                .collect(Collectors.joining())
                .strip();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "spoken-text.csv", delimiter = '|', numLinesToSkip = 1)
    void codeIsReadAsDevelopersSayIt(String written, String spoken) {
        assertThat(say(written)).isEqualTo(spoken);
    }

    @Property
    void anyTextCanBeRead(@ForAll String text) {
        assertThatCode(() -> reader.read(text)).doesNotThrowAnyException();
    }

    @Property
    void onlySayableThingsComeOut(@ForAll String text) {
        assertThat(reader.read(text))
                .allSatisfy(token -> {
                    switch (token) {
                        case Word word -> assertThat(word.text()).matches("[a-z']+");
                        case Letters letters -> assertThat(letters.letters()).matches("[A-Z]+");
                        case Mark mark -> assertThat(".,;:?!").contains("" + mark.mark());
                    }
                });
    }
}
