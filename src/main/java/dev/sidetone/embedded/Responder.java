package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import dev.sidetone.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Starts and stops responses: at most one for the conversation at a time, and a few out of band
 * beside it. A response whose context still waits for words that were spoken waits too. One thread
 * at a time.
 */
final class Responder {

    private static final int MAX_OUT_OF_BAND = 8;
    private static final double STEP = 0.85;

    private final ConversationItems items;
    private final Outlet out;
    private final Work work;
    private final Playback playback;
    private final Function<Consumer<Optional<String>>, Boolean> whenHeard;
    private final String conversationId = Ids.conversation();
    private final List<ResponseRun> outOfBand = new ArrayList<>();
    private Optional<ResponseRun> active = Optional.empty();
    private Consumer<ResponseRun> onBegin = run -> {};
    private Runnable onOver = () -> {};
    private double pace = 1;
    private boolean spoke;

    /**
     * @param whenHeard takes an action that must wait for pending recognitions, gives false when
     *     there are none to wait for; the action learns why they failed, if they did
     */
    Responder(
            ConversationItems items,
            Outlet out,
            Work work,
            Playback playback,
            Function<Consumer<Optional<String>>, Boolean> whenHeard) {
        this.items = items;
        this.out = out;
        this.work = work;
        this.playback = playback;
        this.whenHeard = whenHeard;
    }

    /** Tells of each response of the conversation, right before it writes or speaks. */
    void onBegin(Consumer<ResponseRun> action) {
        onBegin = action;
    }

    /** Tells when the response of the conversation is over. */
    void onOver(Runnable action) {
        onOver = action;
    }

    Optional<ResponseRun> active() {
        return active;
    }

    /** Whether assistant audio is in the conversation, which locks the voice. */
    boolean spoke() {
        return spoke;
    }

    /**
     * Starts a response.
     *
     * @return what is wrong, if it cannot start
     */
    Optional<WireError> create(ResponseSettings settings) {
        if (settings.inConversation() && active.isPresent()) {
            return refuse(
                    "conversation_already_has_active_response",
                    ("Conversation already has an active response in progress: %s. Wait until the"
                                    + " response is finished before creating a new one.")
                            .formatted(active.get().stream().id()));
        }
        if (!settings.inConversation() && outOfBand.size() >= MAX_OUT_OF_BAND) {
            return refuse(
                    "too_many_responses",
                    "%d out-of-band responses are in progress; wait for one to finish."
                            .formatted(outOfBand.size()));
        }
        start(settings);
        return Optional.empty();
    }

    private void start(ResponseSettings settings) {
        var stream = new ResponseStream(settings, items, conversationId, out);
        var slot = new ResponseRun[1];
        var run = new ResponseRun(stream, work, playback, () -> over(slot[0]));
        slot[0] = run;
        if (settings.inConversation()) {
            active = Optional.of(run);
        } else {
            outOfBand.add(run);
        }
        stream.created();
        boolean waits = whenHeard.apply(failure -> proceed(run, failure));
        if (!waits) {
            proceed(run, Optional.empty());
        }
    }

    private void over(ResponseRun run) {
        spoke |= run.record().totalMs() > 0 && run.stream().settings().inConversation();
        outOfBand.remove(run);
        if (active.filter(run::equals).isPresent()) {
            active = Optional.empty();
            onOver.run();
        }
    }

    private void proceed(ResponseRun run, Optional<String> failure) {
        if (run.stream().done()) {
            return;
        }
        if (failure.isPresent()) {
            run.fail(WireError.server("speech_unavailable", failure.get()));
            return;
        }
        if (run.stream().settings().inConversation()) {
            onBegin.accept(run);
        }
        Reply reply = DialoguePolicy.reply(situation(run.stream().settings()));
        changePace(reply);
        run.perform(reply, pace);
    }

    private Situation situation(ResponseSettings settings) {
        return new Situation(
                context(settings.input()),
                settings.instructions(),
                settings.tools(),
                settings.toolChoice());
    }

    private List<Item> context(JsonNode input) {
        if (!input.isArray()) {
            return items.all();
        }
        List<Item> context = new ArrayList<>();
        for (JsonNode node : input) {
            if (node.path("type").asText().equals("item_reference")) {
                items.find(node.path("id").asText()).ifPresent(context::add);
            } else {
                context.add(item(node));
            }
        }
        return context;
    }

    private static Item item(JsonNode node) {
        try {
            return WireCodec.readItem(node);
        } catch (WireFormatException e) {
            throw new IllegalStateException("an item passed the check and is none", e);
        }
    }

    private void changePace(Reply reply) {
        if (reply instanceof Reply.Say(_, var wanted)) {
            pace =
                    switch (wanted) {
                        case KEEP -> pace;
                        case NORMAL -> 1;
                        case SLOWER -> Math.max(0.6, pace * STEP);
                        case FASTER -> Math.min(1.5, pace / STEP);
                    };
        }
    }

    /** A client's {@code response.cancel}; without an id it means the active response. */
    Optional<WireError> cancel(Optional<String> responseId) {
        Optional<ResponseRun> run =
                responseId.isEmpty()
                        ? active
                        : all().stream()
                                .filter(r -> r.stream().id().equals(responseId.get()))
                                .findFirst();
        if (run.isEmpty()) {
            return refuse(
                    "response_cancel_not_active",
                    "Cancellation failed: no active response found"
                            + responseId.map(id -> " with id " + id).orElse(""));
        }
        run.get().cancel("client_cancelled");
        return Optional.empty();
    }

    /** Ends the active response because the user speaks. */
    void interrupt() {
        active.ifPresent(run -> run.cancel("turn_detected"));
    }

    /** Ends everything, as the session is over. */
    void close() {
        all().forEach(run -> run.cancel("client_cancelled"));
    }

    private List<ResponseRun> all() {
        List<ResponseRun> all = new ArrayList<>(outOfBand);
        active.ifPresent(all::add);
        return all;
    }

    private static Optional<WireError> refuse(String code, String message) {
        return Optional.of(WireError.invalidRequest(code, message, null, null));
    }
}
