package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.util.List;

/** Shapes conversations as {@code Thread} objects of the app-server. */
final class ThreadJson {

    private static final String VERSION = "0.1.0";

    private ThreadJson() {}

    /** The result of {@code thread/start} and {@code thread/resume}. */
    static ObjectNode opened(Conversation conversation, List<Item> items) {
        ObjectNode result = Rpc.object();
        result.set("thread", thread(conversation, items));
        result.put("model", "guide");
        result.put("modelProvider", "sidetone");
        result.putNull("serviceTier");
        result.put("cwd", conversation.workspaceRoot());
        result.putArray("instructionSources");
        result.put("approvalPolicy", "on-request");
        result.put("approvalsReviewer", "user");
        result.putObject("sandbox").put("type", "readOnly").put("networkAccess", false);
        result.putNull("reasoningEffort");
        return result;
    }

    static ObjectNode thread(Conversation conversation, List<Item> items) {
        ObjectNode thread = Rpc.object();
        thread.put("id", conversation.id().value());
        thread.put("sessionId", conversation.id().value());
        thread.putNull("forkedFromId");
        thread.putNull("parentThreadId");
        thread.put("preview", conversation.title());
        thread.put("ephemeral", false);
        thread.put("modelProvider", "sidetone");
        thread.put("createdAt", conversation.createdAt().getEpochSecond());
        thread.put("updatedAt", conversation.updatedAt().getEpochSecond());
        thread.putObject("status").put("type", "idle");
        thread.putNull("path");
        thread.put("cwd", conversation.workspaceRoot());
        thread.put("cliVersion", VERSION);
        thread.put("source", "appServer");
        thread.putNull("agentNickname");
        thread.putNull("agentRole");
        thread.putNull("gitInfo");
        thread.put("name", conversation.title().isEmpty() ? null : conversation.title());
        thread.set("turns", TurnsJson.turns(items));
        return thread;
    }
}
