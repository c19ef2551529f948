package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One embedded session without any I/O: takes client events, audio and what the media leg tells,
 * gives server events. All randomness is in ids and all waiting in {@link Work}, so a test can walk
 * it step by step. One thread at a time.
 */
final class SessionCore {

    private final Outlet out;
    private final ConversationItems items = new ConversationItems();
    private final ItemCommands commands;
    private final Playback playback;
    private final Ear ear;
    private final TurnTaking turns;
    private SessionConfig config;

    SessionCore(SessionConfig config, Optional<MediaLeg> leg, Work work, Outlet out) {
        this.config = config;
        this.out = out;
        commands = new ItemCommands(items, out);
        playback = new Playback(leg, work);
        var hearing = new HearingState();
        turns =
                new TurnTaking(
                        items, commands, out, work, playback, this::config, () -> hearing.now());
        ear = new Ear(work, playback, this::config, turns);
        hearing.ear = Optional.of(ear);
    }

    /** Ties the two halves together that need each other. */
    private static final class HearingState {
        private Optional<Ear> ear = Optional.empty();

        boolean now() {
            return ear.map(Ear::hearing).orElse(false);
        }
    }

    SessionConfig config() {
        return config;
    }

    /** The event that greets a peer. */
    ServerEvent greeting() {
        return new ServerEvent.SessionCreated(Ids.event(), config.tree());
    }

    /** Handles one event; an error goes to {@code sender} alone, with the event's own id. */
    void handle(ClientEvent event, Consumer<ServerEvent> sender) {
        answer(event, sender)
                .map(error -> error.withEventId(event.eventId()))
                .ifPresent(error -> sender.accept(new ServerEvent.ErrorEvent(Ids.event(), error)));
    }

    private Optional<WireError> answer(ClientEvent event, Consumer<ServerEvent> sender) {
        return switch (event) {
            case ClientEvent.SessionUpdate update -> update(update);
            case ClientEvent.ItemCreate create -> create(create);
            case ClientEvent.ItemRetrieve retrieve ->
                    new ItemCommands(items, sender::accept).retrieve(retrieve.itemId());
            case ClientEvent.ItemDelete delete -> commands.delete(delete.itemId());
            case ClientEvent.ItemTruncate truncate -> truncate(truncate);
            case ClientEvent.ResponseCreate create -> respond(create);
            case ClientEvent.ResponseCancel cancel ->
                    turns.responder().cancel(Optional.ofNullable(cancel.responseId()));
            case ClientEvent.OutputAudioClear _ -> clearOutput();
            case ClientEvent.AudioAppend append -> append(append.audio());
            case ClientEvent.AudioCommit _ -> commit();
            case ClientEvent.AudioClear _ -> clearInput();
            case ClientEvent.Unknown _ -> Optional.empty();
        };
    }

    private Optional<WireError> update(ClientEvent.SessionUpdate event) {
        return switch (config.apply(event.session(), turns.responder().spoke())) {
            case SessionConfig.Update.Refused(var error) -> Optional.of(error);
            case SessionConfig.Update.Accepted(var accepted) -> {
                boolean detection =
                        config.turnDetection().isPresent() == accepted.turnDetection().isPresent();
                config = accepted;
                if (!detection) {
                    ear.clear();
                }
                out.send(new ServerEvent.SessionUpdated(Ids.event(), config.tree()));
                yield Optional.empty();
            }
        };
    }

    private Optional<WireError> respond(ClientEvent.ResponseCreate event) {
        if (config.writesDown()) {
            return Optional.of(
                    WireError.invalidRequest(
                            "invalid_event_for_session",
                            "A session of type 'transcription' gives no responses; use a session of type 'realtime'.",
                            "type",
                            null));
        }
        JsonNode response = event.response();
        ResponseSettings settings =
                response == null
                        ? ResponseSettings.of(config)
                        : ResponseSettings.of(config, response);
        if (settings.inConversation()) {
            turns.answered();
        }
        return turns.responder().create(settings);
    }

    private Optional<WireError> create(ClientEvent.ItemCreate event) {
        Optional<short[]> audio;
        try {
            audio = wordlessAudio(event.item());
        } catch (IllegalArgumentException _) {
            return notBase64("item.content.audio");
        }
        return switch (commands.create(event)) {
            case ItemCommands.Created.Refused(var error) -> Optional.of(error);
            case ItemCommands.Created.Done(var item) -> {
                audio.ifPresent(pcm -> hear(item, pcm));
                yield Optional.empty();
            }
        };
    }

    /** The audio of a user item that has no words yet. */
    private Optional<short[]> wordlessAudio(JsonNode item) {
        for (JsonNode part : item.path("content")) {
            boolean wordless = part.path("transcript").asText("").isBlank();
            if (part.path("type").asText().equals("input_audio")
                    && wordless
                    && part.path("audio").isTextual()) {
                byte[] bytes = Base64.getDecoder().decode(part.path("audio").asText());
                return Optional.of(config.inputFormat().decode(bytes));
            }
        }
        return Optional.empty();
    }

    private void hear(Item item, short[] pcm) {
        String id = String.valueOf(item.id());
        turns.expect(id);
        ear.hearItem(pcm, config.inputFormat().rate(), result -> turns.itemHeard(id, result));
    }

    private Optional<WireError> truncate(ClientEvent.ItemTruncate event) {
        playback.truncated(event.itemId());
        return commands.truncate(event.itemId(), event.contentIndex(), event.audioEndMs());
    }

    private Optional<WireError> append(String base64) {
        if (playback.onLeg()) {
            return Optional.of(
                    WireError.invalidRequest(
                            "invalid_event_for_transport",
                            "The audio of a WebRTC call comes over its audio track, not by"
                                    + " 'input_audio_buffer.append'.",
                            "type",
                            null));
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            ear.append(config.inputFormat().decode(bytes), config.inputFormat().rate());
            return Optional.empty();
        } catch (IllegalArgumentException _) {
            return notBase64("audio");
        }
    }

    private static Optional<WireError> notBase64(String param) {
        return Optional.of(
                WireError.invalidRequest(
                        "invalid_value",
                        "'" + param + "' must be base64 of audio in the session's input format.",
                        param,
                        null));
    }

    private Optional<WireError> commit() {
        return switch (ear.commit()) {
            case Ear.Committed.Refused(var error) -> Optional.of(error);
            case Ear.Committed.Done done -> {
                turns.committed(done);
                yield Optional.empty();
            }
        };
    }

    private Optional<WireError> clearInput() {
        ear.clear();
        out.send(new ServerEvent.AudioCleared(Ids.event()));
        return Optional.empty();
    }

    private Optional<WireError> clearOutput() {
        if (!playback.onLeg()) {
            return Optional.of(
                    WireError.invalidRequest(
                            "invalid_event_for_transport",
                            "'output_audio_buffer.clear' is for WebRTC calls; over a WebSocket the"
                                    + " client holds the audio and truncates the item.",
                            "type",
                            null));
        }
        playback.stop().ifPresent(turns::cutOff);
        return Optional.empty();
    }

    /** Audio of the person from the media leg. */
    void audio(short[] pcm, int rate) {
        ear.append(pcm, rate);
    }

    /** The media leg began to play the item. */
    void playing(String itemId) {
        playback.responseOf(itemId)
                .ifPresent(id -> out.send(new ServerEvent.OutputAudioStarted(Ids.event(), id)));
    }

    /** The media leg played all of the item. */
    void played(String itemId) {
        Optional<String> response = playback.responseOf(itemId);
        playback.played(itemId);
        response.ifPresent(id -> out.send(new ServerEvent.OutputAudioStopped(Ids.event(), id)));
    }

    /** The session is over: what is open is closed in order. */
    void close() {
        turns.responder().close();
        ear.close();
    }
}
