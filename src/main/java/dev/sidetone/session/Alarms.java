package dev.sidetone.session;

import dev.sidetone.session.Mailbox.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a call is told after a while. Used by who has the call's event. */
final class Alarms {

    private final Mailbox mailbox;
    private final List<Future<?>> set = new ArrayList<>();

    Alarms(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /**
     * Puts {@code what}, found out then, into the mailbox. A thread for each alarm would cost more
     * than the call's own.
     */
    void after(long ms, Supplier<CallEvent> what) {
        set.removeIf(Future::isDone);
        set.add(
                ForkJoinPool.commonPool()
                        .schedule(
                                () -> Thread.startVirtualThread(() -> ring(what.get())),
                                ms,
                                TimeUnit.MILLISECONDS));
    }

    void cancel() {
        set.forEach(alarm -> alarm.cancel(false));
    }

    /** The mailbox may be full: who rings waits. */
    private void ring(CallEvent event) {
        try {
            mailbox.put(Lane.CONTROL, event);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
