package dev.sidetone.session;

import dev.sidetone.provider.Family;
import dev.sidetone.session.Mailbox.Lane;
import dev.sidetone.telemetry.Label;
import dev.sidetone.telemetry.MeterName;
import dev.sidetone.telemetry.Metrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/** What all calls count together. Thread-safe. */
final class CallMeters {

    /** How a wish for a call ended. */
    enum Start {
        STARTED,
        /** It was not tried: the provider cannot do it, or the service ends. */
        REFUSED,
        FAILED,
        TIMED_OUT,
        /** Somebody stopped it before it was up. */
        CANCELLED
    }

    /** How a try to join a sideband ended. */
    enum Join {
        JOINED,
        REJOINED,
        FAILED,
        /** The provider has no such call any more. */
        GONE
    }

    /** A part of what the user waits for. */
    enum Part {
        TOTAL,
        END_OF_TURN,
        RECOGNITION,
        ANSWER,
        SYNTHESIS,
        NETWORK
    }

    /** How the sound goes. */
    enum Way {
        WEBRTC,
        WEBSOCKET,
        EXISTING_CALL;

        static Way of(Transport transport) {
            return switch (transport) {
                case Transport.WebRtc _ -> WEBRTC;
                case Transport.Socket _ -> WEBSOCKET;
                case Transport.ExistingCall _ -> EXISTING_CALL;
            };
        }
    }

    /** What is asked of a provider. */
    enum Request {
        CREATE,
        JOIN,
        OPEN,
        HANG_UP
    }

    /** That a request was answered; otherwise the kind of the fault. */
    enum Answer {
        OK,
        CANCELLED
    }

    private final Metrics metrics;
    private final Map<CallPhase, AtomicInteger> calls = new EnumMap<>(CallPhase.class);
    private final Map<Join, Counter> joins = new EnumMap<>(Join.class);
    private final Map<CloseReason, Counter> ends = new EnumMap<>(CloseReason.class);
    private final Map<Part, Timer> latencies = new EnumMap<>(Part.class);
    private final Map<Family, UsageMeters> used = new ConcurrentHashMap<>();
    private final Counter losses;
    private final Counter dropped;

    CallMeters(Metrics metrics) {
        this.metrics = metrics;
        for (CallPhase phase : CallPhase.values()) {
            var count = new AtomicInteger();
            calls.put(phase, count);
            metrics.gauge(MeterName.CALLS, count, AtomicInteger::get, Label.of(phase));
        }
        for (Join join : Join.values()) {
            joins.put(join, metrics.counter(MeterName.SIDEBAND_JOINS, Label.of(join)));
        }
        for (CloseReason reason : CloseReason.values()) {
            ends.put(reason, metrics.counter(MeterName.CALL_ENDS, Label.of(reason)));
        }
        for (Part part : Part.values()) {
            latencies.put(part, metrics.timer(MeterName.TURN_LATENCY, Label.of(part)));
        }
        this.losses = metrics.counter(MeterName.SIDEBAND_LOSSES);
        this.dropped = metrics.counter(MeterName.AUDIO_DROPPED);
    }

    static CallMeters none() {
        return new CallMeters(Metrics.none());
    }

    /** What waits before the calls and the agent is asked when somebody looks. */
    void watch(ToIntFunction<Lane> waiting, IntSupplier turns) {
        metrics.gauge(
                MeterName.QUEUE_DEPTH, turns, IntSupplier::getAsInt, Label.of(Queue.AGENT_TURNS));
        for (Lane lane : Lane.values()) {
            metrics.gauge(
                    MeterName.QUEUE_DEPTH,
                    waiting,
                    w -> w.applyAsInt(lane),
                    Label.of(Queue.of(lane)));
        }
    }

    /** The names of the queues. */
    private enum Queue {
        CALL_CONTROL,
        CALL_PROVIDER,
        CALL_AUDIO,
        CALL_TEXT,
        CALL_AGENT,
        /** Requests that wait for the agent. */
        AGENT_TURNS;

        static Queue of(Lane lane) {
            return valueOf("CALL_" + lane.name());
        }
    }

    void entered(CallPhase phase) {
        count(phase).incrementAndGet();
    }

    void left(CallPhase phase) {
        count(phase).decrementAndGet();
    }

    private AtomicInteger count(CallPhase phase) {
        return Objects.requireNonNull(calls.get(phase));
    }

    void asked(Family family, Way way, Start how) {
        metrics.counter(MeterName.CALL_STARTS, Label.of(family), Label.of(way), Label.of(how))
                .increment();
    }

    Timer startTime(Family family, Way way) {
        return metrics.timer(MeterName.CALL_START_TIME, Label.of(family), Label.of(way));
    }

    void joined(Join how) {
        Objects.requireNonNull(joins.get(how)).increment();
    }

    void lostSideband() {
        losses.increment();
    }

    void ended(CloseReason reason) {
        Objects.requireNonNull(ends.get(reason)).increment();
    }

    void droppedSound() {
        dropped.increment();
    }

    Timer latency(Part part) {
        return Objects.requireNonNull(latencies.get(part));
    }

    Timer request(Family family, Request request, Enum<?> outcome) {
        return metrics.timer(
                MeterName.PROVIDER_REQUESTS,
                Label.of(family),
                Label.of(request),
                Label.of(outcome));
    }

    UsageMeters used(Family family) {
        return used.computeIfAbsent(family, f -> new UsageMeters(metrics, f));
    }

    Timer agentTasks(Enum<?> outcome) {
        return metrics.timer(MeterName.AGENT_TASKS, Label.of(outcome));
    }
}
