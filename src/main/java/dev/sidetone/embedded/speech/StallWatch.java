package dev.sidetone.embedded.speech;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/** Closes a stream on which nothing arrives for too long, which makes a blocked read fail. */
final class StallWatch implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StallWatch.class);

    private final InputStream watched;
    private final Duration patience;
    private final Thread watcher;
    private volatile long movedAt = System.nanoTime();
    private volatile boolean done;
    private volatile boolean fired;

    StallWatch(InputStream watched, Duration patience) {
        this.watched = watched;
        this.patience = patience;
        this.watcher = Thread.ofVirtual().name("stall-watch").start(this::watch);
    }

    void moved() {
        movedAt = System.nanoTime();
    }

    boolean fired() {
        return fired;
    }

    String patience() {
        return "nothing came for " + patience.toMillis() / 1000.0 + " s";
    }

    private void watch() {
        while (!done) {
            long left = movedAt + patience.toNanos() - System.nanoTime();
            if (left <= 0) {
                fired = true;
                closeStream();
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    private void closeStream() {
        try {
            watched.close();
        } catch (IOException e) {
            LOG.debug("Closing a stalled download failed", e);
        }
    }

    @Override
    public void close() {
        done = true;
        LockSupport.unpark(watcher);
    }
}
