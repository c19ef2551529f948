package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guard;
import dev.sidetone.access.Guarded;
import dev.sidetone.config.Settings;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.session.Activity;
import dev.sidetone.session.Sessions;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the thread a request names, subscribes its client, and shapes it. */
@ApplicationScoped
class Threads {

    private static final List<String> SANDBOXES =
            List.of("read-only", "workspace-write", "danger-full-access");

    private final TranscriptStore store;
    private final Sessions sessions;
    private final Activity activity;
    private final Path workspace;
    private final Guard guard;

    @Inject
    Threads(
            @Guarded TranscriptStore store,
            Sessions sessions,
            Activity activity,
            Settings settings,
            Guard guard) {
        this.activity = activity;
        this.store = store;
        this.sessions = sessions;
        this.guard = guard;
        this.workspace = settings.workspace();
    }

    /** The thread must exist; from then on the client hears of it. */
    ConversationId joined(Client client, Params params) throws RpcException {
        ConversationId thread = params.thread();
        if (!client.knows(thread)) {
            existing(thread);
            join(client, thread);
        }
        return thread;
    }

    Conversation existing(ConversationId thread) throws RpcException {
        return store.find(thread)
                .orElseThrow(() -> RpcException.invalid("thread not found: " + thread));
    }

    /** From now on whoever asks hears of it, in whichever way. */
    void follows(ConversationId thread) {
        guard.follows(thread);
    }

    void join(Client client, ConversationId thread) {
        guard.follows(thread);
        client.learns(thread);
        sessions.watch(thread, client);
        forgetIfGone(client);
    }

    /** A client that went while it was served: it was forgotten before this was done for it. */
    void forgetIfGone(Client client) {
        if (client.gone()) {
            sessions.forget(client);
        }
    }

    ObjectNode json(Conversation conversation, List<Item> items) {
        return ThreadJson.thread(conversation, items, activity.standing(conversation.id()));
    }

    ObjectNode opened(Conversation conversation, List<Item> items) {
        return ThreadJson.opened(
                json(conversation, items), conversation, sessions.agentId().orElse("none"));
    }

    /**
     * What a client may ask of a new or resumed thread. The service is about one workspace; the
     * agent and its limits come from the configuration and are named in the answer.
     */
    void checkOverrides(Client client, Params params) throws RpcException {
        checkApprovals(client, params);
        params.optionalText("model");
        params.optionalText("modelProvider");
        params.optionalFlag("ephemeral");
        params.optionalChoice("sandbox", SANDBOXES);
        Optional<String> cwd = params.optionalText("cwd");
        if (cwd.isPresent() && !within(cwd.get())) {
            throw RpcException.invalid(
                    "This service works in %s, not in %s. Leave `cwd` out, or start a service there with SIDETONE_WORKSPACE=%s."
                            .formatted(workspace, cwd.get(), cwd.get()));
        }
    }

    /** A part of stable methods that only clients may use that take experimental parts. */
    static void checkApprovals(Client client, Params params) throws RpcException {
        if (!client.experimental() && params.tree().path("approvalPolicy").has("granular")) {
            throw RpcException.invalid(
                    "askForApproval.granular requires experimentalApi capability");
        }
    }

    private boolean within(String folder) {
        try {
            return Path.of(folder).toAbsolutePath().normalize().startsWith(workspace);
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
