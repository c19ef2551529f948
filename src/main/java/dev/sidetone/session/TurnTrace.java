package dev.sidetone.session;

import dev.sidetone.provider.Family;
import dev.sidetone.session.CallMeters.Way;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.telemetry.Span;
import dev.sidetone.telemetry.SpanKey;
import dev.sidetone.telemetry.SpanName;
import dev.sidetone.telemetry.Tracing;
import dev.sidetone.usage.UsageEntry;
import dev.sidetone.wire.ServerEvent;

/**
 * The spans of a call's turns: each from the end of the user's speech, or from the typed text, to
 * the end of the answer, the agent's work within. Used by the actor's thread; {@link #now()} by
 * any.
 */
final class TurnTrace {

    /** How a turn ended that was not answered to its end. */
    private enum Cut {
        /** The user went on. */
        SUPERSEDED,
        CALL_OVER
    }

    private final Tracing tracing;
    private final CallSpec spec;
    private final Family family;
    private final Way way;
    private volatile Span turn = Span.OFF;
    private boolean open;
    private boolean sounded;
    private long inputTokens;
    private long outputTokens;

    TurnTrace(Tracing tracing, CallSpec spec, Family family) {
        this.tracing = tracing;
        this.spec = spec;
        this.family = family;
        this.way = Way.of(spec.transport());
    }

    /** The turn that runs; {@link Span#OFF} when none does. */
    Span now() {
        return turn;
    }

    void after(CallState before, CallEvent event, CallState now) {
        if (!tracing.on() || !(before instanceof Live was) || !(now instanceof Live is)) {
            return;
        }
        Meter meter = is.dialogue().meter();
        long begun = was.dialogue().meter().turnEndedAt();
        boolean spoken = meter.turnEndedAt() != 0 && meter.turnEndedAt() != begun;
        boolean typed = event instanceof CallEvent.TextCame;
        if (spoken || typed) {
            begin();
        }
        if (!sounded && meter.soundedAt() != 0) {
            heard();
        }
        boolean response =
                event instanceof CallEvent.ProviderSaid(ServerEvent said)
                        && said instanceof ServerEvent.ResponseDone;
        if (response && settled(is.dialogue())) {
            end();
        }
    }

    private static boolean settled(Dialogue talk) {
        return !talk.replies().busy() && talk.tools().open().isEmpty();
    }

    private void begin() {
        cut(Cut.SUPERSEDED);
        turn =
                tracing.root(SpanName.TURN)
                        .with(SpanKey.CONVERSATION, spec.conversation().value())
                        .with(SpanKey.CALL, spec.id())
                        .with(SpanKey.FAMILY, family)
                        .with(SpanKey.TRANSPORT, way)
                        .with(SpanKey.VERSION, spec.version());
        open = true;
        sounded = false;
        inputTokens = 0;
        outputTokens = 0;
    }

    private void heard() {
        sounded = true;
        turn.firstSound();
    }

    void sounded(long latencyMs) {
        if (!sounded) {
            heard();
        }
        turn.with(SpanKey.LATENCY_MS, latencyMs);
    }

    /** What writing down the words took is not the turn's model's. */
    void used(UsageEntry entry) {
        if (entry.kind() != UsageEntry.Kind.RESPONSE) {
            return;
        }
        inputTokens += entry.tokens().input();
        outputTokens += entry.tokens().out().total();
        turn.with(SpanKey.INPUT_TOKENS, inputTokens).with(SpanKey.OUTPUT_TOKENS, outputTokens);
    }

    void over() {
        cut(Cut.CALL_OVER);
    }

    private void end() {
        turn.end();
        none();
    }

    private void cut(Cut why) {
        if (open) {
            turn.with(SpanKey.OUTCOME, why).end();
            none();
        }
    }

    private void none() {
        turn = Span.OFF;
        open = false;
    }
}
