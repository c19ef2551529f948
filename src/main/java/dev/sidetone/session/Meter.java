package dev.sidetone.session;

import java.util.OptionalLong;

/**
 * Measures a turn from the end of the user's speech to the first sound of the answer.
 *
 * @param turnEndedAt when we heard that the turn is over, ms; 0 when no turn is measured
 * @param soundedAt when the answer was first heard, ms; 0 before
 */
record Meter(long turnEndedAt, long soundedAt) {

    static final Meter IDLE = new Meter(0, 0);

    /** What the provider measured of a turn, ms. */
    record Parts(long endOfTurn, long recognition, long answer, long synthesis) {}

    Meter turnEnded(long at) {
        return new Meter(at, 0);
    }

    Meter sounded(long at) {
        return turnEndedAt == 0 || soundedAt != 0 ? this : new Meter(turnEndedAt, at);
    }

    /** A turn was measured to its end and not reported yet. */
    boolean complete() {
        return turnEndedAt != 0 && soundedAt != 0;
    }

    Notice.Latency latency() {
        var none = OptionalLong.empty();
        return new Notice.Latency(soundedAt - turnEndedAt, none, none, none, none, none);
    }

    /** The provider knows when speech really ended: that wait is part of the total. */
    Notice.Latency latency(Parts parts) {
        long ours = soundedAt - turnEndedAt;
        long known = parts.recognition() + parts.answer() + parts.synthesis();
        return new Notice.Latency(
                parts.endOfTurn() + Math.max(ours, known),
                OptionalLong.of(parts.endOfTurn()),
                OptionalLong.of(parts.recognition()),
                OptionalLong.of(parts.answer()),
                OptionalLong.of(parts.synthesis()),
                OptionalLong.of(Math.max(0, ours - known)));
    }
}
