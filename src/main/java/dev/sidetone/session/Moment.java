package dev.sidetone.session;

import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.NewItem;
import java.time.Instant;

/** One transition in the making: the call, the time, and the effects so far. */
record Moment(CallSpec spec, long now, Effects effects) {

    Moment(CallSpec spec, long now) {
        this(spec, now, new Effects());
    }

    void publish(Notice notice) {
        effects.publish(notice);
    }

    void send(dev.sidetone.wire.ClientEvent event) {
        effects.send(event);
    }

    void write(NewItem item) {
        String client = spec.options().starter().client();
        boolean told = item.role() == Item.Role.USER && !client.isEmpty();
        ItemDetails known = told ? item.details().from(client) : item.details();
        effects.add(new Effect.Write(item.inCall(spec.id()).with(known)));
    }

    void writeSpeech(String itemId, Item.Role role, String text, long from, long to) {
        write(speech(itemId, role, text, from, to));
    }

    /** What the user said, with what the recogniser knows of it. */
    void writeHeard(String itemId, String words, long from, long to, ItemDetails known) {
        write(speech(itemId, Item.Role.USER, words, from, to).with(known));
    }

    private NewItem speech(String itemId, Item.Role role, String text, long from, long to) {
        return NewItem.speech(
                spec.conversation(),
                itemId,
                role,
                text,
                Instant.ofEpochMilli(from),
                sinceBegin(from),
                Math.max(sinceBegin(from), sinceBegin(to)));
    }

    /** What the user typed has the name of who typed it, whoever began the call. */
    void writeTyped(CallEvent.TextCame came) {
        Instant at = Instant.ofEpochMilli(now);
        NewItem item =
                NewItem.text(spec.conversation(), came.id(), Item.Role.USER, came.text(), at);
        effects.add(new Effect.Write(TypedTurns.named(item.inCall(spec.id()), came.by())));
    }

    void writeText(String itemId, Item.Role role, String text, long at) {
        write(NewItem.text(spec.conversation(), itemId, role, text, Instant.ofEpochMilli(at)));
    }

    void callStarted() {
        publish(new Notice.CallStarted(spec.id(), spec.sessionId(), spec.versionName()));
    }

    void callClosed(CloseReason reason, boolean failed) {
        publish(new Notice.CallClosed(spec.id(), spec.sessionId(), reason, failed));
    }

    void wordsStarted(String itemId, Notice.Speaker speaker) {
        publish(new Notice.WordsStarted(spec.sessionId(), itemId, speaker));
    }

    void wordsDone(String itemId, Notice.Speaker speaker, String text) {
        publish(new Notice.WordsDone(spec.sessionId(), itemId, speaker, text));
    }

    private long sinceBegin(long at) {
        return Math.max(0, at - spec.begunAt());
    }
}
