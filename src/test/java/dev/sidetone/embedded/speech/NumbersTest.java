package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    private static final List<String> UNITS =
            List.of(
                    ("zero one two three four five six seven eight nine ten eleven twelve thirteen"
                                    + " fourteen fifteen sixteen seventeen eighteen nineteen")
                            .split(" "));
    private static final List<String> TENS =
            List.of(". . twenty thirty forty fifty sixty seventy eighty ninety".split(" "));
    private static final Map<String, Long> SCALES =
            Map.of(
                    "thousand", 1_000L,
                    "million", 1_000_000L,
                    "billion", 1_000_000_000L,
                    "trillion", 1_000_000_000_000L);

    /** Reads words back, by the grammar of numbers and not by the code under test. */
    private static long value(String words) {
        long total = 0;
        long group = 0;
        for (String word : words.split(" ")) {
            if (SCALES.containsKey(word)) {
                total += group * SCALES.get(word);
                group = 0;
            } else if (word.equals("hundred")) {
                group *= 100;
            } else {
                group += UNITS.contains(word) ? UNITS.indexOf(word) : 10L * TENS.indexOf(word);
            }
        }
        return total + group;
    }

    @Property
    void aCardinalReadBackIsTheNumber(
            @ForAll @LongRange(min = 0, max = 999_999_999_999_999L) long number) {
        assertThat(value(Numbers.cardinal(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "1, first",
        "2, second",
        "12, twelfth",
        "20, twentieth",
        "33, thirty third",
        "100, one hundredth",
        "1008, one thousand eighth"
    })
    void ordinals(String digits, String words) {
        assertThat(Numbers.ordinal(digits)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "404, http, four zero four",
        "404, '', four hundred four",
        "8080, port, eighty eighty",
        "8080, '', eight thousand eighty",
        "1987, in, nineteen eighty seven",
        "1905, in, nineteen oh five",
        "1900, in, nineteen hundred",
        "2000, in, two thousand",
        "2026, in, twenty twenty six",
        "1024, '', one thousand twenty four",
        "007, '', zero zero seven",
        "127, line, one hundred twenty seven",
        "1543, line, fifteen forty three",
        "12345678901234567, '', one two three four five six seven eight nine zero one two three four five six seven"
    })
    void theWordBeforeDecidesHowANumberIsRead(String digits, String before, String words) {
        assertThat(Numbers.inContext(digits, before)).isEqualTo(words);
    }
}
