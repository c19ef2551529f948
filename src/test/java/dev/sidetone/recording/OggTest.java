package dev.sidetone.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Files as RFC 3533 and 7845 want them, read here by hand and played by the codec. */
class OggTest {

    /** A page as its bytes say. */
    private record Page(
            int flags, long granule, int number, List<Integer> lacing, boolean intact) {}

    private static byte[] file(int ms) {
        var opus = new Opus(24_000);
        var packets = new ArrayList<byte[]>();
        opus.add(Tones.tone(24_000, 440, ms), packets::add);
        opus.end(packets::add);
        return Ogg.write(
                new Ogg.Stream(
                        packets, opus.delay(), (long) packets.size() * Ogg.PACKET - opus.delay()));
    }

    @Property(tries = 25)
    void pagesFollowEachOtherIntactAndTheirTimesGrow(
            @ForAll @IntRange(min = 1, max = 4_000) int ms) {
        List<Page> pages = pages(file(ms));
        int packets = Math.ceilDiv(ms, Opus.PACKET_MS);

        assertThat(pages).allMatch(Page::intact);
        assertThat(pages.getFirst().flags()).as("begins the stream").isEqualTo(2);
        assertThat(pages.getLast().flags() & 4).as("ends the stream").isEqualTo(4);
        for (int i = 0; i < pages.size(); i++) {
            assertThat(pages.get(i).number()).isEqualTo(i);
        }
        assertThat(pages.stream().map(Page::granule)).isSorted();
        assertThat(pages.getLast().granule()).isEqualTo((long) packets * Ogg.PACKET);
        assertThat(pages.get(0).granule()).isZero();
        assertThat(pages.get(1).granule()).isZero();
    }

    @Test
    void theSameSoundIsTheSameFile() {
        assertThat(file(300)).isEqualTo(file(300));
    }

    @Test
    void headersSayMonoAndWhatIsSkipped() {
        ByteBuffer head = ByteBuffer.wrap(file(100)).order(ByteOrder.LITTLE_ENDIAN).position(28);
        byte[] magic = new byte[8];
        head.get(magic);

        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("OpusHead");
        assertThat(head.get()).as("version").isEqualTo((byte) 1);
        assertThat(head.get()).as("channels").isEqualTo((byte) 1);
        assertThat(head.getShort()).as("skip").isEqualTo((short) new Opus(24_000).delay());
        assertThat(head.getInt()).as("rate").isEqualTo(48_000);
    }

    @Test
    void whatGoesInComesOutAtItsTime() {
        short[] played = Tones.decoded(file(1_000));

        assertThat(played).hasSize(48_000 - new Opus(24_000).delay());
        assertThat(Tones.share(played, 9_600, 38_400, 440)).isCloseTo(1, within(0.2));
        assertThat(Tones.share(played, 9_600, 38_400, 1_000)).isLessThan(0.05);
    }

    @Test
    void aSpanIsExactlyThatSpan() {
        var opus = new Opus(48_000);
        var packets = new ArrayList<byte[]>();
        opus.add(Tones.tone(48_000, 300, 1_000), packets::add);
        opus.add(Tones.tone(48_000, 900, 1_000), packets::add);
        opus.add(Tones.tone(48_000, 2_000, 1_000), packets::add);
        var first = new Ogg.Stream(packets.subList(0, 70), opus.delay(), 70L * Ogg.PACKET);
        var second = new Ogg.Stream(packets.subList(70, 150), opus.delay(), 80L * Ogg.PACKET);
        var pieces = List.of(new Clip.Piece(5_000, first), new Clip.Piece(6_400, second));

        short[] middle = Tones.decoded(Clip.span(pieces, 6_037, 6_963));

        assertThat(Tones.millis(middle)).isEqualTo(926);
        assertThat(Tones.share(middle, 2_000, middle.length - 2_000, 900)).isGreaterThan(0.8);
        assertThat(Tones.share(middle, 2_000, middle.length - 2_000, 300)).isLessThan(0.05);
        assertThat(Tones.share(middle, 2_000, middle.length - 2_000, 2_000)).isLessThan(0.05);
        assertThat(Tones.millis(Tones.decoded(Clip.span(pieces, 0, 5_100)))).isEqualTo(100);
        assertThat(Tones.millis(Tones.decoded(Clip.span(pieces, 7_900, 9_000))))
                .isCloseTo(97, within(4));
        assertThat(pages(Clip.span(pieces, 6_037, 6_963))).allMatch(Page::intact);
    }

    @Test
    void whatIsNoFileIsSaidInWords() {
        byte[] damaged = Arrays.copyOf(file(500), 90);

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Ogg.read("nothing of the kind".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("damaged");
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Ogg.read(damaged))
                .withMessageContaining("Restore a backup");
    }

    private static List<Page> pages(byte[] file) {
        var pages = new ArrayList<Page>();
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            int start = bytes.position();
            assertThat(bytes.getInt()).as("OggS").isEqualTo(0x5367674f);
            assertThat(bytes.get()).as("version").isZero();
            int flags = bytes.get();
            long granule = bytes.getLong();
            bytes.getInt();
            int number = bytes.getInt();
            int sum = bytes.getInt();
            var lacing = new ArrayList<Integer>();
            int segments = bytes.get() & 0xff;
            for (int i = 0; i < segments; i++) {
                lacing.add(bytes.get() & 0xff);
            }
            bytes.position(bytes.position() + lacing.stream().mapToInt(Integer::intValue).sum());
            byte[] page = Arrays.copyOfRange(file, start, bytes.position());
            pages.add(new Page(flags, granule, number, lacing, sum == sum(page)));
        }
        return pages;
    }

    /** The check sum of RFC 3533: polynomial 0x04c11db7, its own place taken as zero. */
    private static int sum(byte[] page) {
        int sum = 0;
        for (int i = 0; i < page.length; i++) {
            int value = i >= 22 && i < 26 ? 0 : page[i] & 0xff;
            sum ^= value << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum & 0x80000000) == 0 ? sum << 1 : (sum << 1) ^ 0x04c11db7;
            }
        }
        return sum;
    }
}
