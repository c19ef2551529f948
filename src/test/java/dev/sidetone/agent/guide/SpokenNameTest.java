package dev.sidetone.agent.guide;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenNameTest {

    @ParameterizedTest
    @CsvSource({
        "parse config dot java, parse config.java",
        "slash src slash main, src/main",
        "read underscore line, read_line",
        "foo dash bar dot ts, foo-bar.ts",
        "config colon colon load, config::load",
        "base sixty four, base 64",
        "utf eight, utf 8",
        "g s o n builder, gson builder",
        "A P I client, api client",
        "package dot json, package.json",
        "this peach recognizer, speach recognizer"
    })
    void soundsBecomeSigns(String said, String written) {
        assertThat(SpokenName.readings(said)).contains(written);
    }

    @ParameterizedTest
    @CsvSource({
        "get user id, getUserId",
        "get user id, GetUserId",
        "max size, MAX_SIZE",
        "read line, read_line"
    })
    void wordsAreSpelledAsIdentifiers(String said, String written) {
        assertThat(SpokenName.spellings(said)).contains(written);
    }

    @Property
    void anyTextHasReadings(@ForAll String text) {
        assertThat(SpokenName.readings(text)).isNotNull();
        assertThat(SpokenName.spellings(text)).isNotNull();
    }
}
