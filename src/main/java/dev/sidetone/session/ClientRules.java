package dev.sidetone.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.WireCodec;
import java.util.List;
import java.util.Locale;

/** What the client and the agent put into a live call. Pure. */
final class ClientRules {

    static final String BACKEND = "[BACKEND] ";

    private ClientRules() {}

    static Dialogue audio(Dialogue talk, CallEvent.AudioCame audio, Moment moment) {
        moment.send(new ClientEvent.AudioAppend(null, audio.base64()));
        return talk.mode() == TurnDetection.HOLD
                ? talk.with(talk.hearing().audioHeld(moment.now()))
                : talk;
    }

    /** Typed words of the user are kept and answered; other roles are context only. */
    static Dialogue text(Dialogue talk, CallEvent.TextCame came, Moment moment) {
        if (came.role() != TextRole.USER) {
            if (!moment.spec().conversational()) {
                return talk;
            }
            moment.send(message(came.id(), came.role(), came.text()));
            return talk;
        }
        moment.writeTyped(came);
        if (!moment.spec().conversational()) {
            moment.effects().add(new Effect.RunAgent("", came.text(), List.of(), false));
            return talk;
        }
        moment.send(message(came.id(), TextRole.USER, came.text()));
        return talk.with(talk.lines().typed(came.text()))
                .with(talk.replies().request(moment.effects()));
    }

    static Dialogue speech(Dialogue talk, CallEvent.SpeechCame came, Moment moment) {
        if (!moment.spec().conversational()) {
            return unspoken(talk, came.text(), moment);
        }
        moment.send(backend(came.id(), came.text()));
        return talk.with(talk.replies().request(moment.effects()));
    }

    /**
     * Something of ours that the person must learn: on the screen and, where there is one, aloud.
     */
    static Dialogue announced(Dialogue talk, String text, Moment moment) {
        moment.publish(new Notice.Remark(text));
        return moment.spec().conversational()
                ? speech(talk, new CallEvent.SpeechCame("item_note" + moment.now(), text), moment)
                : talk;
    }

    /** A call that only writes down has no voice: the screen says it. */
    private static Dialogue unspoken(Dialogue talk, String text, Moment moment) {
        moment.publish(new Notice.Remark(text));
        return talk;
    }

    static Dialogue interrupt(Dialogue talk, Moment moment) {
        if (talk.replies().active()) {
            moment.send(new ClientEvent.ResponseCancel(null, null));
        }
        if (moment.spec().webRtc()) {
            moment.send(new ClientEvent.OutputAudioClear(null));
        }
        moment.effects().add(new Effect.StopAgent());
        Dialogue silent = AssistantRules.interrupted(talk, moment);
        return silent.with(silent.speaking().hushedNow()).with(talk.replies().withoutPending());
    }

    /** v1 and v3 find the end of a turn themselves and never say that they took it. */
    static Dialogue commit(Dialogue talk, Moment moment) {
        moment.send(new ClientEvent.AudioCommit(null));
        Hearing ended = talk.hearing().with(talk.hearing().recent().ended());
        return talk.with(
                moment.spec().version() == Version.V2
                        ? ended.turnHandedOver()
                        : ended.askingForCommit(false));
    }

    static Dialogue clear(Dialogue talk, Moment moment) {
        moment.send(new ClientEvent.AudioClear(null));
        Hearing cleared = talk.hearing().with(talk.hearing().recent().cleared());
        return talk.with(cleared.askingForCommit(false));
    }

    static Dialogue mode(Dialogue talk, CallEvent.ModeChosen chosen, Moment moment) {
        if (chosen.mode() == talk.mode()) {
            return talk;
        }
        moment.send(SessionBody.turnDetection(moment.spec(), chosen.mode()));
        return talk.with(chosen.mode()).with(talk.hearing().askingForCommit(false));
    }

    static Dialogue vocabulary(
            Dialogue talk, CallEvent.VocabularyChanged changed, boolean up, Moment moment) {
        if (changed.words().equals(talk.briefing().vocabulary())) {
            return talk;
        }
        if (up && !moment.spec().existing()) {
            moment.send(SessionBody.vocabulary(moment.spec(), changed.words()));
        }
        return talk.with(talk.briefing().with(changed.words()));
    }

    /** A link that is not up is told all of it when it comes up. */
    static Dialogue context(
            Dialogue talk, CallEvent.ContextFound found, boolean up, Moment moment) {
        if (found.text().equals(talk.briefing().context())) {
            return talk;
        }
        if (up && !moment.spec().existing() && moment.spec().conversational()) {
            moment.send(SessionBody.instructions(moment.spec(), found.text()));
        }
        return talk.with(talk.briefing().with(found.text()));
    }

    /** What the agent says, for the voice to know. */
    static ClientEvent backend(String id, String text) {
        return message(id, TextRole.USER, BACKEND + text);
    }

    static ClientEvent message(String id, TextRole role, String text) {
        ObjectNode item = WireCodec.json().createObjectNode();
        item.put("id", id);
        item.put("type", "message");
        item.put("role", wireRole(role));
        ObjectNode part = item.putArray("content").addObject();
        part.put("type", role == TextRole.ASSISTANT ? "output_text" : "input_text");
        part.put("text", text);
        return new ClientEvent.ItemCreate(null, null, item);
    }

    /** The GA protocol calls the developer {@code system}. */
    private static String wireRole(TextRole role) {
        return role == TextRole.DEVELOPER ? "system" : role.name().toLowerCase(Locale.ROOT);
    }
}
