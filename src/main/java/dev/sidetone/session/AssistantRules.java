package dev.sidetone.session;

import dev.sidetone.conversation.Item;
import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.Notice.Speaker;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;

/** What the provider says about its own speech, and what cuts it. Pure. */
final class AssistantRules {

    /** How long we wait for the client to say how much it really played. */
    private static final long PLAYED_REPORT_MS = 600;

    private AssistantRules() {}

    static Dialogue begun(Dialogue talk, String itemId, Moment moment) {
        return talk.with(Speaking.begun(itemId, moment.now()));
    }

    static Dialogue said(Dialogue talk, String itemId, String delta, Moment moment) {
        if (delta.isEmpty()) {
            return talk;
        }
        Speaking speaking = current(talk, itemId, moment);
        if (speaking.words().isEmpty()) {
            moment.wordsStarted(itemId, Speaker.ASSISTANT);
        }
        moment.publish(new Notice.WordsDelta(itemId, Speaker.ASSISTANT, delta));
        return talk.with(speaking.said(delta));
    }

    static Dialogue finished(Dialogue talk, String itemId, String text, Moment moment) {
        Speaking speaking = current(talk, itemId, moment);
        if (speaking.written() || text.isBlank()) {
            return talk;
        }
        if (speaking.words().isEmpty()) {
            moment.wordsStarted(itemId, Speaker.ASSISTANT);
        }
        write(speaking, text, moment);
        moment.wordsDone(itemId, Speaker.ASSISTANT, text);
        return talk.with(speaking.finalText(text)).with(talk.lines().spoken(text));
    }

    /** Not every provider can be told to stop: then its sound goes no further than to us. */
    static Dialogue sounded(Dialogue talk, ServerEvent.OutputAudioDelta event, Moment moment) {
        if (talk.speaking().hushed() && talk.speaking().is(event.itemId())) {
            return talk;
        }
        moment.publish(new Notice.OutputAudio(event.itemId(), event.delta()));
        Speaking speaking = current(talk, event.itemId(), moment);
        return talk.with(speaking.sounded(Pcm.milliseconds(event.delta()), moment.now()))
                .with(talk.meter().sounded(moment.now()));
    }

    static Dialogue playing(Dialogue talk, Moment moment) {
        return talk.with(talk.speaking().playing(moment.now()))
                .with(talk.meter().sounded(moment.now()));
    }

    /** Over a socket the client plays on after the last byte: the clock says until when. */
    static Dialogue responseEnded(Dialogue talk, Moment moment) {
        Speaking speaking = talk.speaking();
        if (speaking.audible() && speaking.receivedMs() > 0) {
            long rest = speaking.remainingMs(moment.now());
            moment.effects().add(new Effect.Arm(Timer.PLAYBACK, speaking.itemId(), rest));
        }
        return talk;
    }

    static Dialogue playedOut(Dialogue talk, String itemId) {
        return talk.speaking().is(itemId) ? talk.with(talk.speaking().done()) : talk;
    }

    /** The user speaks or asked for silence: the client stops playing and says how far it got. */
    static Dialogue interrupted(Dialogue talk, Moment moment) {
        Speaking speaking = talk.speaking();
        if (!speaking.audible() || speaking.receivedMs() == 0) {
            return talk;
        }
        moment.effects().add(new Effect.Arm(Timer.TRUNCATE, speaking.itemId(), PLAYED_REPORT_MS));
        return talk.with(speaking.silent());
    }

    /** Cuts an item to what was played; the first word on it counts. */
    static Dialogue played(Dialogue talk, String itemId, long ms, Moment moment) {
        Speaking speaking = talk.speaking();
        if (!speaking.is(itemId) || speaking.settled() || speaking.receivedMs() == 0) {
            return talk;
        }
        long heard = Math.max(0, Math.min(ms, speaking.receivedMs()));
        if (heard >= speaking.receivedMs()) {
            return talk.with(speaking.done());
        }
        moment.send(new ClientEvent.ItemTruncate(null, itemId, 0, heard));
        return cut(talk, heard, moment);
    }

    /** The client said nothing: the clock knows how far it can have got when it had to stop. */
    static Dialogue unreported(Dialogue talk, String itemId, Moment moment) {
        long stoppedAt = moment.now() - PLAYED_REPORT_MS;
        return played(talk, itemId, talk.speaking().playableMs(stoppedAt), moment);
    }

    /** The provider cut it by itself, as it does when it carries the audio. */
    static Dialogue truncated(Dialogue talk, ServerEvent.ItemTruncated event, Moment moment) {
        Speaking speaking = talk.speaking();
        return speaking.is(event.itemId()) && !speaking.settled()
                ? cut(talk, event.audioEndMs(), moment)
                : talk;
    }

    /** The call ends: what was begun is kept as far as it got. */
    static Dialogue settle(Dialogue talk, Moment moment) {
        Speaking speaking = talk.speaking();
        if (speaking.itemId().isEmpty() || speaking.settled()) {
            return talk;
        }
        boolean cutOff = speaking.audible() || !speaking.written();
        return cutOff && !speaking.text().isBlank()
                ? cut(talk, playedSoFar(speaking, moment.now()), moment)
                : talk;
    }

    private static long playedSoFar(Speaking speaking, long now) {
        return speaking.receivedMs() > 0
                ? speaking.playableMs(now)
                : Math.max(0, now - speaking.startedAt());
    }

    private static Dialogue cut(Dialogue talk, long heardMs, Moment moment) {
        Speaking speaking = talk.speaking();
        if (speaking.text().isBlank()) {
            return talk.with(speaking.done());
        }
        Dialogue written =
                speaking.written()
                        ? talk
                        : finished(talk, speaking.itemId(), speaking.text(), moment);
        String heard = HeardText.cut(speaking.text(), heardMs, speaking.receivedMs());
        moment.effects().add(new Effect.Cut(speaking.itemId(), heardMs, heard));
        return written.with(written.speaking().done());
    }

    private static void write(Speaking speaking, String text, Moment moment) {
        long from = speaking.startedAt();
        if (moment.spec().output() == Modality.TEXT) {
            moment.writeText(speaking.itemId(), Item.Role.ASSISTANT, text, from);
            return;
        }
        long end = speaking.receivedMs() > 0 ? from + speaking.receivedMs() : moment.now();
        moment.writeSpeech(speaking.itemId(), Item.Role.ASSISTANT, text, from, end);
    }

    private static Speaking current(Dialogue talk, String itemId, Moment moment) {
        return talk.speaking().is(itemId) ? talk.speaking() : Speaking.begun(itemId, moment.now());
    }
}
