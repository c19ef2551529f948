package dev.sidetone.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.recording.Track.Done;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackTest {

    private static final int RATE = 24_000;

    private static short[] ms(int ms) {
        return Tones.tone(RATE, 440, ms);
    }

    @Test
    void theUsersSoundIsPlacedByTheClockAndGoesOnThroughLateArrivals() {
        var track = new Track(Speaker.USER, 0);
        track.add("", 1_100, RATE, ms(100));
        track.add("", 1_200, RATE, ms(100));
        track.add("", 2_900, RATE, ms(100)); // late, not later: 1.6 s of network
        track.add("", 2_900, RATE, ms(100));

        List<Done> done = track.end();

        assertThat(done).hasSize(1);
        assertThat(done.getFirst().fromMs()).isEqualTo(1_000);
        assertThat(done.getFirst().toMs()).isEqualTo(1_400);
    }

    @Test
    void aLongGapBeginsAnotherPiece() {
        var track = new Track(Speaker.USER, 0);
        track.add("", 1_000, RATE, ms(100));
        track.add("", 9_000, RATE, ms(100));

        assertThat(track.end()).extracting(Done::fromMs).containsExactly(900L, 8_900L);
    }

    @Test
    void longSoundIsGivenAwayInPiecesThatJoinWithoutAGap() {
        var track = new Track(Speaker.USER, 0);
        var done = new ArrayList<Done>();
        for (int i = 1; i <= 650; i++) {
            track.add("", i * 100L, RATE, ms(100));
            done.addAll(track.due(i * 100L));
        }
        assertThat(done).hasSize(2);
        done.addAll(track.end());

        assertThat(done).extracting(Done::fromMs).containsExactly(0L, 30_000L, 60_000L);
        assertThat(done).extracting(Done::toMs).containsExactly(30_000L, 60_000L, 65_000L);
    }

    @Test
    void whatTheAssistantSaysIsHeldUntilItMustHaveBeenPlayed() {
        var track = new Track(Speaker.ASSISTANT, 2_000);
        track.add("a", 100, RATE, ms(4_000)); // came at once, plays until 4 s
        track.add("b", 200, RATE, ms(1_000));

        assertThat(track.due(5_900)).isEmpty();
        assertThat(track.due(6_000)).extracting(Done::itemId).containsExactly("a");
        assertThat(track.end()).extracting(Done::itemId).containsExactly("b");
    }

    @Test
    void whatWasNotHeardIsNotKept() {
        var track = new Track(Speaker.ASSISTANT, 2_000);
        track.add("a", 100, RATE, ms(4_000));
        track.cut("a", 1_230);
        track.add("a", 150, RATE, ms(1_000)); // was on its way already
        track.add("b", 1_400, RATE, ms(500));

        List<Done> done = track.end();

        assertThat(done).extracting(Done::itemId).containsExactly("a", "b");
        assertThat(done.getFirst().toMs() - done.getFirst().fromMs()).isEqualTo(1_240);
        assertThat(done.getLast().fromMs()).as("follows what was heard").isLessThan(1_500);
    }

    @Test
    void whatWasCutBeforeItBeganLeavesNothing() {
        var track = new Track(Speaker.ASSISTANT, 2_000);
        track.add("a", 100, RATE, ms(400));
        track.cut("a", 0);

        assertThat(track.end()).isEmpty();
    }

    @Test
    void anotherRateBeginsAnotherPiece() {
        var track = new Track(Speaker.USER, 0);
        track.add("", 500, 48_000, Tones.tone(48_000, 440, 500));
        track.add("", 1_000, 16_000, Tones.tone(16_000, 440, 500));

        List<Done> done = track.end();

        assertThat(done).extracting(Done::fromMs).containsExactly(0L, 500L);
    }
}
