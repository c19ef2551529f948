package dev.sidetone.delivery;

import dev.sidetone.config.DeliverySettings.Target;
import dev.sidetone.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Takes conversations where the configuration says, each until it has arrived or was tried {@value
 * #MOST_ATTEMPTS} times, with longer and longer pauses. What waits is kept and goes on after a
 * restart. Thread-safe.
 */
public final class Deliverer implements AutoCloseable {

    static final int MOST_ATTEMPTS = 16;

    private static final Logger LOG = Logger.getLogger(Deliverer.class);
    private static final int AT_ONCE = 4;
    private static final int CLOSING_SECONDS = 2;
    private static final int MOST_WAITING = 10_000;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Spool spool;
    private final Carrier carrier;
    private final Supplier<List<Target>> targets;
    private final InstantSource clock;
    private final Duration firstPause;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private volatile boolean closed;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("deliveries").factory());

    /**
     * @param firstPause after a first failed attempt; each later pause is twice as long
     */
    Deliverer(
            Spool spool,
            Carrier carrier,
            Supplier<List<Target>> targets,
            InstantSource clock,
            Duration firstPause) {
        this.spool = spool;
        this.carrier = carrier;
        this.targets = targets;
        this.clock = clock;
        this.firstPause = firstPause;
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Goes on with what waited when the service ended. */
    void resume() {
        spool.list().stream().filter(Deliverer::waits).forEach(this::schedule);
    }

    /** Takes a conversation to every place: as it is when an attempt is made, not as it is now. */
    public void deliver(ConversationId conversation) {
        for (Target target : targets.get()) {
            if (spool.list().stream().filter(Deliverer::waits).count() >= MOST_WAITING) {
                LOG.errorf(
                        "%d deliveries wait already; %s is not taken to %s",
                        MOST_WAITING, conversation, target.name());
                return;
            }
            String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
            keep(Delivery.due(id, conversation, target.name(), clock.instant()));
        }
    }

    /** All that is known, the newest first. */
    public List<Delivery> list() {
        return spool.list();
    }

    /** Tries one that failed, or waits, again now; empty when there is none. */
    public Optional<Delivery> retry(String id) {
        Optional<Delivery> again = spool.find(id).map(d -> d.anew(clock.instant()));
        again.ifPresent(this::keep);
        return again;
    }

    /**
     * Gives one up that waits or failed: it is not tried and not told of any more. An attempt that
     * is being made is not cut off; when it arrives, that is told.
     *
     * @return false when there is none, or when it has arrived
     */
    public boolean drop(String id) {
        return spool.drop(id);
    }

    private void keep(Delivery delivery) {
        spool.keep(delivery);
        schedule(delivery);
    }

    private static boolean waits(Delivery delivery) {
        return delivery.state() == Delivery.State.WAITING;
    }

    private void schedule(Delivery delivery) {
        long ms = Math.max(0, Duration.between(clock.instant(), delivery.next()).toMillis());
        try {
            var _ =
                    timer.schedule(
                            () -> Thread.startVirtualThread(() -> attempt(delivery)),
                            ms,
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // The service ends: it goes on when it is back.
        }
    }

    /** Only as it was scheduled: a later word on it has an attempt of its own. */
    private void attempt(Delivery delivery) {
        try {
            room.acquire();
            try {
                if (spool.find(delivery.id()).filter(delivery::equals).isPresent()) {
                    spool.keep(delivery.delivered(carried(delivery)));
                }
            } catch (DeliveryException e) {
                failed(delivery, e);
            } finally {
                room.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant carried(Delivery delivery) throws DeliveryException, InterruptedException {
        carrier.carry(delivery);
        return clock.instant();
    }

    private void failed(Delivery delivery, DeliveryException e) {
        if (closed || spool.find(delivery.id()).filter(delivery::equals).isEmpty()) {
            return; // cut off, which says nothing about the place; or dropped or tried anew since
        }
        String why = String.valueOf(e.getMessage());
        int attempts = delivery.attempts() + 1;
        if (e.isLasting() || attempts >= MOST_ATTEMPTS) {
            LOG.errorf(
                    "Delivery %s to %s is given up after %d attempts: %s",
                    delivery.id(), delivery.target(), attempts, why);
            spool.keep(delivery.failed(clock.instant(), why));
            return;
        }
        LOG.warnf(
                "Delivery %s to %s failed and is tried again: %s",
                delivery.id(), delivery.target(), why);
        keep(delivery.again(clock.instant().plus(pause(attempts)), why));
    }

    private Duration pause(int attempts) {
        Duration pause = firstPause.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Attempts that are being made are cut off, and made again when the service is back. */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        carrier.close();
        try {
            boolean _ = room.tryAcquire(AT_ONCE, CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
