package dev.sidetone.embedded;

import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One embedded session without any I/O: takes client events, gives server events. All randomness is
 * in ids and all waiting in {@link Work}, so a test can walk it step by step. One thread at a time.
 */
final class SessionCore {

    private final Outlet out;
    private final ConversationItems items = new ConversationItems();
    private final ItemCommands commands;
    private final Playback playback;
    private final Responder responder;
    private SessionConfig config;

    SessionCore(SessionConfig config, Optional<MediaLeg> leg, Work work, Outlet out) {
        this.config = config;
        this.out = out;
        commands = new ItemCommands(items, out);
        playback = new Playback(leg, work);
        responder = new Responder(items, out, work, playback, action -> false);
        responder.onBegin(run -> run.onFirstAudio(() -> remember(run)));
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
                .ifPresent(error ->
                        sender.accept(
                                new ServerEvent.ErrorEvent(
                                        Ids.event(), error.withEventId(event.eventId()))));
    }

    private Optional<WireError> answer(ClientEvent event, Consumer<ServerEvent> sender) {
        return switch (event) {
            case ClientEvent.SessionUpdate update -> update(update);
            case ClientEvent.ItemCreate create -> create(create);
            case ClientEvent.ItemRetrieve retrieve ->
                    new ItemCommands(items, sender::accept).retrieve(retrieve.itemId());
            case ClientEvent.ItemDelete delete -> commands.delete(delete.itemId());
            case ClientEvent.ItemTruncate truncate -> truncate(truncate);
            case ClientEvent.ResponseCreate create ->
                    responder.create(
                            create.response() == null
                                    ? ResponseSettings.of(config)
                                    : ResponseSettings.of(config, create.response()));
            case ClientEvent.ResponseCancel cancel ->
                    responder.cancel(Optional.ofNullable(cancel.responseId()));
            case ClientEvent.OutputAudioClear _ -> clearOutput();
            case ClientEvent.AudioAppend _, ClientEvent.AudioCommit _, ClientEvent.AudioClear _ ->
                    Optional.of(
                            WireError.server("speech_unavailable", "Audio input is not ready."));
            case ClientEvent.Unknown _ -> Optional.empty();
        };
    }

    private Optional<WireError> update(ClientEvent.SessionUpdate event) {
        return switch (config.apply(event.session(), responder.spoke())) {
            case SessionConfig.Update.Refused(var error) -> Optional.of(error);
            case SessionConfig.Update.Accepted(var accepted) -> {
                config = accepted;
                out.send(new ServerEvent.SessionUpdated(Ids.event(), config.tree()));
                yield Optional.empty();
            }
        };
    }

    private Optional<WireError> create(ClientEvent.ItemCreate event) {
        return switch (commands.create(event)) {
            case ItemCommands.Created.Refused(var error) -> Optional.of(error);
            case ItemCommands.Created.Done _ -> Optional.empty();
        };
    }

    private Optional<WireError> truncate(ClientEvent.ItemTruncate event) {
        playback.truncated(event.itemId());
        return commands.truncate(event.itemId(), event.contentIndex(), event.audioEndMs());
    }

    private void remember(ResponseRun run) {
        run.itemId().ifPresent(id -> commands.remember(id, run.record()));
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
        playback.stop().ifPresent(this::cutOff);
        return Optional.empty();
    }

    private void cutOff(Playback.Cut cut) {
        out.send(new ServerEvent.OutputAudioCleared(Ids.event(), cut.responseId()));
        commands.cutTo(cut.itemId(), cut.record(), cut.heardMs());
    }

    /** The session is over: what is open is closed in order. */
    void close() {
        responder.close();
    }
}
