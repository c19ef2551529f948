package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Frames over connections that are cut at any time and never say what they took with them. */
class UnacknowledgedTest {

    private static final long PING = -1;

    /** What can happen on a connection. */
    enum Happening {
        SENT,
        READ,
        ANSWERED,
        CUT
    }

    /** A frame, or with {@link #PING} as its number a ping. */
    private record Piece(long number, long mark) {}

    /** One connection after the other, and a server behind them. */
    private static final class Wire {

        private final Unacknowledged kept = new Unacknowledged();
        private final ArrayDeque<Piece> underWay = new ArrayDeque<>();
        private final List<Long> received = new ArrayList<>();
        private long sent;
        private long unanswered;
        private long answered;

        void happens(Happening what) {
            switch (what) {
                case SENT -> send();
                case READ -> read();
                case ANSWERED -> answer();
                case CUT -> cut();
            }
        }

        private void send() {
            long mark = kept.add(List.of("" + sent, "" + (sent + 1)));
            underWay.add(new Piece(sent, mark));
            underWay.add(new Piece(sent + 1, mark));
            underWay.add(new Piece(PING, mark));
            sent += 2;
        }

        private void read() {
            Piece next = underWay.poll();
            if (next == null) {
                return;
            }
            if (next.number() == PING) {
                unanswered = next.mark();
            } else {
                received.add(next.number());
            }
        }

        /** Only the newest ping, as it may. */
        private void answer() {
            answered = unanswered;
            kept.arrived(answered);
        }

        private void cut() {
            underWay.clear();
            unanswered = answered;
            for (String frame : kept.waiting()) {
                long number = Long.parseLong(frame);
                assertThat(number).as("acknowledged already").isGreaterThanOrEqualTo(2 * answered);
                underWay.add(new Piece(number, kept.newest()));
            }
            underWay.add(new Piece(PING, kept.newest()));
        }
    }

    @Property
    void whateverIsCutEverythingArrivesInOrderAndNothingThatWasAnsweredAgain(
            @ForAll @Size(max = 100) List<Happening> happenings) {
        var wire = new Wire();
        happenings.forEach(wire::happens);

        wire.cut();
        while (!wire.underWay.isEmpty()) {
            wire.read();
        }
        wire.answer();

        assertThat(wire.received.stream().distinct())
                .containsExactlyElementsOf(
                        IntStream.range(0, (int) wire.sent).asLongStream().boxed().toList());
        assertThat(wire.kept.waiting()).isEmpty();
    }

    @Test
    void theOldestIsGivenUpWhenThereAreTooMany() {
        var kept = new Unacknowledged();
        for (int i = 0; i < Unacknowledged.MOST + 3; i++) {
            kept.add(List.of("" + i));
        }

        assertThat(kept.waiting()).hasSize(Unacknowledged.MOST).startsWith("3");
    }

    @Test
    void aMarkIsLackingUntilItsFramesArrived() {
        var kept = new Unacknowledged();
        long first = kept.add(List.of("a"));
        long second = kept.add(List.of("b"));

        kept.arrived(first);

        assertThat(kept.lacks(first)).isFalse();
        assertThat(kept.lacks(second)).isTrue();
        kept.arrived(second);
        assertThat(kept.lacks(second)).isFalse();
    }
}
