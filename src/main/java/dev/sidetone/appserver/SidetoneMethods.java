package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.session.Calls;
import dev.sidetone.session.Sessions;
import dev.sidetone.session.TurnDetection;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** {@code sidetone/*}: what our console needs beyond the app-server's methods. */
@ApplicationScoped
class SidetoneMethods {

    private static final int MOST_ITEMS = 500;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Sessions sessions;
    private final Calls calls;
    private final Threads threads;
    private final TranscriptStore store;

    @Inject
    SidetoneMethods(
            Sessions sessions, Calls calls, Threads threads, @Guarded TranscriptStore store) {
        this.sessions = sessions;
        this.calls = calls;
        this.threads = threads;
        this.store = store;
    }

    Method[] methods() {
        return new Method[] {
            Method.stable("sidetone/realtime/interrupt", this::interrupt),
            Method.stable("sidetone/realtime/commit", this::commit),
            Method.stable("sidetone/realtime/clear", this::clear),
            Method.stable("sidetone/realtime/turnDetection", this::turnDetection),
            Method.stable("sidetone/realtime/playback", this::playback),
            Method.stable("sidetone/realtime/resume", this::ring),
            Method.stable("sidetone/resume", this::resume),
            Method.stable("sidetone/items", this::items)
        };
    }

    private JsonNode interrupt(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        return RealtimeMethods.unlessNothingRuns(client, thread, sessions.interrupt(thread));
    }

    private JsonNode commit(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        return RealtimeMethods.unlessNothingRuns(client, thread, sessions.commit(thread));
    }

    private JsonNode clear(Client client, Params params) throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        return RealtimeMethods.unlessNothingRuns(client, thread, sessions.clear(thread));
    }

    private JsonNode turnDetection(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        TurnDetection mode = params.choice("mode", TurnDetection.class);
        return RealtimeMethods.unlessNothingRuns(
                client, thread, sessions.turnDetection(thread, mode));
    }

    private JsonNode playback(Client client, Params params)
            throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        boolean taken = sessions.played(thread, params.text("itemId"), params.number("playedMs"));
        return RealtimeMethods.unlessNothingRuns(client, thread, taken);
    }

    /** Brings a parked call back. */
    private JsonNode ring(Client client, Params params) throws RpcException, InterruptedException {
        ConversationId thread = threads.joined(client, params);
        boolean taken = calls.resume(thread, params.optionalText("sdp"));
        return RealtimeMethods.unlessNothingRuns(client, thread, taken);
    }

    /**
     * For a client that was away: what came after the number it saw last, then all that follows.
     */
    private JsonNode resume(Client client, Params params) throws RpcException {
        ConversationId thread = threads.existing(params.thread()).id();
        long after = params.number("after");
        threads.follows(thread);
        client.learns(thread);
        boolean complete = sessions.watchAfter(thread, client, after);
        threads.forgetIfGone(client);
        return Rpc.object().put("complete", complete);
    }

    /** A page of the journal: an answer that is too long holds up everything behind it. */
    private JsonNode items(Client client, Params params) throws RpcException {
        ConversationId thread = threads.joined(client, params);
        long after = params.optionalNumber("afterSeq").orElse(0);
        int limit =
                (int) Math.clamp(params.optionalCount("limit").orElse(MOST_ITEMS), 1, MOST_ITEMS);
        ObjectNode result = Rpc.object();
        var array = result.putArray("items");
        long characters = 0;
        for (Item item : store.itemsAfter(thread, after, limit + 1)) {
            if (array.size() == limit || characters > MOST_CHARACTERS) {
                return result.put("nextAfterSeq", after);
            }
            array.add(ItemJson.stored(item));
            characters += item.text().length();
            after = item.seq();
        }
        return result;
    }
}
