package dev.sidetone.session;

import static java.util.Collections.unmodifiableMap;

import dev.sidetone.wire.ServerEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is heard of the user.
 *
 * @param open utterances without final words, by item id, in the order they began
 * @param holdSince when audio began to arrive since the last commit, 0 when none did
 * @param commitAsked the client ended its turn and wants an answer to it
 * @param answerDue the provider heard words and will answer them by itself
 * @param finished the last utterances whose words are final: what comes late or twice of them is
 *     nothing new
 * @param recent sound for another session, when this one ends soon
 */
record Hearing(
        SpeechClock clock,
        Map<String, Utterance> open,
        long holdSince,
        boolean commitAsked,
        boolean answerDue,
        List<String> finished,
        Recent recent) {

    static final Hearing SILENT =
            new Hearing(SpeechClock.UNKNOWN, Map.of(), 0, false, false, List.of(), Recent.NONE);

    private static final int REMEMBERED = 16;

    Hearing {
        open = open.size() < 2 ? Map.copyOf(open) : unmodifiableMap(new LinkedHashMap<>(open));
        finished = List.copyOf(finished);
    }

    Hearing started(ServerEvent.SpeechStarted event, String itemId, String over, long now) {
        SpeechClock better = clock.heard(event.audioStartMs(), now);
        long at = better.at(event.audioStartMs(), now);
        return new Hearing(
                better,
                with(Utterance.begun(itemId, at, over)),
                holdSince,
                commitAsked,
                false,
                finished,
                recent);
    }

    Hearing stopped(ServerEvent.SpeechStopped event, String itemId, long now) {
        SpeechClock better = clock.heard(event.audioEndMs(), now);
        long at = better.at(event.audioEndMs(), now);
        return new Hearing(
                better,
                with(known(itemId, now).ended(at)),
                holdSince,
                commitAsked,
                false,
                finished,
                recent.ended());
    }

    /** Without voice activity detection the commit is the first we hear of an item. */
    Hearing committed(String itemId, long now) {
        Utterance utterance = known(itemId, holdSince == 0 ? now : holdSince);
        Utterance ended = utterance.endedAt() == 0 ? utterance.ended(now) : utterance;
        return new Hearing(clock, with(ended), 0, false, answerDue, finished, recent);
    }

    /**
     * @param over what the assistant says now, if these are the first words of theirs
     */
    Hearing said(String itemId, String delta, String over, long now) {
        return new Hearing(
                clock,
                with(known(itemId, now, over).said(delta)),
                holdSince,
                commitAsked,
                answerDue,
                finished,
                recent);
    }

    Hearing captioned(String itemId, long now) {
        return new Hearing(
                clock,
                with(known(itemId, now).captioned(now)),
                holdSince,
                commitAsked,
                answerDue,
                finished,
                recent);
    }

    Hearing settled(String itemId) {
        Map<String, Utterance> rest = new LinkedHashMap<>(open);
        rest.remove(itemId);
        var settled = new ArrayList<>(finished);
        settled.addLast(itemId);
        if (settled.size() > REMEMBERED) {
            settled.removeFirst();
        }
        Recent left = rest.isEmpty() ? recent.settled() : recent;
        return new Hearing(clock, rest, holdSince, commitAsked, answerDue, settled, left);
    }

    boolean isFinished(String itemId) {
        return finished.contains(itemId);
    }

    /** The input was dropped: nothing is open and no answer will come of it. */
    Hearing forgotten() {
        return new Hearing(clock, Map.of(), holdSince, commitAsked, false, finished, recent);
    }

    /** A response ended: what was said before it has had its answer. */
    Hearing answered() {
        Map<String, Utterance> all = new LinkedHashMap<>();
        open.forEach((id, utterance) -> all.put(id, utterance.answeredNow()));
        Recent left = speechGoesOn() || keyHeld() ? recent : recent.settled();
        return new Hearing(clock, all, holdSince, commitAsked, false, finished, left);
    }

    /** Where a key ends the turn, sound that was not handed over is speech that goes on. */
    private boolean keyHeld() {
        return holdSince != 0 && !recent.hasEnded();
    }

    /** What another session will have to hear again, so that no word is lost. */
    Hearing keeping(String base64) {
        boolean speaks = !open.isEmpty() || holdSince != 0;
        return with(recent.heard(base64, speaks));
    }

    Hearing with(Recent sound) {
        return new Hearing(clock, open, holdSince, commitAsked, answerDue, finished, sound);
    }

    Hearing audioHeld(long now) {
        return holdSince == 0
                ? new Hearing(clock, open, now, commitAsked, answerDue, finished, recent)
                : this;
    }

    /** The client committed; the hold is over when the provider says so. */
    Hearing turnHandedOver() {
        return new Hearing(clock, open, holdSince, true, answerDue, finished, recent);
    }

    Hearing askingForCommit(boolean asked) {
        return new Hearing(clock, open, 0, asked, false, finished, recent);
    }

    /** Between the last words and the response that the provider makes of them. */
    Hearing expectingAnswer(boolean due) {
        return new Hearing(clock, open, holdSince, commitAsked, due, finished, recent);
    }

    Utterance known(String itemId, long otherwiseSince) {
        return known(itemId, otherwiseSince, "");
    }

    /** Not every provider says when speech begins: then the first we hear of it is its words. */
    Utterance known(String itemId, long otherwiseSince, String otherwiseOver) {
        return Optional.ofNullable(open.get(itemId))
                .orElseGet(() -> Utterance.begun(itemId, otherwiseSince, otherwiseOver));
    }

    boolean begun(String itemId) {
        return open.containsKey(itemId) && !known(itemId, 0).caption().isEmpty();
    }

    boolean speechGoesOn() {
        return open.values().stream().anyMatch(u -> u.endedAt() == 0);
    }

    /** Speech has ended; its words or the answer to them are on the way. */
    boolean thinking() {
        return answerDue || recognising();
    }

    /** Speech has ended and its words are on the way. */
    boolean recognising() {
        return commitAsked || open.values().stream().anyMatch(Utterance::awaited);
    }

    /** One is open nearly always, and its words come many times a second. */
    private Map<String, Utterance> with(Utterance utterance) {
        if (isFinished(utterance.itemId())) {
            return open;
        }
        if (open.isEmpty() || open.size() == 1 && open.containsKey(utterance.itemId())) {
            return Map.of(utterance.itemId(), utterance);
        }
        Map<String, Utterance> all = new LinkedHashMap<>(open);
        all.put(utterance.itemId(), utterance);
        return all;
    }
}
