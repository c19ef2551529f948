package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SmallPartsTest {

    @Test
    void textIsCutAtAWordAsFarAsItsSoundWasHeard() {
        assertThat(HeardText.cut("one two three four", 500, 1_000)).isEqualTo("one two");
        assertThat(HeardText.cut("one two three four", 0, 1_000)).isEmpty();
        assertThat(HeardText.cut("one two", 2_000, 1_000)).isEqualTo("one two");
    }

    @Test
    void withoutKnownLengthTheTextIsCutByThePaceOfSpeech() {
        assertThat(HeardText.cut("one two three four", 700, 0)).isEqualTo("one two");
        assertThat(HeardText.cut("one two three four", 60_000, 0)).isEqualTo("one two three four");
    }

    @Property
    void whatWasHeardIsAlwaysTheBeginningOfTheText(
            @ForAll String text,
            @ForAll @LongRange(min = 0, max = 100_000) long heard,
            @ForAll @LongRange(min = 0, max = 100_000) long total) {
        assertThat(text).startsWith(HeardText.cut(text, heard, total));
    }

    @Test
    void soundIsMeasuredWithoutDecodingIt() {
        assertThat(Pcm.milliseconds(Given.sound(40))).isEqualTo(40);
        assertThat(Pcm.milliseconds(Given.sound(101))).isEqualTo(101);
        assertThat(Pcm.milliseconds("")).isZero();
    }

    @Test
    void theClockTrustsTheEarliestOriginAndStartsAnewAfterAGap() {
        SpeechClock clock = SpeechClock.UNKNOWN.heard(1_000, 11_500).heard(3_000, 13_100);

        assertThat(clock.originMs()).isEqualTo(10_100);
        assertThat(clock.at(5_000, 15_400)).isEqualTo(15_100);
        assertThat(clock.heard(5_000, 25_000).originMs()).isEqualTo(20_000);
    }

    @Test
    void waitsDoubleUpToFiveSeconds() {
        assertThat(Backoff.beforeAttempt(1)).isEqualTo(200);
        assertThat(Backoff.beforeAttempt(3)).isEqualTo(800);
        assertThat(Backoff.beforeAttempt(6)).isEqualTo(5_000);
        assertThat(Backoff.beforeAttempt(1_000)).isEqualTo(5_000);
    }

    @Test
    void theOldestLinesGoFirstWhenThereAreTooMany() {
        Lines lines = Lines.NONE.heard("first");
        for (int i = 0; i < 20; i++) {
            lines = lines.spoken("x".repeat(1_000));
        }

        assertThat(lines.list()).hasSizeLessThan(10).doesNotContain("user: first");
    }
}
