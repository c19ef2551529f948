package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CleanTextTest {

    @Test
    void orderOverridesAndInvisibleCharactersAreRemoved() {
        assertThat(CleanText.lines("a\u202Eb\u2066c\u200Bd\uFEFFe\u00ADf\u3164g\uFE0F"))
                .isEqualTo("abcdefg");
        assertThat(CleanText.lines("tag\uDB40\uDC41s")).isEqualTo("tags");
    }

    @Test
    void terminalSequencesAreRemovedWhole() {
        assertThat(CleanText.lines("\u001b[31mred\u001b[0m \u001b]0;title\u0007x\u0000y"))
                .isEqualTo("red xy");
    }

    @Test
    void whatPeopleReadStays() {
        String text = "naïve 日本語 😀\tif (a < b) {\n";

        assertThat(CleanText.lines(text)).isEqualTo(text);
    }

    @Test
    void aLineIsOneLine() {
        assertThat(CleanText.line(" a\r\n\tb\u2028c ")).isEqualTo("a b c");
    }

    @Property
    void nothingHiddenIsLeft(@ForAll String text) {
        assertThat(CleanText.lines(text).codePoints().filter(c -> c != '\n' && c != '\t'))
                .noneMatch(Character::isISOControl)
                .noneMatch(c -> Character.getType(c) == Character.FORMAT)
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }
}
