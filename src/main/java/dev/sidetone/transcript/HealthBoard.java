package dev.sidetone.transcript;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The present {@link StoreHealth} and who wants to hear of its changes. */
final class HealthBoard {

    private static final Logger LOG = Logger.getLogger(HealthBoard.class);

    private final List<Consumer<StoreHealth>> listeners = new CopyOnWriteArrayList<>();
    private volatile StoreHealth now = StoreHealth.OK;
    private volatile StoreHealth whenWell = StoreHealth.OK;

    StoreHealth now() {
        return now;
    }

    boolean failing() {
        return !now.durable();
    }

    void listen(Consumer<StoreHealth> listener) {
        listeners.add(listener);
    }

    void failed(String message, String remedy, int held, long lost) {
        tell(new StoreHealth(StoreHealth.State.DEGRADED, message, remedy, held, lost));
    }

    void holding(int held, long lost) {
        StoreHealth n = now;
        if (!n.durable()) {
            tell(new StoreHealth(n.state(), n.message(), n.remedy(), held, lost));
        }
    }

    /** The file takes changes again and has all that was held. */
    void well(long lost) {
        StoreHealth w = whenWell;
        String message = lost > 0 ? lostMessage(lost) : "";
        tell(
                new StoreHealth(
                        w.state(), (w.message() + " " + message).strip(), w.remedy(), 0, lost));
    }

    /** From now on being well means this: an earlier file was given up. */
    void recovered(String message, String remedy) {
        whenWell = new StoreHealth(StoreHealth.State.RECOVERED, message, remedy, 0, now.lost());
        if (now.durable()) {
            tell(whenWell);
        }
    }

    private static String lostMessage(long lost) {
        return lost
                + " changes could not be kept while the transcript was failing: memory for"
                + " them was full.";
    }

    private void tell(StoreHealth next) {
        StoreHealth before = now;
        if (next.equals(before)) {
            return;
        }
        now = next;
        log(before, next);
        for (Consumer<StoreHealth> listener : listeners) {
            try {
                listener.accept(next);
            } catch (RuntimeException e) {
                LOG.warn("A listener of the transcript's health failed", e);
            }
        }
    }

    private static void log(StoreHealth before, StoreHealth next) {
        if (!next.message().equals(before.message()) && !next.message().isEmpty()) {
            LOG.warn(next.text());
        } else if (next.durable() && !before.durable()) {
            LOG.info("The transcript takes changes again; all that was held is written.");
        }
    }
}
