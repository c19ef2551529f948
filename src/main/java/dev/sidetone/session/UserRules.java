package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.Notice.Speaker;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.List;
import java.util.Objects;

/** What the provider says about the user's speech. Pure. */
final class UserRules {

    private UserRules() {}

    static Dialogue started(Dialogue talk, ServerEvent.SpeechStarted event, Moment moment) {
        String itemId = Objects.requireNonNullElse(event.itemId(), "");
        if (talk.hearing().isFinished(itemId)) {
            return talk;
        }
        moment.publish(Synthetic.speechStarted(itemId));
        Dialogue interrupted = AssistantRules.interrupted(talk, moment);
        if (itemId.isEmpty()) {
            return interrupted;
        }
        return interrupted.with(
                talk.hearing().started(event, itemId, spoken(talk, moment), moment.now()));
    }

    static Dialogue stopped(Dialogue talk, ServerEvent.SpeechStopped event, Moment moment) {
        String itemId = Objects.requireNonNullElse(event.itemId(), "");
        if (talk.hearing().isFinished(itemId)) {
            return talk;
        }
        Dialogue measured = talk.with(talk.meter().turnEnded(moment.now()));
        return itemId.isEmpty()
                ? measured
                : measured.with(talk.hearing().stopped(event, itemId, moment.now()));
    }

    static Dialogue committed(Dialogue talk, ServerEvent.AudioCommitted event, Moment moment) {
        boolean answer = talk.hearing().commitAsked() && moment.spec().conversational();
        Dialogue heard = talk.with(talk.hearing().committed(event.itemId(), moment.now()));
        if (!answer) {
            return heard;
        }
        return heard.with(talk.meter().turnEnded(moment.now()))
                .with(talk.replies().request(moment.effects()));
    }

    static Dialogue said(Dialogue talk, ServerEvent.TranscriptionDelta event, Moment moment) {
        String itemId = event.itemId();
        if (event.delta().isEmpty() || talk.hearing().isFinished(itemId)) {
            return talk;
        }
        if (!talk.hearing().begun(itemId)) {
            moment.wordsStarted(itemId, Speaker.USER);
        }
        String over = talk.hearing().open().containsKey(itemId) ? "" : spoken(talk, moment);
        Hearing hearing = talk.hearing().said(itemId, event.delta(), over, moment.now());
        moment.publish(new Notice.WordsDelta(itemId, Speaker.USER, event.delta()));
        return talk.with(captioned(hearing, itemId, moment));
    }

    /** The pieces are told one by one; the whole, that grows and grows, only now and then. */
    private static Hearing captioned(Hearing hearing, String itemId, Moment moment) {
        Utterance utterance = hearing.known(itemId, moment.now());
        if (!utterance.captionDue(moment.now())) {
            return hearing;
        }
        moment.publish(new Notice.Caption(itemId, utterance.caption().toString().strip(), false));
        return hearing.captioned(itemId, moment.now());
    }

    static Dialogue recognised(
            Dialogue talk, ServerEvent.TranscriptionCompleted event, Moment moment) {
        String itemId = event.itemId();
        if (talk.hearing().isFinished(itemId)) {
            return talk;
        }
        String words = event.transcript().strip();
        Utterance utterance = talk.hearing().known(itemId, moment.now(), spoken(talk, moment));
        boolean begun = talk.hearing().begun(itemId);
        boolean due =
                talk.mode() == TurnDetection.OPEN
                        && !utterance.answered()
                        && !talk.replies().busy();
        Dialogue settled = talk.with(talk.hearing().settled(itemId));
        if (isEcho(utterance, words, talk)) {
            return echo(settled, itemId, words, moment);
        }
        if (words.isEmpty()) {
            moment.publish(new Notice.Caption(itemId, "", true));
            return settled;
        }
        long end = utterance.endedAt() == 0 ? moment.now() : utterance.endedAt();
        moment.writeHeard(itemId, words, utterance.startedAt(), end, Recognised.details(event));
        if (!begun) {
            moment.wordsStarted(itemId, Speaker.USER);
        }
        moment.wordsDone(itemId, Speaker.USER, words);
        moment.publish(new Notice.Caption(itemId, words, true));
        if (!moment.spec().conversational()) {
            moment.effects().add(new Effect.RunAgent("", words, List.of(), true));
            return settled;
        }
        return settled.with(settled.hearing().expectingAnswer(due)).with(talk.lines().heard(words));
    }

    /** What the assistant is saying now; empty when it says nothing. */
    private static String spoken(Dialogue talk, Moment moment) {
        Speaking speaking = talk.speaking();
        boolean untold = moment.spec().webRtc() && moment.spec().version() != Version.V2;
        boolean heard = untold ? speaking.sayableAt(moment.now()) : speaking.audible();
        return heard ? speaking.text() : "";
    }

    private static boolean isEcho(Utterance utterance, String words, Dialogue talk) {
        return !utterance.over().isEmpty()
                && (EchoText.echo(words, utterance.over())
                        || EchoText.echo(words, talk.speaking().text()));
    }

    /** Our own voice came back: these are nobody's words, and no answer to them is wanted. */
    private static Dialogue echo(Dialogue talk, String itemId, String words, Moment moment) {
        moment.publish(new Notice.Caption(itemId, "", true));
        moment.publish(
                new Notice.Remark(
                        "The microphone picked up the assistant's own voice: \"%s\" was not taken as yours. A headset helps."
                                .formatted(words)));
        moment.send(new ClientEvent.ItemDelete(null, itemId));
        if (talk.replies().active()) {
            moment.send(new ClientEvent.ResponseCancel(null, null));
        }
        return talk;
    }

    static Dialogue failed(Dialogue talk, ServerEvent.TranscriptionFailed event, Moment moment) {
        moment.publish(new Notice.Caption(event.itemId(), "", true));
        moment.publish(
                new Notice.CallError(
                        "Your last words could not be recognised: "
                                + event.error().message()
                                + " Say them again, or type them.",
                        "transcription_failed"));
        return talk.with(talk.hearing().settled(event.itemId()));
    }

    /** What was heard held no words (a cough, our own voice): nobody waits for them any more. */
    static Dialogue cleared(Dialogue talk, Moment moment) {
        for (String itemId : talk.hearing().open().keySet()) {
            moment.publish(new Notice.Caption(itemId, "", true));
        }
        return talk.with(talk.hearing().forgotten());
    }
}
