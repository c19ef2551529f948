package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Items that were acknowledged a moment ago and that a database which ends by itself may have lost,
 * as a server does whose disk is full: they are written again when it is back, where they are
 * missing. The writing thread's own.
 */
final class Unsettled {

    private static final int MOST = 4_096;

    private final Duration span;
    private final RecentConversations recent;
    private final Deque<Written> items = new ArrayDeque<>();

    private record Written(Item item, Instant at, Optional<SealedOriginal> original, long nanos) {

        void again(SqlRows rows) throws SQLException {
            rows.restore(item, at);
            if (original.isPresent()) {
                rows.keep(original.get());
            }
        }
    }

    /**
     * @param span for how long a commit may be lost; zero when it never is
     */
    Unsettled(Duration span, RecentConversations recent) {
        this.span = span;
        this.recent = recent;
    }

    /** They were just committed. */
    void add(List<Waiting<?>> batch) {
        if (span.isZero()) {
            return;
        }
        long now = System.nanoTime();
        for (Waiting<?> waiting : batch) {
            if (waiting instanceof WaitingItem one) {
                one.written()
                        .ifPresent(item ->
                                items.add(new Written(item, one.at(), one.original(), now)));
            }
        }
        while (!items.isEmpty() && (items.size() > MOST || old(items.getFirst(), now))) {
            items.removeFirst();
        }
    }

    private boolean old(Written one, long now) {
        return now - one.nanos() > span.toNanos();
    }

    /**
     * Writes them where they are missing, in their order, when the database was opened again,
     * however long after; but nothing of a conversation that was moved or taken out since.
     */
    List<HeldRows.Step> steps() {
        return items.stream()
                .filter(one -> recent.knows(one.item().conversation()))
                .<HeldRows.Step>map(one -> one::again)
                .toList();
    }
}
