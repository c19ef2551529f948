package dev.sidetone.api;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Activity;
import dev.sidetone.session.Begun;
import dev.sidetone.session.CallRequest;
import dev.sidetone.session.Calls;
import dev.sidetone.session.LiveCall;
import dev.sidetone.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The calls that can be asked about: all that run, whoever began them, and for a while those that
 * ended. Thread-safe.
 */
@ApplicationScoped
class CallBook {

    /** Which calls that ended can still be asked about: so many, for so long. */
    record Kept(int most, Duration atMost) {
        static final Kept USUAL = new Kept(64, Duration.ofMinutes(5));
    }

    /** How long a call whose sound goes through us waits for somebody to read it. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Calls calls;
    private final Sessions sessions;
    private final Activity activity;
    private final InstantSource clock;
    private final Kept kept;
    private final Map<String, Call> known = new ConcurrentHashMap<>();

    @Inject
    CallBook(Calls calls, Sessions sessions, Activity activity) {
        this(calls, sessions, activity, InstantSource.system(), Kept.USUAL);
    }

    CallBook(Calls calls, Sessions sessions, Activity activity, InstantSource clock, Kept kept) {
        this.clock = clock;
        this.kept = kept;
        this.calls = calls;
        this.sessions = sessions;
        this.activity = activity;
    }

    /** What came of the wish for a call. */
    sealed interface Entered {

        record Running(Call call) implements Entered {}

        record Refused(String why, boolean ending) implements Entered {}
    }

    /** Begins a call; one that runs in the conversation is ended first. */
    Entered begin(ConversationId conversation, CallRequest request) throws InterruptedException {
        CallLog log = log(conversation);
        return switch (calls.begin(conversation, request, log)) {
            case Begun.Refused(var why, var ending) -> new Entered.Refused(why, ending);
            case Begun.Stopped() ->
                    new Entered.Refused("Somebody stopped the call before it began.", false);
            case Begun.Running(var live) -> new Entered.Running(enter(new Call(live, log)));
        };
    }

    /** The call with this id; empty when there was none, or it ended a while ago. */
    Optional<Call> find(String id) {
        forgetOld();
        return Optional.ofNullable(known.get(id)).or(() -> calls.find(id).map(this::followed));
    }

    /** The calls of a conversation that can be asked about, the latest first. */
    List<Call> of(ConversationId conversation) {
        forgetOld();
        Stream<Call> running =
                calls.running().stream()
                        .filter(live -> live.facts().conversation().equals(conversation))
                        .map(this::followed);
        Stream<Call> ended =
                known.values().stream()
                        .filter(call -> call.live().facts().conversation().equals(conversation));
        return Stream.concat(running, ended)
                .distinct()
                .sorted(Comparator.comparing((Call c) -> c.live().facts().begunAt()).reversed())
                .toList();
    }

    /** Nobody reads this call's events any more. */
    void left(Call call) {
        call.log().presence().left();
        if (!call.log().holds()) {
            calls.released(call.live().facts().conversation());
        }
    }

    private CallLog log(ConversationId conversation) {
        return new CallLog(conversation, clock, new Presence(PATIENCE, System::nanoTime));
    }

    /** A call that somebody else began is followed from the first time it is asked about. */
    private Call followed(LiveCall live) {
        return known.computeIfAbsent(
                live.facts().id(),
                id -> {
                    ConversationId conversation = live.facts().conversation();
                    var log =
                            new CallLog(
                                    conversation,
                                    clock,
                                    new Presence(Duration.ZERO, System::nanoTime));
                    log.catchUp(id, () -> sessions.watchAfter(conversation, log, 0));
                    return watched(new Call(live, log));
                });
    }

    private Call enter(Call call) {
        forgetOld();
        known.put(call.id(), call); // whoever was quicker to ask about it follows it from outside
        return watched(call);
    }

    private Call watched(Call call) {
        Thread.ofVirtual().name("call-log-" + call.id()).start(() -> watch(call));
        return call;
    }

    private void watch(Call call) {
        ConversationId conversation = call.live().facts().conversation();
        try {
            while (!call.live().awaitEnd(LOOK)) {
                if (!call.log().holds()) {
                    calls.released(conversation);
                }
            }
            activity.unwatch(conversation, call.log());
            calls.released(conversation);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        call.log().end();
    }

    private void forgetOld() {
        var old = clock.instant().minus(kept.atMost());
        List<Call> ended =
                known.values().stream()
                        .filter(call -> call.log().endedAt().isPresent())
                        .sorted(Comparator.comparing((Call c) -> c.log().endedAt().orElseThrow()))
                        .toList();
        for (int i = 0; i < ended.size(); i++) {
            Call call = ended.get(i);
            boolean tooMany = i < ended.size() - kept.most();
            if (tooMany || call.log().endedAt().orElseThrow().isBefore(old)) {
                known.remove(call.id(), call);
            }
        }
    }
}
