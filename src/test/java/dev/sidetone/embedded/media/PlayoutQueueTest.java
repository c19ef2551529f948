package dev.sidetone.embedded.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.embedded.media.PlayoutQueue.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlayoutQueueTest {

    private final PlayoutQueue queue = new PlayoutQueue(24_000);
    private final byte[] frame = new byte[PlayoutQueue.FRAME * 2];

    private static short[] samples(int count) {
        short[] pcm = new short[count];
        Arrays.fill(pcm, (short) 1);
        return pcm;
    }

    private static int heardIn(byte[] bytes) {
        int heard = 0;
        for (int i = 0; i < bytes.length; i += 2) {
            heard += bytes[i];
        }
        return heard;
    }

    @Test
    void anEmptyQueueIsSilence() {
        Arrays.fill(frame, (byte) 7);

        assertThat(queue.next(frame)).isEmpty();
        assertThat(frame).containsOnly(0);
    }

    @Test
    void samplesAreLittleEndian() {
        queue.play("t", new short[] {(short) 0x1234, -2});
        queue.end("t");
        queue.next(frame);

        assertThat(Arrays.copyOf(frame, 6)).containsExactly(0x34, 0x12, 0xfe, 0xff, 0, 0);
    }

    @Test
    void anUnfinishedRestWaitsForMoreInsteadOfClicking() {
        queue.play("t", samples(100));

        assertThat(queue.next(frame)).isEmpty();
        queue.play("t", samples(140));
        assertThat(queue.next(frame)).containsExactly(new Progress.Started("t"));
        assertThat(heardIn(frame)).isEqualTo(240);
    }

    @Test
    void aTagWithoutAudioIsFinishedToo() {
        queue.end("t");

        assertThat(queue.next(frame)).containsExactly(new Progress.Finished("t"));
        assertThat(queue.next(frame)).isEmpty();
    }

    @Test
    void aPieceThatDoesNotFitIsDroppedWhole() {
        assertThat(queue.play("t", samples(24_000))).isTrue();
        assertThat(queue.play("t", samples(1))).isFalse();

        queue.next(frame);
        assertThat(queue.play("t", samples(240))).isTrue();
    }

    @Test
    void clearReportsWhatWentOutAndEndsTheTag() {
        queue.play("t", samples(2_400));
        queue.next(frame);
        queue.next(frame);

        assertThat(queue.clear()).isEqualTo(20);
        assertThat(queue.next(frame)).isEmpty();
        queue.play("t", samples(2_400));
        queue.end("t");
        assertThat(queue.next(frame)).isEmpty();
        assertThat(heardIn(frame)).isZero();
        assertThat(queue.playedMs("t")).isEqualTo(20);
        assertThat(queue.clear()).isZero();
    }

    @Test
    void anotherTagPlaysAfterAClear() {
        queue.play("cut", samples(2_400));
        queue.clear();
        queue.play("next", samples(240));

        assertThat(queue.next(frame)).containsExactly(new Progress.Started("next"));
    }

    @Test
    void thePlayedTimeOfManyOldTagsIsForgottenButNotOfTheRunningOne() {
        queue.play("running", samples(480));
        queue.next(frame);
        for (int i = 0; i < 1_000; i++) {
            queue.end("t" + i);
        }
        queue.next(frame);

        assertThat(queue.playedMs("running")).isEqualTo(20);
    }

    @Property
    void everySampleGoesOutOnceAndEveryTagStartsAndFinishesInOrder(
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 1_500) Integer> pieces) {
        var fresh = new PlayoutQueue(Long.MAX_VALUE);
        List<Progress> expected = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < pieces.size(); i++) {
            String tag = "t" + i;
            fresh.play(tag, samples(pieces.get(i)));
            fresh.end(tag);
            total += pieces.get(i);
            if (pieces.get(i) > 0) {
                expected.add(new Progress.Started(tag));
            }
            expected.add(new Progress.Finished(tag));
        }

        List<Progress> seen = new ArrayList<>();
        int heard = 0;
        for (int i = 0; i <= total / PlayoutQueue.FRAME + 1; i++) {
            seen.addAll(fresh.next(frame));
            heard += heardIn(frame);
        }

        assertThat(heard).isEqualTo(total);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(expected);
        for (int i = 0; i < pieces.size(); i++) {
            assertThat(fresh.playedMs("t" + i)).isEqualTo(pieces.get(i) / 24L);
        }
    }
}
