package dev.sidetone.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.appserver.Contract;
import dev.sidetone.conversation.ConversationId;

/** Says in words that something is not kept any more, and where to look. Pure. */
final class Gap {

    static final String METHOD = "sidetone/gap";

    private Gap() {}

    /** {@code after} was seen, {@code first} is the next one that is kept. */
    static String ofEvents(ConversationId conversation, long after, long first, long nowMs) {
        String message =
                "Events %d to %d are not kept any more; the next one kept is %d. What was final is at %s."
                        .formatted(after + 1, first - 1, first, items(conversation));
        ObjectNode params = params(conversation, "events", first - 1 - after, message);
        return notification(params.put("after", after).put("first", first), nowMs);
    }

    static String ofSound(ConversationId conversation, long missed, long nowMs) {
        String message =
                "%d pieces of sound came faster than they were read and are gone. The words are at %s."
                        .formatted(missed, items(conversation));
        return notification(params(conversation, "sound", missed, message), nowMs);
    }

    /** The call began before anybody followed it here, too long ago to know all of it. */
    static ObjectNode ofBeginning(ConversationId conversation, long nowMs) {
        String message =
                "This call began before it was followed here, and its first events are not kept. What was final is at %s."
                        .formatted(items(conversation));
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("threadId", conversation.value()).put("what", "beginning");
        params.put("message", message).put("transcript", items(conversation));
        return Contract.notification(METHOD, params, nowMs);
    }

    private static ObjectNode params(
            ConversationId conversation, String what, long missed, String message) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.put("threadId", conversation.value()).put("what", what).put("missed", missed);
        return params.put("message", message).put("transcript", items(conversation));
    }

    private static String notification(ObjectNode params, long nowMs) {
        return Contract.notification(METHOD, params, nowMs).toString();
    }

    private static String items(ConversationId conversation) {
        return "/api/v1/conversations/" + conversation + "/items";
    }
}
