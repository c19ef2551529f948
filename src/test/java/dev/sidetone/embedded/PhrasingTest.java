package dev.sidetone.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasingTest {

    @Test
    void theFirstPieceOfALongSentenceIsShort() {
        assertThat(
                        Phrasing.split(
                                "SessionManager is a class in src/main/java/App.java, line 42, and"
                                        + " it starts the sessions."))
                .first()
                .isEqualTo("SessionManager is a class");
    }

    @Test
    void aShortAnswerStaysWhole() {
        assertThat(Phrasing.split("You are welcome.")).containsExactly("You are welcome.");
    }

    @Test
    void pathsAndAbbreviationsDoNotEndASentence() {
        assertThat(Phrasing.split("Look at Main.java, e.g. Line 3. Then run it."))
                .contains("Then run it.")
                .noneMatch(piece -> piece.equals("Look at Main."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It is defined in src/App.java, line 12. Three places call it: Main, Server and"
                        + " Client. Shall I list them?",
                "One two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                        + " fifteen sixteen seventeen eighteen nineteen twenty twenty-one, twenty-two"
                        + " twenty-three twenty-four and twenty-five twenty-six.",
                "word",
                "no stop at all and yet it goes on and on, without any end in sight"
            })
    void thePiecesAreTheText(String text) {
        List<String> pieces = Phrasing.split(text);

        assertThat(String.join(" ", pieces)).isEqualTo(text);
        assertThat(pieces).noneMatch(String::isBlank);
    }
}
