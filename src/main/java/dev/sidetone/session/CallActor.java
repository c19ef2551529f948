package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.ProviderException;
import dev.sidetone.provider.ProviderSocket;
import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.Mailbox.Lane;
import dev.sidetone.telemetry.LogIds;
import dev.sidetone.telemetry.Quiet;
import dev.sidetone.telemetry.Span;
import dev.sidetone.usage.Counted;
import dev.sidetone.wire.ClientEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One call. Who has its mailbox's event owns the state: asks the {@link CallMachine} what follows,
 * and carries that out in order. That is the call's virtual thread, and for pieces of words and
 * sound, while nothing else waits, the reader of the provider's socket: to wake another thread for
 * each of many pieces would cost more than the piece.
 */
final class CallActor {

    private static final Logger LOG = Logger.getLogger(CallActor.class);

    /** What a call needs of its conversation. */
    interface Surroundings {

        void tell(Notice notice);

        Journal journal();

        void runAgent(CallActor call, Effect.RunAgent work);

        void tellAgent(CallActor call, List<String> said);

        void stopAgent(String callId);

        /** The agent's answer came when the call was over: another one may say it. */
        void unsaid(String answer);

        void findContext(CallActor call);

        /** Whether anybody listens. */
        boolean watched();

        void ended(CallActor call);
    }

    private final CallMachine machine;
    private final Mailbox mailbox;
    private final Connector connector;
    private final Surroundings around;
    private final InstantSource clock;
    private final CallProbe probe;
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private final Alarms alarms;
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile CallState state = CallMachine.INITIAL;
    private boolean finished;
    private final Thread thread;

    CallActor(
            CallSpec spec,
            Mailbox mailbox,
            Connector connector,
            Surroundings around,
            InstantSource clock) {
        this(spec, mailbox, connector, around, clock, CallProbe.none(spec));
    }

    CallActor(
            CallSpec spec,
            Mailbox mailbox,
            Connector connector,
            Surroundings around,
            InstantSource clock,
            CallProbe probe) {
        this.machine = new CallMachine(spec);
        this.mailbox = mailbox;
        this.alarms = new Alarms(mailbox);
        this.connector = connector;
        this.around = around;
        this.clock = clock;
        this.probe = probe;
        this.thread = Thread.ofVirtual().name("call-" + spec.id()).unstarted(this::live);
        connector.heardBy(this::hear);
    }

    CallSpec spec() {
        return machine.spec();
    }

    /** Where it is now. */
    CallState state() {
        return state;
    }

    void begin() {
        thread.start();
    }

    /**
     * @return false when it was dropped or the call is over
     */
    boolean put(Lane lane, CallEvent event) throws InterruptedException {
        boolean taken = mailbox.put(lane, event);
        if (!taken && lane == Lane.AUDIO && over.getCount() > 0) {
            probe.droppedSound();
        }
        return taken;
    }

    /** Events that wait. */
    int waiting(Lane lane) {
        return mailbox.waiting(lane);
    }

    /** The span of the turn that runs. */
    Span turn() {
        return probe.turn();
    }

    /** Waits until the provider has answered and that was passed on, or the call is over. */
    void awaitStart(long ms) throws InterruptedException {
        boolean _ = started.await(ms, TimeUnit.MILLISECONDS);
    }

    boolean over() {
        return over.getCount() == 0;
    }

    boolean awaitEnd(long ms) throws InterruptedException {
        return over.await(ms, TimeUnit.MILLISECONDS);
    }

    private void live() {
        LogIds.call(spec().conversation().value(), spec().id());
        probe.begun();
        try {
            handle(new CallEvent.Begin());
            while (!finished) {
                handle(mailbox.take(this::open));
            }
        } catch (InterruptedException _) {
            LOG.debug("a call was interrupted");
        } catch (RuntimeException | Error e) {
            brokeDown(e);
        } finally {
            windUp();
        }
    }

    private boolean open(Lane lane) {
        return !lane.input() || CallMachine.takesInput(state);
    }

    private void hear(CallEvent event) throws InterruptedException {
        if (!passedBy(event)) {
            mailbox.put(Lane.PROVIDER, event);
        }
    }

    /** Handles it on the thread that read it, when it may be and nobody is before it. */
    private boolean passedBy(CallEvent event) throws InterruptedException {
        if (!CallMachine.passesBy(state, event) || !mailbox.borrow(this::open)) {
            return false;
        }
        try {
            boolean still = CallMachine.passesBy(state, event);
            if (still) {
                handle(event);
            }
            return still;
        } catch (RuntimeException | Error e) {
            brokeDown(e);
            thread.interrupt();
            return true;
        } finally {
            mailbox.giveBack();
        }
    }

    private void windUp() {
        mailbox.close().forEach(this::leftOver);
        alarms.cancel();
        connector.cancel();
        connector.closeSocket();
        tellDroppedSound();
        around.ended(this);
        probe.over(state);
        started.countDown();
        over.countDown();
        LogIds.clear();
    }

    private void tellDroppedSound() {
        if (mailbox.dropped() > 0) {
            around.tell(
                    new Notice.Remark(
                            "%d pieces of your microphone's sound came faster than the provider took them and were not heard."
                                    .formatted(mailbox.dropped())));
        }
    }

    private void leftOver(CallEvent event) {
        probe.counted(event);
        if (event instanceof CallEvent.CallCreated created) {
            connector.hangUp(created.callId());
        }
        if (event instanceof CallEvent.AgentAnswered(_, var answer)) {
            around.unsaid(answer);
        }
        if (event instanceof CallEvent.AgentDone(_, var answer, var speak)
                && speak
                && !answer.equals(ToolRules.STEERED)) {
            around.unsaid(answer);
        }
        if (event instanceof CallEvent.TextCame) {
            around.tell(
                    new Notice.BadRequest(
                            "The call ended before your text was sent. Send it again."));
        }
    }

    /** A fault of ours: the client must not wait for a call that is dead. */
    private void brokeDown(Throwable fault) {
        LOG.errorf(Quiet.of(fault), "call %s broke", spec().id());
        around.tell(
                new Notice.CallError(
                        "The call broke because of a fault in the service; its log says more. What"
                                + " was said is kept. Start the call again.",
                        "internal"));
        around.tell(
                new Notice.CallClosed(spec().id(), spec().sessionId(), CloseReason.ERROR, true));
        around.tell(new Notice.StateChanged(ConsoleState.ERROR, ""));
        if (state instanceof CallState.Live(var callId, _, _, _) && !callId.isEmpty()) {
            connector.hangUp(callId);
        }
    }

    private void handle(CallEvent event) throws InterruptedException {
        if (event instanceof CallEvent.ProviderSaid(var said)) {
            unconfirmed.heard(said);
            tell(probe.counted(event));
        }
        CallState before = state;
        step(event);
        tell(probe.parked(before, state));
    }

    private void tell(Optional<Counted> counted) throws InterruptedException {
        if (counted.isPresent()) {
            step(new CallEvent.Used(counted.get().spent(), counted.get().allowance()));
        }
    }

    private void step(CallEvent event) throws InterruptedException {
        CallState before = state;
        Step step = machine.next(before, event, clock.millis());
        state = step.state();
        for (Effect effect : step.effects()) {
            carryOut(effect);
        }
        if (!(state instanceof CallState.Starting)) {
            started.countDown();
        }
        probe.after(before, event, step.state());
    }

    private void carryOut(Effect effect) throws InterruptedException {
        switch (effect) {
            case Effect.CreateCall() -> createCall();
            case Effect.OpenSocket() -> connector.openSocket(SessionBody.forCall(spec()));
            case Effect.FindContext() -> around.findContext(this);
            case Effect.CallAgain(var offer) ->
                    connector.createCall(offer, SessionBody.forCall(spec()));
            case Effect.Join(var callId, var delay) -> connector.join(callId, delay);
            case Effect.CancelConnecting() -> connector.cancel();
            case Effect.Configure configure -> configure(configure);
            case Effect.SendLeftOver() -> send(leftOver(true));
            case Effect.Send(var event) -> send(event);
            case Effect.Arm(var timer, var about, var ms) ->
                    alarms.after(ms, () -> rang(timer, about));
            case Effect.LookAround(var ms) -> alarms.after(ms, this::looked);
            case Effect.Publish(Notice.Latency latency) -> tell(latency);
            case Effect.Publish(var notice) -> around.tell(notice);
            case Effect.Write(var item) -> around.journal().write(item);
            case Effect.Cut(var id, var ms, var text) -> cut(id, ms, text);
            case Effect.RunAgent work -> around.runAgent(this, work);
            case Effect.TellAgent(var said) -> around.tellAgent(this, said);
            case Effect.StopAgent() -> around.stopAgent(spec().id());
            case Effect.CloseSocket() -> connector.closeSocket();
            case Effect.HangUp(var callId) -> connector.hangUp(callId);
            case Effect.Finish() -> finished = true;
        }
    }

    private void cut(String itemId, long heardMs, String heardText) {
        around.journal().cut(itemId, heardMs, heardText);
        probe.recording().cut(itemId, heardMs);
    }

    private void tell(Notice.Latency latency) {
        probe.told(latency);
        around.tell(latency);
    }

    private void createCall() {
        if (spec().transport() instanceof Transport.WebRtc(var offer)) {
            connector.createCall(offer, SessionBody.forCall(spec()));
        }
    }

    private void configure(Effect.Configure wanted) throws InterruptedException {
        List<ClientEvent> leftOver = leftOver(wanted.again());
        send(
                wanted.again()
                        ? SessionBody.refresh(spec(), wanted.mode(), wanted.briefing())
                        : SessionBody.update(spec(), wanted.mode(), wanted.briefing()));
        send(leftOver);
    }

    private void send(List<ClientEvent> events) throws InterruptedException {
        for (ClientEvent event : events) {
            send(event);
        }
    }

    /**
     * What the broken link took and maybe lost, then what it did not take. A response that the new
     * link is asked for anyway is not asked for twice.
     *
     * @param again the link leads to the session of before
     */
    private List<ClientEvent> leftOver(boolean again) {
        long now = clock.millis();
        List<ClientEvent> left = again ? unconfirmed.take(now) : unconfirmed.takeForNewSession(now);
        boolean asked = state instanceof CallState.Live live && live.dialogue().replies().active();
        return left.stream()
                .filter(event -> !asked || !(event instanceof ClientEvent.ResponseCreate))
                .toList();
    }

    /** What a broken link did not take is sent again after the next join, sound excepted. */
    private void send(ClientEvent event) throws InterruptedException {
        Optional<ProviderSocket> socket = connector.socket();
        try {
            if (socket.isPresent()) {
                socket.get().send(event);
                remember(event);
                return;
            }
        } catch (ProviderException e) {
            LOG.debugf("call %s: %s", spec().id(), e.getMessage());
        }
        unconfirmed.notSent(event, clock.millis());
    }

    /** In v1 and v3 the connection itself sees to it. */
    private void remember(ClientEvent event) {
        if (spec().version() == Version.V2) {
            unconfirmed.sent(event, clock.millis());
        }
    }

    private CallEvent looked() {
        return new CallEvent.Looked(around.watched());
    }

    private CallEvent rang(Timer timer, String about) {
        return new CallEvent.Rang(timer, timer == Timer.START ? connector.trouble() : about);
    }
}
