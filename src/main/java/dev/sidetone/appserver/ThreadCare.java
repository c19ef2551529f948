package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Activity;
import dev.sidetone.session.Standing;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** {@code thread/*} that changes a thread's name or place, and who hears of it. */
@ApplicationScoped
class ThreadCare {

    private static final int LONGEST_NAME = 200;

    private final Activity activity;
    private final TranscriptStore store;
    private final Threads threads;
    private final Clients clients;

    @Inject
    ThreadCare(
            Activity activity, @Guarded TranscriptStore store, Threads threads, Clients clients) {
        this.activity = activity;
        this.store = store;
        this.threads = threads;
        this.clients = clients;
    }

    Method[] methods() {
        return new Method[] {
            Method.stable("thread/name/set", this::rename),
            Method.stable("thread/archive", this::archive),
            Method.stable("thread/unarchive", this::unarchive),
            Method.stable("thread/unsubscribe", this::unsubscribe)
        };
    }

    private JsonNode rename(Client client, Params params) throws RpcException {
        Conversation conversation = threads.existing(params.thread());
        ConversationId thread = conversation.id();
        String name = params.text("name").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw RpcException.undecodable("a name has 1 to " + LONGEST_NAME + " characters");
        }
        store.retitle(thread, name);
        clients.tell(
                conversation.workspace(),
                new Frame(
                        "thread/name/updated",
                        NoticeFrames.params(thread).put("threadName", name)));
        return Rpc.object();
    }

    private JsonNode archive(Client client, Params params)
            throws RpcException, InterruptedException {
        Conversation conversation = threads.existing(params.thread());
        ConversationId thread = conversation.id();
        activity.stopAll(thread);
        store.archive(thread, true);
        clients.tell(
                conversation.workspace(),
                new Frame("thread/archived", NoticeFrames.params(thread)));
        return Rpc.object();
    }

    private JsonNode unarchive(Client client, Params params) throws RpcException {
        Conversation conversation = threads.existing(params.thread());
        ConversationId thread = conversation.id();
        store.archive(thread, false);
        clients.tell(
                conversation.workspace(),
                new Frame("thread/unarchived", NoticeFrames.params(thread)));
        ObjectNode result = Rpc.object();
        result.set("thread", threads.json(threads.existing(thread), List.of()));
        return result;
    }

    private JsonNode unsubscribe(Client client, Params params) throws RpcException {
        ConversationId thread = threads.existing(params.thread()).id();
        boolean loaded = activity.standing(thread) != Standing.NOT_LOADED;
        boolean knew = client.knows(thread);
        client.unlearns(thread);
        activity.unwatch(thread, client);
        return Rpc.object()
                .put("status", knew ? "unsubscribed" : loaded ? "notSubscribed" : "notLoaded");
    }
}
