package dev.sidetone.embedded;

import dev.sidetone.embedded.SpeechRecognizer.Evidence;
import dev.sidetone.wire.ContentPart;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a session does with what it hears: barge-in, user items, captions and the response to a
 * turn. One thread at a time.
 *
 * <p>A turn becomes an item only when it holds words that are not the assistant's own; otherwise
 * {@code input_audio_buffer.cleared} says that nothing came of it. The order of events is that of
 * the hosted service, with the transcription always before the response, which needs it.
 */
final class TurnTaking implements Ear.Listener {

    private final ConversationItems items;
    private final ItemCommands commands;
    private final Outlet out;
    private final Playback playback;
    private final Supplier<SessionConfig> config;
    private final TurnTimer timer;
    private final Set<String> unheard = new HashSet<>();
    private final List<Consumer<Optional<String>>> waiting = new ArrayList<>();
    private final Responder responder;
    private final Supplier<Boolean> hearing;
    private boolean owed;

    /**
     * @param hearing whether the person speaks right now
     */
    TurnTaking(
            ConversationItems items,
            ItemCommands commands,
            Outlet out,
            Work work,
            Playback playback,
            Supplier<SessionConfig> config,
            Supplier<Boolean> hearing) {
        this.items = items;
        this.commands = commands;
        this.out = out;
        this.playback = playback;
        this.config = config;
        this.hearing = hearing;
        timer = new TurnTimer(work, out);
        responder = new Responder(items, out, work, playback, this::whenHeard);
        responder.onBegin(this::begins);
        responder.onOver(this::over);
    }

    Responder responder() {
        return responder;
    }

    private boolean whenHeard(Consumer<Optional<String>> action) {
        return !unheard.isEmpty() && waiting.add(action);
    }

    private void begins(ResponseRun run) {
        timer.answering();
        run.onFirstAudio(() -> {
            timer.firstAudio(run.stream().id());
            run.itemId().ifPresent(id -> commands.remember(id, run.record()));
        });
    }

    @Override
    public void started(SpokenTurn turn, long audioMs, TurnSettings settings) {
        Optional<Playback.Cut> cut =
                settings.interruptResponse() ? playback.stop() : Optional.empty();
        out.send(new ServerEvent.SpeechStarted(Ids.event(), audioMs, turn.itemId()));
        if (settings.interruptResponse()) {
            Optional<ResponseRun> speaking = responder.active();
            responder.interrupt();
            cut.ifPresent(this::cutOff);
            if (cut.isEmpty() && playback.onLeg()) {
                speaking.ifPresent(this::unheardAnswer);
            }
        }
    }

    /** Tells a WebRTC client, who cannot know, what was played; others tell us. */
    void cutOff(Playback.Cut cut) {
        if (playback.onLeg()) {
            out.send(new ServerEvent.OutputAudioCleared(Ids.event(), cut.responseId()));
            commands.cutTo(cut.itemId(), cut.record(), cut.heardMs());
        }
    }

    private void unheardAnswer(ResponseRun run) {
        run.itemId().ifPresent(id -> commands.cutTo(id, run.record(), 0));
    }

    @Override
    public void caption(SpokenTurn turn, String delta) {
        out.send(new ServerEvent.TranscriptionDelta(Ids.event(), turn.itemId(), 0, delta));
    }

    @Override
    public void stopped(SpokenTurn turn, long audioMs) {
        out.send(new ServerEvent.SpeechStopped(Ids.event(), audioMs, turn.itemId()));
    }

    @Override
    public void trouble(WireError error) {
        out.send(new ServerEvent.ErrorEvent(Ids.event(), error));
    }

    /** A turn that a client commits: its item is there before its text. */
    void committed(Ear.Committed.Done commit) {
        unheard.add(commit.turn().itemId());
        announce(commit.turn().itemId());
        commit.proceed().run();
    }

    /** An item whose words are still in its audio. */
    void expect(String itemId) {
        unheard.add(itemId);
    }

    private void announce(String itemId) {
        Optional<String> previous = items.lastId();
        Item item = item(itemId, Optional.empty());
        items.add(item);
        out.send(new ServerEvent.AudioCommitted(Ids.event(), previous.orElse(null), itemId));
        commands.announce(item, previous);
    }

    private static Item item(String id, Optional<String> transcript) {
        return new Item.Message(
                id,
                Item.COMPLETED,
                "user",
                List.of(new ContentPart.InputAudio(transcript.orElse(null), null)));
    }

    @Override
    public void heard(SpokenTurn turn, Work.Hearing hearing) {
        if (unheard.contains(turn.itemId())) {
            timer.heard(turn);
            itemHeard(turn.itemId(), hearing);
            return;
        }
        switch (hearing) {
            case Work.Hearing.Text(var text, _) when !hasWords(text) || turn.isEcho(text) ->
                    nothing();
            case Work.Hearing.Text(var text, var evidence) -> words(turn, text.strip(), evidence);
            case Work.Hearing.Failed(var reason) -> {
                announce(turn.itemId());
                failed(turn.itemId(), reason);
            }
        }
    }

    private void nothing() {
        out.send(new ServerEvent.AudioCleared(Ids.event()));
        respondIfOwed();
    }

    private void words(SpokenTurn turn, String text, Evidence evidence) {
        timer.heard(turn);
        announce(turn.itemId());
        transcribed(turn.itemId(), text, evidence);
        owed |= config.get().turnDetection().map(TurnSettings::createResponse).orElse(false);
        respondIfOwed();
    }

    private void transcribed(String itemId, String text, Evidence evidence) {
        items.replace(item(itemId, Optional.of(text)));
        if (config.get().transcriptionOn()) {
            out.send(Written.of(itemId, text, evidence, config.get()));
        }
    }

    private void failed(String itemId, String reason) {
        out.send(
                new ServerEvent.TranscriptionFailed(
                        Ids.event(), itemId, 0, WireError.server("speech_unavailable", reason)));
    }

    /** The words of an item that was announced before they were known. */
    void itemHeard(String itemId, Work.Hearing hearing) {
        Optional<String> failure = Optional.empty();
        switch (hearing) {
            case Work.Hearing.Text(var text, var evidence) -> {
                String words = hasWords(text) ? text.strip() : "";
                transcribed(itemId, words, words.isEmpty() ? Evidence.NONE : evidence);
                if (words.isEmpty()) {
                    commands.delete(itemId);
                }
            }
            case Work.Hearing.Failed(var reason) -> {
                failed(itemId, reason);
                failure = Optional.of(reason);
            }
        }
        unheard.remove(itemId);
        release(failure);
    }

    private void release(Optional<String> failure) {
        if (unheard.isEmpty()) {
            List<Consumer<Optional<String>>> now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(action -> action.accept(failure));
        }
    }

    private static boolean hasWords(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private void over() {
        respondIfOwed();
    }

    /** Answers what was said, unless the person is speaking again or an answer is under way. */
    private void respondIfOwed() {
        if (owed && !hearing.get() && responder.active().isEmpty()) {
            owed = false;
            responder.create(ResponseSettings.of(config.get())).ifPresent(this::trouble);
        }
    }

    /** A client's own {@code response.create} answers what was said as well. */
    void answered() {
        owed = false;
    }
}
