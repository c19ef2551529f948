package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guard;
import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.session.Activity;
import dev.sidetone.session.Sessions;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code thread/*}: a thread is a conversation in the store. */
@ApplicationScoped
class ThreadMethods {

    private static final int LONGEST_PAGE = 1_000;

    private final Sessions sessions;
    private final Activity activity;
    private final TranscriptStore store;
    private final Threads threads;
    private final Guard guard;

    @Inject
    ThreadMethods(
            Sessions sessions,
            Activity activity,
            @Guarded TranscriptStore store,
            Threads threads,
            Guard guard) {
        this.activity = activity;
        this.sessions = sessions;
        this.store = store;
        this.threads = threads;
        this.guard = guard;
    }

    Method[] methods() {
        return new Method[] {
            Method.stable("thread/start", this::start),
            Method.stable("thread/resume", this::resume),
            Method.stable("thread/fork", this::fork),
            Method.stable("thread/read", this::read),
            Method.stable("thread/list", this::list),
            Method.stable("thread/loaded/list", this::loaded)
        };
    }

    private JsonNode start(Client client, Params params) throws RpcException {
        if (!client.experimental() && params.has("dynamicTools")) {
            throw RpcException.invalid(
                    "thread/start.dynamicTools requires experimentalApi capability");
        }
        threads.checkOverrides(client, params);
        Conversation created = sessions.create();
        guard.began(created.id());
        return begun(client, created, List.of());
    }

    private JsonNode resume(Client client, Params params) throws RpcException {
        threads.checkOverrides(client, params);
        ConversationId thread = threads.joined(client, params);
        boolean turns = !params.flag("excludeTurns");
        return threads.opened(threads.existing(thread), turns ? store.items(thread) : List.of());
    }

    private JsonNode fork(Client client, Params params) throws RpcException {
        threads.checkOverrides(client, params);
        Conversation from = threads.existing(params.thread());
        Conversation copy =
                store.fork(from.id())
                        .orElseThrow(() ->
                                RpcException.internal(
                                        "The thread cannot be copied now: "
                                                + store.health().text()));
        return begun(client, copy, store.items(copy.id()));
    }

    private JsonNode begun(Client client, Conversation created, List<Item> items) {
        threads.join(client, created.id());
        ObjectNode started = Rpc.object();
        started.set("thread", threads.json(created, List.of()));
        client.tell(new Frame("thread/started", started));
        return threads.opened(created, items);
    }

    private JsonNode read(Client client, Params params) throws RpcException {
        Conversation conversation = threads.existing(params.thread());
        guard.reads(List.of(conversation.id()));
        List<Item> items = params.flag("includeTurns") ? store.items(conversation.id()) : List.of();
        ObjectNode result = Rpc.object();
        result.set("thread", threads.json(conversation, items));
        return result;
    }

    private JsonNode list(Client client, Params params) throws RpcException {
        ConversationPage page = page(params);
        ObjectNode result = Rpc.object();
        var data = result.putArray("data");
        page.conversations()
                .forEach(conversation -> data.add(threads.json(conversation, List.of())));
        result.put("nextCursor", page.next().orElse(null));
        result.putNull("backwardsCursor");
        return result;
    }

    private ConversationPage page(Params params) throws RpcException {
        try {
            ConversationQuery query = ListParams.read(params);
            return ListParams.ours(params)
                    ? store.list(query)
                    : new ConversationPage(List.of(), Optional.empty());
        } catch (IllegalArgumentException e) {
            throw RpcException.undecodable("invalid cursor");
        }
    }

    private JsonNode loaded(Client client, Params params) throws RpcException {
        String after = params.optionalText("cursor").orElse("");
        long limit =
                Math.clamp(params.optionalCount("limit").orElse(LONGEST_PAGE), 1, LONGEST_PAGE);
        List<String> ids =
                activity.loaded().stream()
                        .filter(id -> client.reader().everywhere() || store.findAny(id).isPresent())
                        .map(ConversationId::value)
                        .filter(id -> id.compareTo(after) > 0)
                        .sorted(Comparator.naturalOrder())
                        .limit(limit + 1)
                        .toList();
        ObjectNode result = Rpc.object();
        var data = result.putArray("data");
        ids.stream().limit(limit).forEach(data::add);
        boolean more = ids.size() > limit;
        result.put("nextCursor", more ? ids.get((int) limit - 1) : null);
        return result;
    }
}
