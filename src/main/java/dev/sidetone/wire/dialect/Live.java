package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** v3: contexts that are added to, and delegations. */
final class Live implements Dialect {

    private static final int MOST_BYTES = 500;

    private final UnaryOperator<String> channelOf;
    private final boolean sideband;
    private boolean configured;
    private String told = "";
    private final Talk talk = new Talk();
    private final Handoffs handoffs = new Handoffs();

    /**
     * @param channelOf the channel of what the agent says; empty: none
     */
    Live(boolean sideband, UnaryOperator<String> channelOf) {
        this.sideband = sideband;
        this.configured = sideband;
        this.channelOf = channelOf;
    }

    @Override
    public synchronized ObjectNode session(JsonNode session) {
        told = Trees.text(session, "instructions");
        ObjectNode own = Trees.object();
        Trees.copy(session, own, "model", "instructions");
        ObjectNode output = own.putObject("audio").putObject("output");
        Trees.copy(session.path("audio").path("output"), output, "voice");
        ObjectNode delegation = own.putObject("delegation").put("type", "client");
        Trees.copy(session.path("delegation"), delegation, "ack_filler");
        if (!session.path("initial_items").isEmpty()) {
            own.set("initial_items", session.get("initial_items"));
        }
        return own;
    }

    @Override
    public synchronized List<String> write(ClientEvent event) {
        return switch (event) {
            case ClientEvent.SessionUpdate(_, var session) when session.has("instructions") ->
                    configured ? news(session) : List.of(update(session));
            case ClientEvent.AudioAppend(_, var audio) -> List.of(sound(audio));
            case ClientEvent.AudioCommit _ when !sideband -> List.of(sound(Sound.PAUSE));
            case ClientEvent.ItemCreate(_, _, var item) -> item(item);
            default -> List.of();
        };
    }

    private static String sound(String audio) {
        return Trees.typed("input_audio.append").put("audio", audio).toString();
    }

    /**
     * v3 has no word for a change of the instructions: what they have more than before is context.
     */
    private List<String> news(JsonNode session) {
        String all = Trees.text(session, "instructions");
        String news = all.startsWith(told) ? all.substring(told.length()).strip() : all;
        told = all;
        return news.isEmpty() ? List.of() : appends(Trees.typed("session.context.append"), news);
    }

    private String update(JsonNode session) {
        configured = true;
        ObjectNode frame = Trees.typed("session.update");
        frame.set("session", session(session).without("model"));
        return frame.toString();
    }

    private List<String> item(JsonNode item) {
        return switch (handoffs.sort(item)) {
            case Handoffs.Put.Result(var id, var text) -> delegation(id, text);
            case Handoffs.Put.Progress(var id, var text) when !id.isEmpty() -> delegation(id, text);
            case Handoffs.Put.Progress(_, var text) ->
                    appends(
                            Trees.typed("session.context.append").put("channel", "speakable"),
                            text);
            case Handoffs.Put.Message(_, var text) ->
                    appends(Trees.typed("session.context.append"), text);
            case Handoffs.Put.Nothing() -> List.of();
        };
    }

    private List<String> delegation(String id, String text) {
        ObjectNode head = Trees.typed("delegation.context.append").put("delegation_item_id", id);
        String channel = channelOf.apply(text);
        return appends(channel.isEmpty() ? head : head.put("channel", channel), text);
    }

    /** An append takes at most 500 bytes; characters are not cut in two. */
    private static List<String> appends(ObjectNode head, String text) {
        var frames = new ArrayList<String>();
        for (String piece : pieces(text)) {
            ObjectNode frame = head.deepCopy();
            frame.putArray("content").addObject().put("type", "input_text").put("text", piece);
            frames.add(frame.toString());
        }
        return frames;
    }

    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int size = bytesOf(point);
            if (bytes + size > MOST_BYTES) {
                pieces.add(text.substring(from, i));
                from = i;
                bytes = 0;
            }
            bytes += size;
            i += Character.charCount(point);
        }
        pieces.add(text.substring(from));
        return pieces;
    }

    private static int bytesOf(int point) {
        if (point < 0x80) {
            return 1;
        }
        if (point < 0x800) {
            return 2;
        }
        return point < 0x10000 ? 3 : 4;
    }

    @Override
    public synchronized List<ServerEvent> read(String frame) throws WireFormatException {
        JsonNode tree = WireCodec.tree(frame);
        return switch (tree.path("type").asText()) {
            case "session.started" ->
                    List.of(
                            new ServerEvent.SessionCreated(
                                    Trees.text(tree, "event_id"), tree.path("session")));
            case "session.updated" ->
                    List.of(
                            new ServerEvent.SessionUpdated(
                                    Trees.text(tree, "event_id"), tree.path("session")));
            case "output_audio.delta" -> talk.sounded(Trees.text(tree, "audio"));
            case "input_transcript.added" -> talk.userSaid(Trees.text(tree.path("item"), "text"));
            case "output_transcript.added" ->
                    talk.assistantSaid(Trees.text(tree.path("item"), "text"));
            case "turn.done" -> turn(tree.path("turn"));
            case "delegation.created" -> delegation(tree);
            case "error" -> List.of(Faults.read(tree));
            default -> List.of(RealtimeReader.unknown(tree));
        };
    }

    private List<ServerEvent> turn(JsonNode turn) {
        String words = Trees.text(turn, "transcript");
        return switch (Trees.text(turn, "role")) {
            case "user" -> talk.userDone(words);
            case "assistant" -> talk.assistantDone(words);
            default -> List.of();
        };
    }

    private List<ServerEvent> delegation(JsonNode tree) {
        JsonNode item = tree.path("item");
        String id = Trees.text(item, "id");
        if (id.isEmpty() || !Trees.text(item, "target").equals("client")) {
            return List.of(RealtimeReader.unknown(tree));
        }
        var request = new StringBuilder();
        for (JsonNode part : item.path("content")) {
            if (part.path("type").asText().equals("input_text")) {
                request.append(Trees.text(part, "text"));
            }
        }
        handoffs.asked(id);
        return talk.handedOver(id, id, request.toString());
    }
}
