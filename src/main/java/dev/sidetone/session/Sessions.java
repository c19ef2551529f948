package dev.sidetone.session;

import dev.sidetone.agent.CodingAgent;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.context.ContextSource;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.provider.RealtimeProvider;
import dev.sidetone.provider.RealtimeProviders;
import dev.sidetone.session.CallMeters.Start;
import dev.sidetone.session.CallMeters.Way;
import dev.sidetone.session.Mailbox.Lane;
import dev.sidetone.telemetry.Metrics;
import dev.sidetone.telemetry.Tracing;
import dev.sidetone.transcript.StoreHealth;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The conversations at work and their calls. Thread-safe. What is asked for here is accepted at
 * once; how it goes is told to the watchers.
 */
@ApplicationScoped
public class Sessions {

    private static final long REPLACE_MS = 2_000;
    private static final String SHUTTING_DOWN =
            "The service is shutting down. What was said is kept; talk again when it is back.";
    private static final String NOT_OFFERED =
            "Calls are turned off here: features.realtime_conversation is false. Typed questions are answered; set it to true to talk.";
    private static final long GRACE_MS = 5_000;

    private final RealtimeProviders providers;
    private final TranscriptStore store;
    private final Path workspace;
    private final Supplier<CallDefaults> defaults;
    private final Optional<CodingAgent> agent;
    private final ContextSource context;
    private final Departures departures;
    private final Instruments instruments;
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Ids ids = new Ids(clock, random);
    private final Rooms rooms = new Rooms(this::open);
    private final Endings endings = new Endings();
    private volatile boolean ending;

    @Inject
    Sessions(
            RealtimeProviders providers,
            TranscriptStore store,
            RunningConfiguration running,
            Instance<CodingAgent> agents,
            ContextSource context,
            Metrics metrics,
            Tracing tracing,
            Metering metering,
            Taping taping) {
        this(
                providers,
                store,
                running.started().settings().workspace(),
                () -> CallDefaults.of(running),
                agents.stream().findFirst(),
                context,
                GRACE_MS,
                new Instruments(new CallMeters(metrics), tracing, metering, taping));
    }

    Sessions(
            RealtimeProviders providers,
            TranscriptStore store,
            Path workspace,
            Supplier<CallDefaults> defaults,
            Optional<CodingAgent> agent,
            ContextSource context,
            long graceMs) {
        this(providers, store, workspace, defaults, agent, context, graceMs, Instruments.none());
    }

    Sessions(
            RealtimeProviders providers,
            TranscriptStore store,
            Path workspace,
            Supplier<CallDefaults> defaults,
            Optional<CodingAgent> agent,
            ContextSource context,
            long graceMs,
            Instruments instruments) {
        this.providers = providers;
        this.store = store;
        this.workspace = workspace;
        this.defaults = defaults;
        this.agent = agent;
        this.context = context;
        this.departures = new Departures(rooms, graceMs);
        endings.onIdle(departures::endIfEmpty);
        this.instruments = instruments;
    }

    @PostConstruct
    void listenToStore() {
        store.listen(this::tellAll);
        instruments.meters().watch(rooms::waiting, rooms::turnsWaiting);
    }

    /** A new conversation about the workspace. */
    public Conversation create() {
        providers.current().warmUp();
        Path name = workspace.getFileName();
        return store.create(name == null ? workspace.toString() : name.toString(), workspace);
    }

    /**
     * From now on {@code sink} is told everything about the conversation. Whoever looks may talk
     * soon, so the provider's connection is made ready.
     */
    public void watch(ConversationId conversation, NoticeSink sink) {
        providers.current().warmUp();
        rooms.watch(conversation, sink);
    }

    /**
     * As {@link #watch}, for one that was away or comes late: first it is told what came after the
     * notice with this number, 0 for all that is kept.
     *
     * @return false when some of it is not kept any more; what is final is in the store
     */
    public boolean watchAfter(ConversationId conversation, NoticeSink sink, long number) {
        providers.current().warmUp();
        return rooms.watchAfter(conversation, sink, number);
    }

    /**
     * A client is gone. A call whose sound came through it ends when nobody comes back for it
     * within a few seconds; a WebRTC call ends when its media ends.
     */
    public void forget(NoticeSink sink) {
        departures.left(sink);
    }

    /** Starts a call; one that runs already is ended first. */
    public void start(ConversationId conversation, CallRequest request)
            throws InterruptedException {
        start(conversation, request, () -> false);
    }

    /** As {@link #start}; begins nothing once {@code unwanted} gives true. */
    public void start(ConversationId conversation, CallRequest request, BooleanSupplier unwanted)
            throws InterruptedException {
        Begun begun = begin(conversation, request, Optional.empty(), unwanted);
        if (begun instanceof Begun.Refused(var why, _)) {
            room(conversation).tell(new Notice.CallError(why, "invalid_request"));
        }
    }

    /** As {@link #start}; {@code sink} watches from the moment on when the call before is over. */
    Begun begin(
            ConversationId conversation,
            CallRequest request,
            Optional<NoticeSink> sink,
            BooleanSupplier unwanted)
            throws InterruptedException {
        Room room = room(conversation);
        int stops = room.stops().get();
        ReentrantLock turn = room.beginning();
        turn.lockInterruptibly();
        try {
            return begun(
                    conversation,
                    request,
                    sink,
                    () -> unwanted.getAsBoolean() || room.stops().get() != stops);
        } finally {
            turn.unlock();
        }
    }

    private Begun begun(
            ConversationId conversation,
            CallRequest request,
            Optional<NoticeSink> sink,
            BooleanSupplier unwanted)
            throws InterruptedException {
        RealtimeProvider provider = providers.current();
        CallDefaults own = defaults.get();
        CallSpec asked =
                CallSpec.of(
                        conversation,
                        ids.uuid(),
                        request,
                        own,
                        provider.capabilities(),
                        clock.millis());
        CallSpec spec = instruments.metering().parking(asked, provider.family());
        Optional<String> refusal =
                closed(own)
                        .or(() -> CallCheck.refusal(spec, own.type()))
                        .or(() -> instruments.metering().refusal(spec, provider.family()));
        if (refusal.isPresent()) {
            instruments.meters().asked(provider.family(), Way.of(spec.transport()), Start.REFUSED);
            return new Begun.Refused(refusal.get(), ending);
        }
        room(conversation).endCall(REPLACE_MS);
        if (unwanted.getAsBoolean()) {
            return new Begun.Stopped();
        }
        sink.ifPresent(watcher -> rooms.watch(conversation, watcher));
        Room room = room(conversation);
        var mailbox = new Mailbox();
        var probe = new CallProbe(instruments, spec, provider.family());
        var connector = new Connector(provider.call(spec.terms()), mailbox, random, probe);
        var actor = new CallActor(spec, mailbox, connector, room, clock, probe);
        room.begin(actor);
        if (unwanted.getAsBoolean()) {
            actor.put(Lane.CONTROL, new CallEvent.StopRequested());
        }
        probe.recording().announce(room, actor, ids.item());
        CallCheck.remark(spec, own.type()).ifPresent(room::remark);
        instruments.metering().remark(spec, provider.family()).ifPresent(room::remark);
        return new Begun.Running(new LiveCall(actor, ids));
    }

    private Optional<String> closed(CallDefaults own) {
        if (ending) {
            return Optional.of(SHUTTING_DOWN);
        }
        return own.offered() ? Optional.empty() : Optional.of(NOT_OFFERED);
    }

    /** Whether calls may be recorded here, if the person agrees. */
    public boolean offersRecording() {
        return instruments.taping().offered();
    }

    /** Whether calls can be started, as it is configured now. */
    public boolean offersCalls() {
        return defaults.get().offered();
    }

    Departures departures() {
        return departures;
    }

    /** The calls that run or begin. */
    List<LiveCall> calls() {
        return rooms.calls().map(actor -> new LiveCall(actor, ids)).toList();
    }

    /** Ends the call; watchers hear that it is closed also when there was none. */
    public void stop(ConversationId conversation) throws InterruptedException {
        room(conversation).stops().incrementAndGet();
        if (!put(conversation, Lane.CONTROL, new CallEvent.StopRequested())) {
            room(conversation).tell(new Notice.CallClosed("", "", CloseReason.REQUESTED, false));
        }
    }

    /** The service ends: begins no more calls, tells those that run why, and ends them. */
    public void endAll(Duration atMost) throws InterruptedException {
        ending = true;
        rooms.endCalls(SHUTTING_DOWN, atMost);
    }

    /** Base64 PCM16, 24 kHz mono. False: no call runs. Sound that comes too fast is dropped. */
    public boolean audio(ConversationId conversation, String base64) throws InterruptedException {
        Optional<CallActor> call = room(conversation).call();
        if (call.isPresent()) {
            call.get().put(Lane.AUDIO, new CallEvent.AudioCame(base64));
        }
        return call.isPresent();
    }

    public boolean text(ConversationId conversation, String text, TextRole role, String by)
            throws InterruptedException {
        return put(conversation, Lane.TEXT, new CallEvent.TextCame(ids.item(), text, role, by));
    }

    /** Something the voice model should tell the user. */
    public boolean speech(ConversationId conversation, String text) throws InterruptedException {
        return put(conversation, Lane.TEXT, new CallEvent.SpeechCame(ids.item(), text));
    }

    /** Stops the answer: the voice and the agent's work for this call. */
    public boolean interrupt(ConversationId conversation) throws InterruptedException {
        return put(conversation, Lane.CONTROL, new CallEvent.InterruptRequested());
    }

    /** The key is released: what was said is a turn. */
    public boolean commit(ConversationId conversation) throws InterruptedException {
        return put(conversation, Lane.AUDIO, new CallEvent.CommitRequested());
    }

    /** Forgets what the microphone sent since the last turn. */
    public boolean clear(ConversationId conversation) throws InterruptedException {
        return put(conversation, Lane.AUDIO, new CallEvent.ClearRequested());
    }

    public boolean turnDetection(ConversationId conversation, TurnDetection mode)
            throws InterruptedException {
        return put(conversation, Lane.TEXT, new CallEvent.ModeChosen(mode));
    }

    /** The client played {@code ms} of an item and then stopped playing. */
    public boolean played(ConversationId conversation, String itemId, long ms)
            throws InterruptedException {
        return put(conversation, Lane.CONTROL, new CallEvent.Played(itemId, ms));
    }

    /**
     * Gives a typed request to the agent; it is in the journal when this returns. A call that runs
     * tells the answer aloud too.
     *
     * @return the turn; empty when too many wait
     */
    public Optional<Turn> turn(ConversationId conversation, String text, String client) {
        return typed(client).begin(room(conversation), conversation, text, Optional.empty());
    }

    TypedTurns typed(String client) {
        return new TypedTurns(ids, clock, agent, client);
    }

    /** The conversation's room when somebody watches it or it is at work. */
    Optional<Room> known(ConversationId conversation) {
        return rooms.known(conversation);
    }

    List<ConversationId> known() {
        return rooms.known();
    }

    /** The agent's name; empty when none is set up. */
    public Optional<String> agentId() {
        return agent.map(CodingAgent::id);
    }

    /** Stops a turn; false when it does not run or wait. */
    public boolean interruptTurn(ConversationId conversation, String turnId) {
        return rooms.known(conversation)
                .map(room -> room.turns().stop(turn -> turn.turnId().equals(turnId)))
                .orElse(false);
    }

    private boolean put(ConversationId conversation, Lane lane, CallEvent event)
            throws InterruptedException {
        Optional<CallActor> call = room(conversation).call();
        return call.isPresent() && call.get().put(lane, event);
    }

    Room room(ConversationId conversation) {
        return rooms.room(conversation);
    }

    /** Who wants to be told what is over. */
    public Endings endings() {
        return endings;
    }

    /**
     * Nobody was at work here: what seems to be is left of a service that died. That takes the
     * whole conversation to see, so nobody waits for it.
     */
    private Room open(ConversationId conversation) {
        var room = new Room(conversation, store, agent, context, ids, clock, instruments, endings);
        Instant now = clock.instant();
        Thread.startVirtualThread(
                () -> Leftovers.settle(store, conversation, now, room.journal()::write));
        return room;
    }

    private void tellAll(StoreHealth health) {
        if (!health.text().isBlank()) {
            rooms.tellAll(new Notice.Remark(health.text()));
        }
    }
}
