package dev.sidetone.session;

import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A call on a clock that only moves when something is due: timers, waits and a provider whose
 * answers a test lays down. Waits are exact; the real ones vary a little.
 */
final class VirtualCall {

    /** What the provider does with the next thing it is asked, and how long it takes for it. */
    record Answer(long afterMs, CallEvent event) {}

    /** Something that was seen, and when, in ms since the call was wanted. */
    record At<T>(long ms, T what) {}

    private record Due(long at, long number, CallEvent event, boolean connecting) {}

    private static final Comparator<Due> ORDER =
            Comparator.comparingLong(Due::at).thenComparingLong(Due::number);

    final CallMachine machine;
    final List<At<Notice>> notices = new ArrayList<>();
    final List<At<ClientEvent>> sent = new ArrayList<>();
    final List<At<String>> asked = new ArrayList<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Deque<CallEvent> inputs = new ArrayDeque<>();
    private PriorityQueue<Due> due = new PriorityQueue<>(ORDER);
    private CallState state = CallMachine.INITIAL;
    private final List<long[]> absences = new ArrayList<>();
    private long now;
    private long numbers;
    private boolean finished;

    VirtualCall(CallSpec spec) {
        this.machine = new CallMachine(spec);
    }

    /**
     * Of the things the provider is asked, in their order; what is not laid down is never answered.
     */
    VirtualCall provider(long afterMs, CallEvent event) {
        answers.add(new Answer(afterMs, event));
        return this;
    }

    VirtualCall begin() {
        step(new CallEvent.Begin());
        return this;
    }

    /** At its time, whatever the provider does. */
    VirtualCall at(long ms, CallEvent event) {
        due.add(new Due(ms, numbers++, event, false));
        return this;
    }

    VirtualCall says(long ms, ServerEvent event) {
        return at(ms, new CallEvent.ProviderSaid(event));
    }

    /** Text and the agent's output: held back until the call can take it. */
    VirtualCall input(CallEvent event) {
        inputs.add(event);
        return this;
    }

    /** Nobody listens between these times. */
    VirtualCall alone(long fromMs, long untilMs) {
        absences.add(new long[] {fromMs, untilMs});
        return this;
    }

    private boolean watched() {
        return absences.stream().noneMatch(a -> a[0] <= now && now < a[1]);
    }

    VirtualCall runUntil(long ms) {
        while (!due.isEmpty() && due.peek().at() <= ms) {
            Due next = due.remove();
            now = next.at();
            boolean look = next.event() instanceof CallEvent.Looked;
            step(look ? new CallEvent.Looked(watched()) : next.event());
        }
        now = ms;
        return this;
    }

    CallState state() {
        return state;
    }

    boolean finished() {
        return finished;
    }

    <N extends Notice> List<At<N>> told(Class<N> type) {
        return notices.stream()
                .filter(n -> type.isInstance(n.what()))
                .map(n -> new At<>(n.ms(), type.cast(n.what())))
                .toList();
    }

    private void step(CallEvent event) {
        Step step = machine.next(state, event, Given.BEGUN + now);
        state = step.state();
        step.effects().forEach(this::carryOut);
        while (!finished && CallMachine.takesInput(state) && !inputs.isEmpty()) {
            step(inputs.remove());
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.CreateCall() -> ask("create", 0);
            case Effect.OpenSocket() -> ask("open", 0);
            case Effect.Join(var callId, var delay) -> ask("join " + callId, delay);
            case Effect.CancelConnecting() -> cancel();
            case Effect.Configure(_, var briefing, var again) ->
                    asked.add(
                            new At<>(
                                    now, (again ? "refresh " : "configure ") + briefing.context()));
            case Effect.HangUp(var callId) -> asked.add(new At<>(now, "hang up " + callId));
            case Effect.Arm(var timer, var about, var ms) ->
                    at(now + ms, new CallEvent.Rang(timer, about));
            case Effect.LookAround(var ms) -> at(now + ms, new CallEvent.Looked(true));
            case Effect.Publish(var notice) -> notices.add(new At<>(now, notice));
            case Effect.Send(var event) -> sent.add(new At<>(now, event));
            case Effect.FindContext() -> asked.add(new At<>(now, "find context"));
            case Effect.Finish() -> finished = true;
            default -> {}
        }
    }

    private void ask(String what, long delay) {
        asked.add(new At<>(now + delay, what));
        Answer answer = answers.poll();
        if (answer != null) {
            due.add(new Due(now + delay + answer.afterMs(), numbers++, answer.event(), true));
        }
    }

    /** A call that is being made is made all the same; joins and sockets are given up. */
    private void cancel() {
        var left = new PriorityQueue<>(ORDER);
        due.stream()
                .filter(d -> !d.connecting() || d.event() instanceof CallEvent.CallCreated)
                .forEach(left::add);
        due = left;
    }
}
