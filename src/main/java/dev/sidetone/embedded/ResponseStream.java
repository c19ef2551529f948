package dev.sidetone.embedded;

import dev.sidetone.wire.ContentPart;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.RealtimeResponse;
import dev.sidetone.wire.RealtimeResponse.StatusDetails;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.ServerEvent.Part;
import dev.sidetone.wire.Usage;
import dev.sidetone.wire.WireError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of one response in the order of the protocol, whatever happens: opened items are
 * closed, {@code conversation.item.done} stands before {@code response.output_item.done}, and
 * {@code response.done} comes exactly once, with {@code rate_limits.updated} behind it. One thread
 * at a time; does no I/O of its own.
 */
final class ResponseStream {

    private static final long TOKENS_PER_MINUTE = 1_000_000;

    private final String id = Ids.response();
    private final ResponseSettings settings;
    private final ConversationItems items;
    private final String conversationId;
    private final Outlet out;
    private final List<Item> output = new ArrayList<>();
    private long audioMs;
    private Optional<OpenMessage> open = Optional.empty();
    private boolean done;

    ResponseStream(
            ResponseSettings settings, ConversationItems items, String conversationId, Outlet out) {
        this.settings = settings;
        this.items = items;
        this.conversationId = conversationId;
        this.out = out;
    }

    /** A message whose content part is open. */
    private record OpenMessage(String itemId, int index, boolean audio, StringBuilder words) {}

    String id() {
        return id;
    }

    ResponseSettings settings() {
        return settings;
    }

    boolean done() {
        return done;
    }

    /** The words of the message that is open; empty when none is. */
    String openWords() {
        return open.map(message -> message.words().toString()).orElse("");
    }

    void created() {
        out.send(new ServerEvent.ResponseCreated(Ids.event(), snapshot("in_progress", null, null)));
    }

    /** Opens the assistant's message; its item id is given back. */
    String openMessage(boolean audio) {
        String itemId = Ids.item();
        int index = output.size();
        addItem(index, new Item.Message(itemId, Item.IN_PROGRESS, "assistant", List.of()));
        open = Optional.of(new OpenMessage(itemId, index, audio, new StringBuilder()));
        out.send(
                new ServerEvent.ContentPartAdded(
                        Ids.event(), id, itemId, index, 0, audio ? Part.audio("") : Part.text("")));
        return itemId;
    }

    private void addItem(int index, Item item) {
        output.add(item);
        out.send(new ServerEvent.OutputItemAdded(Ids.event(), id, index, item));
        if (settings.inConversation()) {
            String previous = items.add(item).previousId().orElse(null);
            out.send(new ServerEvent.ItemAdded(Ids.event(), previous, item));
        }
    }

    /** Words of the open message, as text or as transcript. */
    void words(String delta) {
        OpenMessage message = open.orElseThrow();
        message.words().append(delta);
        out.send(
                message.audio()
                        ? new ServerEvent.OutputTranscriptDelta(
                                Ids.event(), id, message.itemId(), message.index(), 0, delta)
                        : new ServerEvent.OutputTextDelta(
                                Ids.event(), id, message.itemId(), message.index(), 0, delta));
    }

    /** Audio of the open message in the output format, base64. */
    void audio(String base64) {
        OpenMessage message = open.orElseThrow();
        out.send(
                new ServerEvent.OutputAudioDelta(
                        Ids.event(), id, message.itemId(), message.index(), 0, base64));
    }

    /** Counts audio that was made for this response, for the usage. */
    void spoke(long ms) {
        audioMs += ms;
    }

    /** Closes the open message, if one is open. */
    void closeMessage(String status) {
        if (open.isEmpty()) {
            return;
        }
        OpenMessage message = open.get();
        open = Optional.empty();
        String words = message.words().toString();
        String itemId = message.itemId();
        int index = message.index();
        if (message.audio()) {
            out.send(new ServerEvent.OutputAudioDone(Ids.event(), id, itemId, index, 0));
            out.send(
                    new ServerEvent.OutputTranscriptDone(Ids.event(), id, itemId, index, 0, words));
        } else {
            out.send(new ServerEvent.OutputTextDone(Ids.event(), id, itemId, index, 0, words));
        }
        Part part = message.audio() ? Part.audio(words) : Part.text(words);
        out.send(new ServerEvent.ContentPartDone(Ids.event(), id, itemId, index, 0, part));
        ContentPart content =
                message.audio()
                        ? new ContentPart.OutputAudio(words, null)
                        : new ContentPart.OutputText(words);
        doneItem(index, new Item.Message(itemId, status, "assistant", List.of(content)));
    }

    private void doneItem(int index, Item item) {
        output.set(index, item);
        if (settings.inConversation()) {
            items.replace(item);
            out.send(new ServerEvent.ItemDone(Ids.event(), null, item));
        }
        out.send(new ServerEvent.OutputItemDone(Ids.event(), id, index, item));
    }

    /** A whole function call, its arguments streamed in pieces. */
    void call(Reply.Call call) {
        String itemId = Ids.item();
        String callId = Ids.functionCall();
        int index = output.size();
        var opened = new Item.FunctionCall(itemId, Item.IN_PROGRESS, call.name(), callId, "");
        addItem(index, opened);
        for (String piece : Pieces.of(call.arguments())) {
            out.send(new ServerEvent.ArgumentsDelta(Ids.event(), id, itemId, index, callId, piece));
        }
        out.send(
                new ServerEvent.ArgumentsDone(
                        Ids.event(), id, itemId, index, callId, call.name(), call.arguments()));
        doneItem(
                index,
                new Item.FunctionCall(
                        itemId, Item.COMPLETED, call.name(), callId, call.arguments()));
    }

    void completed() {
        finish("completed", null);
    }

    /** {@code reason} is {@code turn_detected} or {@code client_cancelled}. */
    void cancelled(String reason) {
        finish("cancelled", new StatusDetails("cancelled", reason, null));
    }

    void incomplete(String reason) {
        finish("incomplete", new StatusDetails("incomplete", reason, null));
    }

    void failed(WireError error) {
        finish("failed", new StatusDetails("failed", null, error));
    }

    private void finish(String status, @Nullable StatusDetails details) {
        if (done) {
            throw new IllegalStateException("response " + id + " ended twice");
        }
        closeMessage(details == null ? Item.COMPLETED : Item.INCOMPLETE);
        done = true;
        Usage usage = usage();
        out.send(new ServerEvent.ResponseDone(Ids.event(), snapshot(status, details, usage)));
        long left = TOKENS_PER_MINUTE - usage.totalTokens();
        out.send(
                new ServerEvent.RateLimitsUpdated(
                        Ids.event(),
                        List.of(
                                new ServerEvent.RateLimit(
                                        "tokens", TOKENS_PER_MINUTE, Math.max(0, left), 0))));
    }

    private Usage usage() {
        long textOut = Tokens.ofItems(output);
        long context = Tokens.ofItems(items.all());
        long textIn = settings.inConversation() ? Math.max(0, context - textOut) : context;
        return Usage.of(textIn, 0, textOut, Tokens.ofSpokenMs(audioMs));
    }

    private RealtimeResponse snapshot(
            String status, @Nullable StatusDetails details, @Nullable Usage usage) {
        return new RealtimeResponse(
                "realtime.response",
                id,
                status,
                details,
                List.copyOf(output),
                settings.inConversation() ? conversationId : null,
                List.of(settings.modality()),
                settings.maxOutputTokens(),
                settings.echo(),
                usage,
                settings.metadata());
    }
}
