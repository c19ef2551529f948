package dev.sidetone.session;

import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.context.ContextSource;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Mailbox.Lane;
import dev.sidetone.telemetry.LogIds;
import dev.sidetone.telemetry.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A conversation that somebody watches or that is at work: its watchers, its turns, and the call it
 * may have. Thread-safe.
 */
final class Room implements CallActor.Surroundings, TurnQueue.Runner {

    /** Names the recogniser is told to expect; each one costs it time in every pass. */
    private static final int VOCABULARY = 12;

    private static final String BROKE =
            "The request broke because of a fault in the service; its log says more. Ask again.";

    /** How long the start of a call has the processors for itself, ms; then the network is slow. */
    private static final long HEAD_START_MS = 50;

    private final ConversationId conversation;
    private final Optional<CodingAgent> agent;
    private final ContextSource context;
    private final Ids ids;
    private final InstantSource clock;
    private final Instruments instruments;
    private final Endings endings;
    private final Watchers watchers;
    private final Journal journal;
    private final TurnQueue turns = new TurnQueue(this);
    private final CallNotes notes = new CallNotes();
    private final AtomicInteger stops = new AtomicInteger();
    private final ReentrantLock beginning = new ReentrantLock();
    private final AtomicReference<Optional<CallActor>> call =
            new AtomicReference<>(Optional.empty());

    Room(
            ConversationId conversation,
            dev.sidetone.transcript.TranscriptStore store,
            Optional<CodingAgent> agent,
            ContextSource context,
            Ids ids,
            InstantSource clock) {
        this(conversation, store, agent, context, ids, clock, Instruments.none(), new Endings());
    }

    Room(
            ConversationId conversation,
            dev.sidetone.transcript.TranscriptStore store,
            Optional<CodingAgent> agent,
            ContextSource context,
            Ids ids,
            InstantSource clock,
            Instruments instruments,
            Endings endings) {
        this.conversation = conversation;
        this.agent = agent;
        this.context = context;
        this.ids = ids;
        this.clock = clock;
        this.instruments = instruments;
        this.endings = endings;
        this.watchers = new Watchers(conversation, store::cleaned, clock);
        this.journal = new Journal(store, conversation, watchers);
    }

    ConversationId conversation() {
        return conversation;
    }

    Watchers watchers() {
        return watchers;
    }

    TurnQueue turns() {
        return turns;
    }

    Optional<CallActor> call() {
        return call.get();
    }

    /** Held by who begins a call, so that of two at once the later one ends the earlier one. */
    ReentrantLock beginning() {
        return beginning;
    }

    /** How often somebody stopped the call here: who begins one sees that it is unwanted. */
    AtomicInteger stops() {
        return stops;
    }

    /** Ends the call, if there is one, and waits for that. */
    void endCall(long atMostMs) throws InterruptedException {
        Optional<CallActor> before = call();
        if (before.isPresent()) {
            before.get().put(Lane.CONTROL, new CallEvent.StopRequested());
            before.get().awaitEnd(atMostMs);
        }
    }

    void begin(CallActor actor) {
        call.set(Optional.of(actor));
        actor.begin();
        Thread.startVirtualThread(() -> brief(actor));
    }

    /** What a call should know is found out while its provider is asked, not before. */
    private void brief(CallActor actor) {
        quietly(() -> actor.awaitStart(HEAD_START_MS));
        findContext(actor);
        tellVocabulary(actor);
    }

    /** Waits for the end of its calls as long as nobody is there. */
    void awaitNoCall() throws InterruptedException {
        for (Optional<CallActor> now = call(); now.isPresent() && watchers.none(); now = call()) {
            now.get().awaitEnd(Long.MAX_VALUE);
        }
    }

    @Override
    public void idle() {
        endings.idle(conversation);
    }

    boolean abandoned() {
        return watchers.none() && call.get().isEmpty() && turns.idle();
    }

    @Override
    public void tell(Notice notice) {
        watchers.tell(notice);
    }

    void remark(String words) {
        tell(new Notice.Remark(words));
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public void runAgent(CallActor actor, Effect.RunAgent work) {
        var request =
                new AgentRequest(conversation, work.prompt(), work.transcriptDelta(), work.heard());
        var turn =
                new TurnRequest(
                        ids.uuid(),
                        actor.spec().id(),
                        request,
                        work.toolCallId().isEmpty()
                                ? new TypedTurn(this)
                                : new Handoff(this, actor, work.toolCallId()));
        if (steered(actor, work, turn)) {
            return;
        }
        if (!turns.submit(turn)) {
            AgentProbe.begin(instruments, turn, Optional.empty()).refused();
            Thread.startVirtualThread(() -> refuse(turn));
        }
    }

    @Override
    public void tellAgent(CallActor actor, List<String> said) {
        var request = AgentRequest.tail(conversation, said);
        boolean _ =
                turns.submit(
                        new TurnRequest(
                                ids.uuid(), actor.spec().id(), request, new TypedTurn(this)));
    }

    /** A correction for what runs already; the function call is answered at once. */
    private boolean steered(CallActor actor, Effect.RunAgent work, TurnRequest turn) {
        Optional<TurnRequest> running = turns.running();
        boolean taken = !turns.idle() && agent.map(a -> a.steer(turn.request())).orElse(false);
        if (!taken) {
            return false;
        }
        running.ifPresent(r -> watchers.asked(r.turnId(), turn.asked(turn.turnId() + "-user")));
        if (!work.toolCallId().isEmpty()) {
            var done = new CallEvent.AgentDone(work.toolCallId(), ToolRules.STEERED, true);
            Thread.startVirtualThread(() -> quietly(() -> actor.put(Lane.AGENT, done)));
        }
        return true;
    }

    @Override
    public void stopAgent(String callId) {
        Thread.startVirtualThread(() -> turns.stop(t -> t.callId().equals(callId)));
    }

    @Override
    public void unsaid(String answer) {
        Thread.startVirtualThread(() -> quietly(() -> answered(answer)));
    }

    /**
     * Gives an answer of the agent to the call that runs. While another call takes its place, by a
     * second start or from another device, to that one.
     */
    void answered(String spoken) throws InterruptedException {
        Optional<CallActor> now = settled();
        if (now.isPresent() && !told(now.get(), spoken)) {
            Optional<CallActor> next = settled().filter(other -> other != now.get());
            if (next.isPresent()) {
                told(next.get(), spoken);
            }
        }
    }

    private boolean told(CallActor actor, String spoken) throws InterruptedException {
        return actor.put(Lane.AGENT, new CallEvent.AgentAnswered(ids.item(), spoken));
    }

    /** The call, when none is just being replaced. */
    private Optional<CallActor> settled() throws InterruptedException {
        beginning.lockInterruptibly();
        try {
            return call();
        } finally {
            beginning.unlock();
        }
    }

    @Override
    public void findContext(CallActor actor) {
        if (actor.spec().fixedContext().isEmpty()) {
            Thread.startVirtualThread(() -> tellContext(actor));
        }
    }

    @Override
    public boolean watched() {
        return !watchers.none();
    }

    @Override
    public void ended(CallActor actor) {
        call.updateAndGet(now -> now.filter(c -> c != actor));
        endings.callEnded(conversation);
    }

    @Override
    public void run(TurnRequest request) {
        LogIds.turn(conversation.value(), request.callId(), request.turnId());
        Optional<String> note = notes.next(call().map(CallActor::spec));
        task(request.noting(note)).run(agent);
        call().ifPresent(this::tellVocabulary);
        LogIds.clear();
    }

    @Override
    public void dropped(TurnRequest request) {
        task(request).drop();
    }

    @Override
    public void broke(TurnRequest request) {
        if (request.client().told()) {
            return;
        }
        request.client().ended(Turn.Status.FAILED, "That did not work. " + BROKE);
        Instant now = clock.instant();
        Turn turn = Turn.started(request.turnId(), now);
        tell(new Notice.TurnCompleted(turn.ended(Turn.Status.FAILED, now, Optional.of(BROKE))));
    }

    private AgentTurn task(TurnRequest request) {
        return new AgentTurn(request, watchers, journal, clock, probe(request), endings);
    }

    private AgentProbe probe(TurnRequest request) {
        Optional<Span> above =
                call().filter(c -> c.spec().id().equals(request.callId())).map(CallActor::turn);
        return AgentProbe.begin(instruments, request, above);
    }

    /** The recogniser is told what names come next; that may take a moment, so off the actor. */
    private void tellVocabulary(CallActor actor) {
        agent.map(a -> a.vocabulary(conversation, VOCABULARY))
                .ifPresent(words ->
                        quietly(() ->
                                actor.put(Lane.CONTROL, new CallEvent.VocabularyChanged(words))));
    }

    /** Finding it out takes longer than a start may take. */
    private void tellContext(CallActor actor) {
        quietly(() ->
                actor.put(
                        Lane.CONTROL,
                        new CallEvent.ContextFound(
                                context.of(
                                        conversation,
                                        actor.spec().options().starter().reader(),
                                        () -> !actor.over()))));
    }

    private static void refuse(TurnRequest turn) {
        turn.client()
                .ended(
                        Turn.Status.FAILED,
                        "Too many requests wait already. Ask again in a moment.");
    }

    private static void quietly(Posting posting) {
        try {
            posting.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Posting {
        void run() throws InterruptedException;
    }

    /** Brings a turn's result back to the function call that asked for it. */
    private record Handoff(Room room, CallActor actor, String toolCallId)
            implements TurnRequest.Client {

        @Override
        public boolean handedOver() {
            return true;
        }

        @Override
        public void progress(String message) throws InterruptedException {
            actor.put(Lane.CONTROL, new CallEvent.AgentSaid(room.ids.item(), message));
        }

        /** The call that asked may be over while the conversation goes on in another one. */
        @Override
        public void ended(Turn.Status how, String spoken) throws InterruptedException {
            boolean speak = how != Turn.Status.INTERRUPTED;
            var done = new CallEvent.AgentDone(toolCallId, spoken, speak);
            if (!actor.put(Lane.AGENT, done) && speak) {
                room.answered(spoken);
            }
        }
    }
}
