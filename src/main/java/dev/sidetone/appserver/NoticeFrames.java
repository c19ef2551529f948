package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Notice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes notices as notifications of the app-server protocol. Pure. */
final class NoticeFrames {

    private static final String STARTED = "thread/realtime/item/started";
    private static final String COMPLETED = "thread/realtime/item/completed";

    private NoticeFrames() {}

    static List<Frame> of(ConversationId thread, Notice notice) {
        return switch (notice) {
            case Notice.CallStarted started -> callStarted(thread, started);
            case Notice.Answer(var sdp) ->
                    one("thread/realtime/sdp", params(thread).put("sdp", sdp));
            case Notice.ItemAdded(var item) -> {
                ObjectNode params = params(thread);
                params.set("item", item);
                yield one("thread/realtime/itemAdded", params);
            }
            case Notice.WordsStarted words ->
                    one(
                            STARTED,
                            segment(
                                    thread,
                                    words.sessionId(),
                                    words.itemId(),
                                    words.speaker(),
                                    ""));
            case Notice.WordsDelta words -> wordsDelta(thread, words);
            case Notice.WordsDone words -> wordsDone(thread, words);
            case Notice.OutputAudio(var itemId, var data) -> outputAudio(thread, itemId, data);
            case Notice.CallError(var message, var code) -> callError(thread, message, code);
            case Notice.CallClosed closed -> callClosed(thread, closed);
            case Notice.BadRequest(var message) -> badRequest(thread, message);
            default -> OwnFrames.of(thread, notice);
        };
    }

    static List<Frame> one(String method, ObjectNode params) {
        return List.of(new Frame(method, params));
    }

    static ObjectNode params(ConversationId thread) {
        return Rpc.object().put("threadId", thread.value());
    }

    private static List<Frame> callStarted(ConversationId thread, Notice.CallStarted call) {
        ObjectNode begun = mark(thread, call.callId(), call.sessionId(), "realtimeSessionStarted");
        return List.of(
                new Frame(STARTED, begun),
                new Frame(COMPLETED, begun),
                new Frame(
                        "thread/realtime/started",
                        params(thread)
                                .put("realtimeSessionId", orNull(call.sessionId()))
                                .put("version", call.version())));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<Frame> callClosed(ConversationId thread, Notice.CallClosed closed) {
        var frame =
                new Frame(
                        "thread/realtime/closed",
                        params(thread).put("reason", closed.reason().wireName()));
        if (closed.callId().isEmpty()) {
            return List.of(frame);
        }
        String outcome = closed.failed() ? "failed" : "ended";
        ObjectNode started =
                mark(thread, closed.callId(), closed.sessionId(), "realtimeSessionClosed");
        started.withObject("/item").put("outcome", outcome);
        return List.of(new Frame(STARTED, started), new Frame(COMPLETED, started), frame);
    }

    private static ObjectNode mark(
            ConversationId thread, String callId, String session, String type) {
        ObjectNode params = params(thread);
        params.putObject("item")
                .put("id", callId + "-" + type)
                .put("realtimeSessionId", session)
                .put("type", type);
        return params;
    }

    private static List<Frame> wordsDelta(ConversationId thread, Notice.WordsDelta words) {
        return List.of(
                new Frame(
                        "thread/realtime/item/transcript/delta",
                        params(thread).put("itemId", words.itemId()).put("delta", words.delta())),
                new Frame(
                        "thread/realtime/transcript/delta",
                        params(thread)
                                .put("role", words.speaker().wireName())
                                .put("delta", words.delta())));
    }

    private static List<Frame> wordsDone(ConversationId thread, Notice.WordsDone words) {
        return List.of(
                new Frame(
                        COMPLETED,
                        segment(
                                thread,
                                words.sessionId(),
                                words.itemId(),
                                words.speaker(),
                                words.text())),
                new Frame(
                        "thread/realtime/transcript/done",
                        params(thread)
                                .put("role", words.speaker().wireName())
                                .put("text", words.text())));
    }

    private static ObjectNode segment(
            ConversationId thread,
            String session,
            String itemId,
            Notice.Speaker speaker,
            String text) {
        ObjectNode params = params(thread);
        params.putObject("item")
                .put("id", itemId)
                .put("realtimeSessionId", session)
                .put("type", "transcriptSegment")
                .put("role", speaker.wireName())
                .put("text", text);
        return params;
    }

    private static List<Frame> outputAudio(ConversationId thread, String itemId, String data) {
        ObjectNode params = params(thread);
        ObjectNode audio = params.putObject("audio").put("data", data);
        audio.put("sampleRate", 24_000).put("numChannels", 1);
        audio.putNull("samplesPerChannel").put("itemId", itemId);
        return one("thread/realtime/outputAudio/delta", params);
    }

    /** {@code code} is ours: it tells the console what to do, for example another transport. */
    private static List<Frame> callError(ConversationId thread, String message, String code) {
        ObjectNode params = params(thread).put("message", message);
        if (!code.isEmpty()) {
            params.put("code", code);
        }
        return one("thread/realtime/error", params);
    }

    private static List<Frame> badRequest(ConversationId thread, String message) {
        ObjectNode params = params(thread);
        params.putObject("error")
                .put("message", message)
                .put("codexErrorInfo", "badRequest")
                .putNull("additionalDetails");
        params.put("willRetry", false).put("turnId", "");
        return one("error", params);
    }
}
