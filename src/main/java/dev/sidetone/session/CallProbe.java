package dev.sidetone.session;

import dev.sidetone.provider.Family;
import dev.sidetone.session.CallMeters.Join;
import dev.sidetone.session.CallMeters.Part;
import dev.sidetone.session.CallMeters.Start;
import dev.sidetone.session.CallMeters.Way;
import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.telemetry.Span;
import dev.sidetone.telemetry.SpanKey;
import dev.sidetone.telemetry.SpanName;
import dev.sidetone.usage.CallUsage;
import dev.sidetone.usage.Counted;
import dev.sidetone.wire.ServerEvent;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Watches one call, asked by who handles its events: counts, times and traces what happens and says
 * in the log that it began and ended. Looks at every event, so it makes nothing new for the usual
 * ones.
 */
final class CallProbe {

    private static final Logger LOG = Logger.getLogger(CallProbe.class);

    private final CallSpec spec;
    private final Family family;
    private final Way way;
    private final CallMeters meters;
    private final UsageMeters used;
    private final CallUsage usage;
    private final TurnTrace turns;
    private final CallRecording recording;
    private final long askedAt = System.nanoTime();
    private final Span start;
    private volatile CallPhase phase = CallPhase.STARTING;
    private boolean up;
    private boolean over;

    CallProbe(Instruments instruments, CallSpec spec, Family family) {
        this.spec = spec;
        this.family = family;
        this.way = Way.of(spec.transport());
        this.meters = instruments.meters();
        this.used = meters.used(family);
        this.usage = instruments.metering().open(spec, family);
        this.recording = instruments.taping().open(spec, family);
        this.start =
                instruments
                        .tracing()
                        .root(SpanName.CALL_START)
                        .with(SpanKey.CONVERSATION, spec.conversation().value())
                        .with(SpanKey.CALL, spec.id())
                        .with(SpanKey.FAMILY, family)
                        .with(SpanKey.TRANSPORT, way)
                        .with(SpanKey.VERSION, spec.version());
        this.turns = new TurnTrace(instruments.tracing(), spec, family);
    }

    /** Its thread runs. */
    void begun() {
        meters.entered(phase);
    }

    /** Of a call that nobody watches. */
    static CallProbe none(CallSpec spec) {
        return new CallProbe(Instruments.none(), spec, Family.COMPATIBLE);
    }

    /** Its sound, taken down or not. */
    CallRecording recording() {
        return recording;
    }

    /** The turn that runs, for what is done for it. */
    Span turn() {
        return turns.now();
    }

    /** A request to the provider begins. */
    ProviderRequest asks(CallMeters.Request request) {
        Span turn = turns.now();
        return new ProviderRequest(meters, family, request, turn == Span.OFF ? start : turn);
    }

    void after(CallState before, CallEvent event, CallState now) {
        recording.after(event);
        if (!(event instanceof CallEvent.ProviderSaid)) {
            linked(before, event);
        }
        CallPhase next = CallPhase.of(now);
        if (next != phase) {
            moved(next, event, now);
        }
        turns.after(before, event, now);
    }

    /**
     * What the provider says that it used.
     *
     * @return what that was; empty when it is nothing, or was counted before
     */
    Optional<Counted> counted(CallEvent event) {
        if (!(event instanceof CallEvent.ProviderSaid(ServerEvent said))) {
            return Optional.empty();
        }
        Optional<Counted> counted = usage.heard(said);
        counted.ifPresent(it -> {
            used.add(it.entry());
            turns.used(it.entry());
        });
        return counted;
    }

    /** Counts the time in which a call is parked: until there is a session again. */
    Optional<Counted> parked(CallState before, CallState now) {
        boolean was = isParked(before);
        if (was == isParked(now) || !(now instanceof Live)) {
            return Optional.empty();
        }
        Optional<Counted> counted = was ? usage.resumed() : usage.parked();
        counted.ifPresent(it -> used.add(it.entry()));
        return counted;
    }

    private static boolean isParked(CallState state) {
        return CallPhase.of(state) == CallPhase.PARKED;
    }

    private void linked(CallState before, CallEvent event) {
        switch (event) {
            case CallEvent.LinkUp() when spec.webRtc() -> up(before);
            case CallEvent.JoinFailed(_, var gone) -> meters.joined(gone ? Join.GONE : Join.FAILED);
            case CallEvent.LinkDown _ when spec.webRtc() && isUp(before) -> meters.lostSideband();
            default -> {}
        }
    }

    private void up(CallState before) {
        if (!isUp(before)) {
            boolean again = before instanceof Live live && live.link() instanceof Link.Lost;
            meters.joined(again ? Join.REJOINED : Join.JOINED);
        }
    }

    private static boolean isUp(CallState state) {
        return state instanceof Live live && live.link() instanceof Link.Up;
    }

    private void moved(CallPhase next, CallEvent event, CallState now) {
        meters.left(phase);
        meters.entered(next);
        CallPhase before = phase;
        phase = next;
        if (before == CallPhase.STARTING) {
            started(outcome(event, now));
        }
    }

    private static Start outcome(CallEvent event, CallState now) {
        if (now instanceof Live) {
            return Start.STARTED;
        }
        return switch (event) {
            case CallEvent.StopRequested() -> Start.CANCELLED;
            case CallEvent.Rang _ -> Start.TIMED_OUT;
            default -> Start.FAILED;
        };
    }

    private void started(Start how) {
        long nanos = System.nanoTime() - askedAt;
        meters.asked(family, way, how);
        start.with(SpanKey.OUTCOME, how);
        if (how == Start.STARTED) {
            up = true;
            usage.begun();
            meters.startTime(family, way).record(nanos, TimeUnit.NANOSECONDS);
            start.end();
        } else {
            start.fail(how);
        }
        LOG.infof(
                "call %s: %s (%s over %s) after %d ms",
                spec.id(), how, family, way, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    /** What the person waited for. */
    void told(Notice.Latency latency) {
        record(Part.TOTAL, OptionalLong.of(latency.totalMs()));
        record(Part.END_OF_TURN, latency.endOfTurnMs());
        record(Part.RECOGNITION, latency.recognitionMs());
        record(Part.ANSWER, latency.answerMs());
        record(Part.SYNTHESIS, latency.synthesisMs());
        record(Part.NETWORK, latency.networkMs());
        turns.sounded(latency.totalMs());
    }

    private void record(Part part, OptionalLong ms) {
        ms.ifPresent(value -> meters.latency(part).record(value, TimeUnit.MILLISECONDS));
    }

    void droppedSound() {
        meters.droppedSound();
    }

    /** The call is over, however; nothing follows. */
    void over(CallState last) {
        if (over) {
            return;
        }
        over = true;
        usage.over();
        recording.over();
        meters.left(phase);
        turns.over();
        if (phase == CallPhase.STARTING) {
            started(Start.FAILED);
        } else if (up) {
            meters.ended(last instanceof Closed(var reason, _) ? reason : CloseReason.ERROR);
        }
        LOG.infof("call %s: over after %d s", spec.id(), seconds());
    }

    private long seconds() {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - askedAt);
    }
}
