package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Notice;
import dev.sidetone.session.Standing;
import dev.sidetone.usage.Cost;
import dev.sidetone.usage.Parked;
import dev.sidetone.usage.Spent;
import java.util.List;
import java.util.OptionalLong;

/** Notices about turns, and those that only our console knows. Pure. */
final class OwnFrames {

    private OwnFrames() {}

    static List<Frame> of(ConversationId thread, Notice notice) {
        ObjectNode params = NoticeFrames.params(thread);
        return switch (notice) {
            case Notice.TurnStarted(var turn) -> {
                params.set("turn", TurnsJson.live(turn));
                yield turn("turn/started", thread, params, Standing.ACTIVE);
            }
            case Notice.TurnCompleted(var turn) -> {
                params.set("turn", TurnsJson.live(turn));
                yield turn("turn/completed", thread, params, Standing.IDLE);
            }
            case Notice.TurnItemStarted(var turnId, var item) -> {
                params.set("item", TurnsJson.item(item));
                yield NoticeFrames.one("item/started", params.put("turnId", turnId));
            }
            case Notice.TurnItemCompleted(var turnId, var item) -> {
                params.set("item", TurnsJson.item(item));
                yield NoticeFrames.one("item/completed", params.put("turnId", turnId));
            }
            case Notice.Caption(var itemId, var text, var last) ->
                    NoticeFrames.one(
                            "sidetone/caption",
                            params.put("itemId", itemId).put("text", text).put("final", last));
            case Notice.StateChanged(var state, var detail) ->
                    NoticeFrames.one(
                            "sidetone/realtime/state",
                            params.put("state", state.wireName()).put("detail", detail));
            case Notice.Stored(var item) -> {
                params.set("item", ItemJson.stored(item));
                yield NoticeFrames.one("sidetone/item", params);
            }
            case Notice.Remark(var message) ->
                    NoticeFrames.one("sidetone/note", params.put("message", message));
            case Notice.RenewalDue(var message) ->
                    NoticeFrames.one(
                            "sidetone/realtime/renewalDue", params.put("message", message));
            case Notice.Ringing(var message) ->
                    NoticeFrames.one("sidetone/realtime/ringing", params.put("message", message));
            case Notice.Used(var callId, var spent) ->
                    NoticeFrames.one(
                            "sidetone/realtime/usage", usage(params.put("callId", callId), spent));
            case Notice.Recording(var callId, var recorded, var message) ->
                    NoticeFrames.one(
                            "sidetone/realtime/recording",
                            params.put("callId", callId)
                                    .put("recorded", recorded)
                                    .put("message", message));
            case Notice.Latency latency ->
                    NoticeFrames.one("sidetone/realtime/latency", latency(params, latency));
            default -> throw new IllegalStateException("no frame for " + notice.getClass());
        };
    }

    private static List<Frame> turn(
            String method, ConversationId thread, ObjectNode params, Standing standing) {
        ObjectNode status = NoticeFrames.params(thread);
        status.set("status", ThreadJson.status(standing));
        return List.of(new Frame("thread/status/changed", status), new Frame(method, params));
    }

    private static ObjectNode latency(ObjectNode params, Notice.Latency latency) {
        params.put("totalMs", latency.totalMs());
        ObjectNode parts = params.putObject("parts");
        put(parts, "endOfTurnMs", latency.endOfTurnMs());
        put(parts, "recognitionMs", latency.recognitionMs());
        put(parts, "answerMs", latency.answerMs());
        put(parts, "synthesisMs", latency.synthesisMs());
        put(parts, "networkMs", latency.networkMs());
        return params;
    }

    /** Money as text: a number of JSON is read as a binary fraction by many. */
    private static ObjectNode usage(ObjectNode params, Spent spent) {
        params.put("inputTokens", spent.tokens().input())
                .put("cachedTokens", spent.tokens().cached().total())
                .put("outputTokens", spent.tokens().out().total())
                .put("ms", spent.millis())
                .put("costUsd", spent.cost().dollars().toPlainString())
                .put("withoutPrice", spent.unpriced())
                .put("free", spent.free())
                .put("text", Cost.text(spent));
        Parked parked = spent.parked();
        params.put("parkedMs", parked.millis())
                .put(
                        "savedUsd",
                        parked.saved().map(saved -> saved.dollars().toPlainString()).orElse(""))
                .put("parkedText", parked.text());
        return params;
    }

    private static void put(ObjectNode parts, String name, OptionalLong value) {
        if (value.isPresent()) {
            parts.put(name, value.getAsLong());
        } else {
            parts.putNull(name);
        }
    }
}
