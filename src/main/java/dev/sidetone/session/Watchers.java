package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * Those who see a conversation; everybody gets everything, in the same order. Thread-safe.
 *
 * <p>Notices are numbered from the microsecond on in which this was made. What was numbered before,
 * for a conversation that was forgotten meanwhile or by a service that ended, is never taken for
 * something of ours.
 */
final class Watchers {

    /** Notices that are kept for those who come late; what is final is in the journal for good. */
    static final int KEPT = 128;

    private record Told(long number, Notice notice) {}

    private final ConversationId conversation;
    private final List<NoticeSink> sinks = new CopyOnWriteArrayList<>();
    private final ArrayDeque<Told> kept = new ArrayDeque<>();
    private final UnaryOperator<String> clean;
    private final long begun;
    private long numbers;

    /**
     * @param clean what may be shown of a text
     */
    Watchers(ConversationId conversation, UnaryOperator<String> clean, InstantSource clock) {
        this.conversation = conversation;
        this.clean = clean;
        this.begun = clock.millis() * 1_000;
        this.numbers = begun;
    }

    void add(NoticeSink sink) {
        if (!sinks.contains(sink)) {
            sinks.add(sink);
        }
    }

    /**
     * First tells it what came after {@code number}, then all that follows, with no gap and nothing
     * twice. Of a number that is not ours it is told all that is kept; so it is of 0, which stands
     * for the beginning.
     *
     * @return false when some of it is not kept any more
     */
    synchronized boolean addAfter(NoticeSink sink, long number) {
        long after = number == 0 ? begun : number;
        boolean ours = begun <= after && after <= numbers;
        for (Told told : kept) {
            if (!ours || told.number() > after) {
                sink.accept(conversation, told.notice(), told.number());
            }
        }
        add(sink);
        return ours && (kept.isEmpty() || kept.getFirst().number() <= after + 1);
    }

    void remove(NoticeSink sink) {
        sinks.remove(sink);
    }

    boolean none() {
        return sinks.stream().noneMatch(NoticeSink::holds);
    }

    /** One notice at a time, so that all see one order. */
    synchronized void tell(Notice told) {
        Notice notice = shown(told);
        long number = lasts(notice) ? keep(notice) : 0;
        for (NoticeSink sink : sinks) {
            sink.accept(conversation, notice, number);
        }
    }

    /** What a turn is asked, at its begin or while it runs. */
    void asked(String turnId, TurnItem.UserMessage asked) {
        var message =
                new TurnItem.UserMessage(asked.id(), clean.apply(asked.text()), asked.clientId());
        tell(new Notice.TurnItemStarted(turnId, message));
        tell(new Notice.TurnItemCompleted(turnId, message));
    }

    /** Half words cannot be looked through; the whole ones that follow are. */
    private Notice shown(Notice notice) {
        return switch (notice) {
            case Notice.WordsDone(var session, var itemId, var speaker, var text) ->
                    new Notice.WordsDone(session, itemId, speaker, clean.apply(text));
            case Notice.Caption(var itemId, var text, var last) ->
                    new Notice.Caption(itemId, clean.apply(text), last);
            default -> notice;
        };
    }

    private long keep(Notice notice) {
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(new Told(++numbers, notice));
        return numbers;
    }

    /** Of sound and half words the end is enough; an offer is answered for one client only. */
    private static boolean lasts(Notice notice) {
        return switch (notice) {
            case Notice.OutputAudio _,
                    Notice.WordsDelta _,
                    Notice.Answer _,
                    Notice.Latency _,
                    Notice.Used _,
                    Notice.BadRequest _ ->
                    false;
            case Notice.Caption(_, _, var last) -> last;
            default -> true;
        };
    }
}
