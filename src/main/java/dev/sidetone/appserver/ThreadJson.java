package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.session.Standing;
import java.util.List;

/** Shapes conversations as {@code Thread} objects of the app-server. */
final class ThreadJson {

    private static final String VERSION = "0.1.0";

    static final String PROVIDER = "sidetone";
    static final String SOURCE = "appServer";

    /** What a thread of Codex may have and a conversation has not. */
    private static final List<String> NOT_KEPT =
            List.of(
                    "parentThreadId",
                    "path",
                    "agentNickname",
                    "agentRole",
                    "gitInfo",
                    "section",
                    "sectionEnteredAt",
                    "projectId",
                    "threadSource");

    private ThreadJson() {}

    /** The result of {@code thread/start}, {@code thread/resume} and {@code thread/fork}. */
    static ObjectNode opened(ObjectNode thread, Conversation conversation, String agent) {
        ObjectNode result = Rpc.object();
        result.set("thread", thread);
        result.put("model", agent);
        result.put("modelProvider", PROVIDER);
        result.putNull("serviceTier");
        result.put("cwd", conversation.workspaceRoot());
        result.putArray("instructionSources");
        result.put("approvalPolicy", "on-request");
        result.put("approvalsReviewer", "user");
        result.putObject("sandbox").put("type", "readOnly").put("networkAccess", false);
        result.putNull("reasoningEffort");
        return result;
    }

    static ObjectNode thread(Conversation conversation, List<Item> items, Standing standing) {
        ObjectNode thread = Rpc.object();
        thread.put("id", conversation.id().value());
        thread.put("sessionId", conversation.id().value());
        thread.put(
                "forkedFromId", conversation.forkedFrom().map(ConversationId::value).orElse(null));
        thread.put("preview", conversation.title());
        thread.put("ephemeral", false);
        thread.put("modelProvider", PROVIDER);
        thread.put("createdAt", conversation.createdAt().getEpochSecond());
        thread.put("updatedAt", conversation.updatedAt().getEpochSecond());
        thread.put("recencyAt", conversation.updatedAt().getEpochSecond());
        thread.set("status", status(standing));
        thread.put("cwd", conversation.workspaceRoot());
        thread.put("cliVersion", VERSION);
        thread.put("source", SOURCE);
        thread.put("name", conversation.title().isEmpty() ? null : conversation.title());
        NOT_KEPT.forEach(thread::putNull);
        thread.set("turns", TurnsJson.turns(items));
        return thread;
    }

    static ObjectNode status(Standing standing) {
        ObjectNode status = Rpc.object();
        switch (standing) {
            case NOT_LOADED -> status.put("type", "notLoaded");
            case IDLE -> status.put("type", "idle");
            case ACTIVE -> status.put("type", "active").putArray("activeFlags");
        }
        return status;
    }
}
