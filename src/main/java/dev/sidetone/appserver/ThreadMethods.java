package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.session.Sessions;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** {@code thread/*}: a thread is a conversation in the store. */
@ApplicationScoped
class ThreadMethods {

    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;
    private static final int LONGEST_NAME = 200;

    private final Sessions sessions;
    private final TranscriptStore store;
    private final Threads threads;

    @Inject
    ThreadMethods(Sessions sessions, TranscriptStore store, Threads threads) {
        this.sessions = sessions;
        this.store = store;
        this.threads = threads;
    }

    Method[] methods() {
        return new Method[] {
            Method.stable("thread/start", this::start),
            Method.stable("thread/resume", this::resume),
            Method.stable("thread/read", this::read),
            Method.stable("thread/list", this::list),
            Method.stable("thread/name/set", this::rename)
        };
    }

    private JsonNode start(Client client, Params params) {
        Conversation created = sessions.create();
        threads.join(client, created.id());
        ObjectNode started = Rpc.object();
        started.set("thread", ThreadJson.thread(created, List.of()));
        client.tell(new Frame("thread/started", started));
        return ThreadJson.opened(created, List.of());
    }

    private JsonNode resume(Client client, Params params) throws RpcException {
        ConversationId thread = threads.joined(client, params);
        return ThreadJson.opened(threads.existing(thread), store.items(thread));
    }

    private JsonNode read(Client client, Params params) throws RpcException {
        Conversation conversation = threads.existing(params.thread());
        List<Item> items = params.flag("includeTurns") ? store.items(conversation.id()) : List.of();
        ObjectNode result = Rpc.object();
        result.set("thread", ThreadJson.thread(conversation, items));
        return result;
    }

    private JsonNode list(Client client, Params params) throws RpcException {
        int limit = (int) Math.clamp(params.optionalNumber("limit").orElse(PAGE), 1, LONGEST_PAGE);
        ConversationPage page = page(params, limit);
        ObjectNode result = Rpc.object();
        var data = result.putArray("data");
        page.conversations().stream()
                .filter(conversation -> conversation.items() > 0)
                .forEach(conversation -> data.add(ThreadJson.thread(conversation, List.of())));
        result.put("nextCursor", page.next().orElse(null));
        result.putNull("backwardsCursor");
        return result;
    }

    private ConversationPage page(Params params, int limit) throws RpcException {
        try {
            return store.list(params.optionalText("cursor"), limit);
        } catch (IllegalArgumentException e) {
            throw RpcException.invalid("Invalid request: invalid cursor");
        }
    }

    private JsonNode rename(Client client, Params params) throws RpcException {
        ConversationId thread = threads.joined(client, params);
        String name = params.text("name").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw RpcException.invalid(
                    "Invalid request: a name has 1 to " + LONGEST_NAME + " characters");
        }
        store.retitle(thread, name);
        return Rpc.object();
    }
}
