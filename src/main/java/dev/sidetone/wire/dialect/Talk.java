package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.RealtimeResponse;
import dev.sidetone.wire.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives the bare words and sounds of v1 and v3 the items and responses that v2 has. Ids are unique
 * over calls, because items are kept under them. A server that says where a side's words end is
 * believed; until one has, the words of the other side end them.
 */
final class Talk {

    private static final String NO_EVENT = "";

    private final String call = UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    private final Strand user = new Strand("user_" + call + "_");
    private final Strand assistant = new Strand("said_" + call + "_");
    private boolean userSince = true;
    private boolean userEnds;
    private boolean assistantEnds;
    private boolean responding;

    List<ServerEvent> userSaid(String delta) {
        var events = new ArrayList<ServerEvent>();
        if (delta.isEmpty()) {
            return events;
        }
        if (!userSince && !userEnds) {
            cutUser(events);
        }
        if (!user.open() && !assistantEnds) {
            cutAssistant(events);
        }
        userSince = true;
        user.add(delta);
        events.add(new ServerEvent.TranscriptionDelta(NO_EVENT, user.id(), 0, delta));
        return events;
    }

    List<ServerEvent> userDone(String whole) {
        var events = new ArrayList<ServerEvent>();
        userEnds = true;
        String rest = user.rest(whole);
        if (!rest.isEmpty()) {
            user.begin();
            userSince = true;
            events.add(recognised(rest));
        }
        user.end();
        return events;
    }

    List<ServerEvent> assistantSaid(String delta) {
        var events = new ArrayList<ServerEvent>();
        if (delta.isEmpty()) {
            return events;
        }
        beginAnswer(events);
        assistant.add(delta);
        events.add(
                new ServerEvent.OutputTranscriptDelta(
                        NO_EVENT, response(), assistant.id(), 0, 0, delta));
        return events;
    }

    List<ServerEvent> assistantDone(String whole) {
        var events = new ArrayList<ServerEvent>();
        assistantEnds = true;
        if (!userEnds) {
            cutUser(events);
        }
        String rest = assistant.rest(whole);
        if (!rest.isEmpty()) {
            beginAnswer(events);
            events.add(finished(rest));
        }
        endAnswer(events);
        assistant.end();
        return events;
    }

    /** Sound that trails its words belongs to the item of the words. */
    List<ServerEvent> sounded(String base64) {
        var events = new ArrayList<ServerEvent>();
        if (base64.isEmpty()) {
            return events;
        }
        if (userSince) {
            beginAnswer(events);
        }
        events.add(
                new ServerEvent.OutputAudioDelta(
                        NO_EVENT, response(), assistant.id(), 0, 0, base64));
        return events;
    }

    /** The words that led to it are complete when it is asked for. */
    List<ServerEvent> handedOver(String handoffId, String itemId, String request) {
        var events = new ArrayList<ServerEvent>();
        cutUser(events);
        ObjectNode arguments = Trees.object().put("input_transcript", request);
        events.add(
                new ServerEvent.ItemDone(
                        NO_EVENT,
                        null,
                        new Item.FunctionCall(
                                itemId,
                                Item.COMPLETED,
                                Handoffs.AGENT,
                                handoffId,
                                arguments.toString())));
        return events;
    }

    private void beginAnswer(List<ServerEvent> events) {
        if (assistant.open()) {
            return;
        }
        assistant.begin();
        userSince = false;
        if (!responding) {
            responding = true;
            events.add(new ServerEvent.ResponseCreated(NO_EVENT, response("in_progress")));
        }
        var message = new Item.Message(assistant.id(), Item.IN_PROGRESS, "assistant", List.of());
        events.add(new ServerEvent.OutputItemAdded(NO_EVENT, response(), 0, message));
    }

    private void cutUser(List<ServerEvent> events) {
        if (user.open()) {
            events.add(recognised(user.cut()));
        }
    }

    private void cutAssistant(List<ServerEvent> events) {
        if (assistant.open()) {
            String said = assistant.cut();
            if (!said.isBlank()) {
                events.add(finished(said));
            }
            endAnswer(events);
        }
    }

    private void endAnswer(List<ServerEvent> events) {
        if (responding) {
            responding = false;
            events.add(new ServerEvent.ResponseDone(NO_EVENT, response("completed")));
        }
    }

    private ServerEvent recognised(String words) {
        return new ServerEvent.TranscriptionCompleted(
                NO_EVENT, user.id(), 0, words, null, null, null);
    }

    private ServerEvent finished(String words) {
        return new ServerEvent.OutputTranscriptDone(
                NO_EVENT, response(), assistant.id(), 0, 0, words);
    }

    private String response() {
        return "resp_" + assistant.id();
    }

    private RealtimeResponse response(String status) {
        return new RealtimeResponse(
                null, response(), status, null, List.of(), null, null, null, null, null, null);
    }
}
