package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireFormatException;
import java.util.List;

/** v1: a model that listens and speaks at once, without responses and without tools. */
final class Quicksilver implements Dialect {

    private static final String NO_HANDOFF = "codex";
    private static final String FINAL = "\"Agent Final Message\":\n\n";

    private final boolean sideband;
    private final Talk talk = new Talk();
    private final Handoffs handoffs = new Handoffs();
    private ObjectNode known = Trees.object();

    Quicksilver(boolean sideband) {
        this.sideband = sideband;
    }

    @Override
    public ObjectNode session(JsonNode session) {
        ObjectNode own = Trees.typed("quicksilver");
        Trees.copy(session, own, "model", "instructions");
        ObjectNode audio = own.putObject("audio");
        Trees.copy(session.path("audio").path("input"), audio.putObject("input"), "format");
        Trees.copy(session.path("audio").path("output"), audio.putObject("output"), "voice");
        return own;
    }

    /** Of what can change in a session v1 takes the instructions only, and those with the rest. */
    @Override
    public synchronized List<String> write(ClientEvent event) {
        return switch (event) {
            case ClientEvent.SessionUpdate(_, var session) when session.has("instructions") ->
                    List.of(update(session));
            case ClientEvent.AudioAppend(_, var audio) -> List.of(sound(audio));
            case ClientEvent.AudioCommit _ when !sideband -> List.of(sound(Sound.PAUSE));
            case ClientEvent.ItemCreate(_, _, var item) -> item(item);
            default -> List.of();
        };
    }

    private static String sound(String audio) {
        return Trees.typed("input_audio_buffer.append").put("audio", audio).toString();
    }

    private String update(JsonNode session) {
        known = Trees.merged(known, session);
        ObjectNode frame = Trees.typed("session.update");
        frame.set("session", session(known).without("model"));
        return frame.toString();
    }

    private List<String> item(JsonNode item) {
        return switch (handoffs.sort(item)) {
            case Handoffs.Put.Result(var id, var text) -> List.of(append(id, FINAL + text));
            case Handoffs.Put.Progress(var id, var text) ->
                    List.of(append(id.isEmpty() ? NO_HANDOFF : id, text));
            case Handoffs.Put.Message(var role, var text) -> List.of(message(role, text));
            case Handoffs.Put.Nothing() -> List.of();
        };
    }

    private static String append(String handoffId, String text) {
        return Trees.typed("conversation.handoff.append")
                .put("handoff_id", handoffId)
                .put("output_text", text)
                .toString();
    }

    private static String message(String role, String text) {
        ObjectNode frame = Trees.typed("conversation.item.create");
        ObjectNode item = frame.putObject("item").put("type", "message").put("role", role);
        item.putArray("content")
                .addObject()
                .put("type", role.equals("assistant") ? "output_text" : "input_text")
                .put("text", text);
        return frame.toString();
    }

    @Override
    public synchronized List<ServerEvent> read(String frame) throws WireFormatException {
        JsonNode tree = WireCodec.tree(frame);
        return switch (tree.path("type").asText()) {
            case "conversation.output_audio.delta" -> talk.sounded(Sound.standard(tree));
            case "conversation.input_transcript.delta",
                    "conversation.item.input_audio_transcription.delta" ->
                    talk.userSaid(Trees.text(tree, "delta"));
            case "conversation.input_transcript.turn_marked",
                    "conversation.item.input_audio_transcription.completed" ->
                    talk.userDone(Trees.text(tree, "transcript"));
            case "conversation.output_transcript.delta",
                    "response.output_text.delta",
                    "response.output_audio_transcript.delta" ->
                    talk.assistantSaid(Trees.text(tree, "delta"));
            case "response.output_audio_transcript.done" ->
                    talk.assistantDone(Trees.text(tree, "transcript"));
            case "conversation.handoff.requested" -> handoff(tree);
            case "error" -> List.of(Faults.read(tree));
            case "session.created", "session.updated", "conversation.item.added" ->
                    new RealtimeReader().read(tree);
            default -> List.of(RealtimeReader.unknown(tree));
        };
    }

    private List<ServerEvent> handoff(JsonNode tree) {
        String id = Trees.text(tree, "handoff_id");
        if (id.isEmpty() || !tree.path("input_transcript").isTextual()) {
            return List.of(RealtimeReader.unknown(tree));
        }
        handoffs.asked(id);
        String item = Trees.text(tree, "item_id");
        return talk.handedOver(
                id, item.isEmpty() ? id : item, Trees.text(tree, "input_transcript"));
    }
}
