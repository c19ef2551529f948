package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.CallRequest;
import dev.sidetone.session.Notice;
import dev.sidetone.session.TextRole;
import java.util.List;

/**
 * The app-server's contract for those who serve the same calls by another way: one reading of what
 * a client asks for, one writing of what it is told.
 */
public final class Contract {

    private Contract() {}

    /** What a client asks for is not in order. */
    public static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final String where;

        Refused(String where, String words) {
            super(words);
            this.where = where;
        }

        /** The member at fault; empty when it is not one member. */
        public String where() {
            return where;
        }

        /** What is wrong, and what would be right. */
        public String words() {
            return String.valueOf(getMessage());
        }
    }

    /** Something said by keyboard; {@code spoken}: the voice should say it. */
    public record Message(String text, TextRole role, boolean spoken) {}

    /** What {@code thread/realtime/start} would start with these parameters. */
    public static CallRequest call(JsonNode params) throws Refused {
        return read(() -> StartParams.read(new Params(params)));
    }

    /**
     * A text with the rules of {@code thread/realtime/appendText}, or of {@code appendSpeech} when
     * its {@code kind} is {@code say}.
     */
    public static Message message(JsonNode params) throws Refused {
        return read(() -> {
            Params message = new Params(params);
            boolean spoken =
                    message.optionalChoice("kind", List.of("text", "say"))
                            .orElse("text")
                            .equals("say");
            TextRole role = RealtimeMethods.role(message);
            return new Message(RealtimeMethods.textOf(message), role, spoken);
        });
    }

    /** The base64 of a piece of sound, with the rules of {@code thread/realtime/appendAudio}. */
    public static String sound(JsonNode params) throws Refused {
        return read(() -> SoundParams.data(new Params(params)));
    }

    /**
     * What a client is told of a notice: notifications with {@code method}, {@code params} and
     * {@code emittedAtMs}.
     */
    public static List<ObjectNode> told(ConversationId conversation, Notice notice, long nowMs) {
        return NoticeFrames.of(conversation, notice).stream()
                .map(frame -> notification(frame.method(), frame.params(), nowMs))
                .toList();
    }

    /** A notification in the contract's shape. */
    public static ObjectNode notification(String method, JsonNode params, long nowMs) {
        ObjectNode message = Rpc.object().put("method", method);
        message.set("params", params);
        return message.put("emittedAtMs", nowMs);
    }

    private interface Reading<T> {
        T read() throws RpcException;
    }

    private static <T> T read(Reading<T> reading) throws Refused {
        try {
            return reading.read();
        } catch (RpcException e) {
            throw new Refused(e.where(), e.words());
        }
    }
}
