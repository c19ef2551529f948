package dev.sidetone.session;

import dev.sidetone.telemetry.Span;
import dev.sidetone.telemetry.SpanKey;
import dev.sidetone.telemetry.SpanName;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Times and traces one request to the agent. */
final class AgentProbe {

    private static final Logger LOG = Logger.getLogger(AgentProbe.class);

    /** How it ends besides a turn's own ways. */
    private enum Outcome {
        /** Too many waited already. */
        REFUSED
    }

    private final CallMeters meters;
    private final Span span;
    private final long begun = System.nanoTime();

    private AgentProbe(CallMeters meters, Span span) {
        this.meters = meters;
        this.span = span;
    }

    /**
     * @param above the span of the turn that asks; empty when no call does
     */
    static AgentProbe begin(Instruments instruments, TurnRequest request, Optional<Span> above) {
        Span span =
                above.filter(turn -> turn != Span.OFF)
                        .map(turn -> turn.child(SpanName.AGENT_TASK))
                        .orElseGet(() -> instruments.tracing().root(SpanName.AGENT_TASK))
                        .with(SpanKey.CONVERSATION, request.request().conversation().value())
                        .with(SpanKey.TURN, request.turnId());
        return new AgentProbe(instruments.meters(), span);
    }

    void ended(Turn.Status how) {
        count(how);
        if (how == Turn.Status.COMPLETED) {
            span.end();
        } else {
            span.fail(how);
        }
        LOG.infof("the agent's work: %s after %d ms", how, ms());
    }

    void refused() {
        count(Outcome.REFUSED);
        span.fail(Outcome.REFUSED);
    }

    private long ms() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private void count(Enum<?> outcome) {
        meters.agentTasks(outcome).record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }
}
