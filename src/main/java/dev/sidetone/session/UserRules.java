package dev.sidetone.session;

import dev.sidetone.conversation.Item;
import dev.sidetone.session.Notice.Speaker;
import dev.sidetone.wire.ServerEvent;
import java.util.Objects;

/** What the provider says about the user's speech. Pure. */
final class UserRules {

    private UserRules() {}

    static Dialogue started(Dialogue talk, ServerEvent.SpeechStarted event, Moment moment) {
        String itemId = Objects.requireNonNullElse(event.itemId(), "");
        moment.publish(Synthetic.speechStarted(itemId));
        Dialogue interrupted = AssistantRules.interrupted(talk, moment);
        if (itemId.isEmpty()) {
            return interrupted;
        }
        return interrupted.with(talk.hearing().started(event, itemId, moment.now()));
    }

    static Dialogue stopped(Dialogue talk, ServerEvent.SpeechStopped event, Moment moment) {
        String itemId = Objects.requireNonNullElse(event.itemId(), "");
        Dialogue measured = talk.with(talk.meter().turnEnded(moment.now()));
        return itemId.isEmpty()
                ? measured
                : measured.with(talk.hearing().stopped(event, itemId, moment.now()));
    }

    static Dialogue committed(Dialogue talk, ServerEvent.AudioCommitted event, Moment moment) {
        boolean answer = talk.hearing().commitAsked();
        Dialogue heard = talk.with(talk.hearing().committed(event.itemId(), moment.now()));
        if (!answer) {
            return heard;
        }
        return heard.with(talk.meter().turnEnded(moment.now()))
                .with(talk.replies().request(moment.effects()));
    }

    static Dialogue said(Dialogue talk, ServerEvent.TranscriptionDelta event, Moment moment) {
        if (event.delta().isEmpty()) {
            return talk;
        }
        String itemId = event.itemId();
        if (!talk.hearing().begun(itemId)) {
            moment.wordsStarted(itemId, Speaker.USER);
        }
        Hearing hearing = talk.hearing().said(itemId, event.delta(), moment.now());
        moment.publish(new Notice.WordsDelta(itemId, Speaker.USER, event.delta()));
        moment.publish(
                new Notice.Caption(itemId, hearing.known(itemId, 0).caption().strip(), false));
        return talk.with(hearing);
    }

    static Dialogue recognised(
            Dialogue talk, ServerEvent.TranscriptionCompleted event, Moment moment) {
        String itemId = event.itemId();
        String words = event.transcript().strip();
        Utterance utterance = talk.hearing().known(itemId, moment.now());
        boolean begun = talk.hearing().begun(itemId);
        boolean due =
                talk.mode() == TurnDetection.OPEN
                        && !utterance.answered()
                        && !talk.replies().busy();
        Dialogue settled = talk.with(talk.hearing().settled(itemId));
        if (words.isEmpty()) {
            moment.publish(new Notice.Caption(itemId, "", true));
            return settled;
        }
        long end = utterance.endedAt() == 0 ? moment.now() : utterance.endedAt();
        moment.writeSpeech(itemId, Item.Role.USER, words, utterance.startedAt(), end);
        if (!begun) {
            moment.wordsStarted(itemId, Speaker.USER);
        }
        moment.wordsDone(itemId, Speaker.USER, words);
        moment.publish(new Notice.Caption(itemId, words, true));
        return settled.with(settled.hearing().expectingAnswer(due)).with(talk.lines().heard(words));
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
