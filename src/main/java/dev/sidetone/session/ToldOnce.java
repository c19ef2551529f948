package dev.sidetone.session;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells a client exactly once how its work ended, whatever happens meanwhile: a voice model that
 * gets no output waits for ever. Thread-safe.
 */
final class ToldOnce implements TurnRequest.Client {

    private final TurnRequest.Client client;
    private final AtomicBoolean told = new AtomicBoolean();

    private ToldOnce(TurnRequest.Client client) {
        this.client = client;
    }

    static ToldOnce of(TurnRequest.Client client) {
        return client instanceof ToldOnce once ? once : new ToldOnce(client);
    }

    boolean told() {
        return told.get();
    }

    @Override
    public boolean handedOver() {
        return client.handedOver();
    }

    @Override
    public Optional<String> messageId() {
        return client.messageId();
    }

    @Override
    public void progress(String message) throws InterruptedException {
        client.progress(message);
    }

    /** A stop that comes while it tells stops the turn's thread afterwards, not the telling. */
    @Override
    public void ended(Turn.Status how, String spoken) {
        if (!told.compareAndSet(false, true)) {
            return;
        }
        boolean stopped = Thread.interrupted();
        while (!tells(how, spoken)) {
            stopped = true;
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tells(Turn.Status how, String spoken) {
        try {
            client.ended(how, spoken);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
