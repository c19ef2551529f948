package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Mailbox.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One certain call: what is asked of it never reaches the one that comes after it. Thread-safe.
 * What gives a boolean gives false when the call is over.
 */
public final class LiveCall {

    private final CallActor actor;
    private final Ids ids;

    LiveCall(CallActor actor, Ids ids) {
        this.actor = actor;
        this.ids = ids;
    }

    /** What stays the same during a call; {@code version} is {@code v2} for example. */
    public record Facts(
            String id,
            ConversationId conversation,
            Transport transport,
            Modality output,
            String version,
            String voice,
            String model,
            Instant begunAt) {}

    public Facts facts() {
        CallSpec spec = actor.spec();
        return new Facts(
                spec.id(),
                spec.conversation(),
                spec.transport(),
                spec.output(),
                spec.versionName(),
                spec.voice(),
                spec.model(),
                Instant.ofEpochMilli(spec.begunAt()));
    }

    /** What it is doing. */
    public Notice.StateChanged standing() {
        return View.of(actor.state());
    }

    /** Who decides now that the user has finished; empty while it is not live. */
    public Optional<TurnDetection> mode() {
        return actor.state() instanceof CallState.Live live
                ? Optional.of(live.dialogue().mode())
                : Optional.empty();
    }

    /** Waits for its end; everything about it has been told then. False: it goes on. */
    public boolean awaitEnd(Duration atMost) throws InterruptedException {
        return actor.awaitEnd(atMost.toMillis());
    }

    public boolean stop() throws InterruptedException {
        return actor.put(Lane.CONTROL, new CallEvent.StopRequested());
    }

    /** Somebody wants to talk in a parked call; over WebRTC with an offer. */
    public boolean resume(Optional<String> offer) throws InterruptedException {
        return actor.put(Lane.CONTROL, new CallEvent.ResumeRequested(offer));
    }

    /**
     * Typed text.
     *
     * @param by the name of who types; empty when it is not known
     * @return the id of its item; empty when the call is over
     */
    public Optional<String> text(String text, TextRole role, String by)
            throws InterruptedException {
        String id = ids.item();
        boolean taken = actor.put(Lane.TEXT, new CallEvent.TextCame(id, text, role, by));
        return taken ? Optional.of(id) : Optional.empty();
    }

    /** Something the voice should tell the user; the id as of {@link #text}. */
    public Optional<String> speech(String text) throws InterruptedException {
        String id = ids.item();
        boolean taken = actor.put(Lane.TEXT, new CallEvent.SpeechCame(id, text));
        return taken ? Optional.of(id) : Optional.empty();
    }

    /** Stops the answer: the voice and the agent's work for this call. */
    public boolean interrupt() throws InterruptedException {
        return actor.put(Lane.CONTROL, new CallEvent.InterruptRequested());
    }

    /** Base64 PCM16, 24 kHz mono. Sound that comes too fast is dropped and counted. */
    public void audio(String base64) throws InterruptedException {
        boolean _ = actor.put(Lane.AUDIO, new CallEvent.AudioCame(base64));
    }

    /** What was said is a turn. */
    public boolean commit() throws InterruptedException {
        return actor.put(Lane.AUDIO, new CallEvent.CommitRequested());
    }

    /** Forgets what the microphone sent since the last turn. */
    public boolean clear() throws InterruptedException {
        return actor.put(Lane.AUDIO, new CallEvent.ClearRequested());
    }

    public boolean turnDetection(TurnDetection mode) throws InterruptedException {
        return actor.put(Lane.TEXT, new CallEvent.ModeChosen(mode));
    }

    /** The client played {@code ms} of an item and then stopped playing. */
    public boolean played(String itemId, long ms) throws InterruptedException {
        return actor.put(Lane.CONTROL, new CallEvent.Played(itemId, ms));
    }
}
