package dev.sidetone.embedded.media;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jboss.logging.Logger;

/**
 * Idle {@link MediaFactory}s, last returned first lent. Grows to the number of calls at the same
 * time. Thread-safe.
 */
final class FactoryPool {

    private static final Logger LOG = Logger.getLogger(FactoryPool.class);

    private final Deque<MediaFactory> idle = new ArrayDeque<>();

    MediaFactory take() {
        synchronized (idle) {
            MediaFactory factory = idle.poll();
            if (factory != null) {
                return factory;
            }
        }
        return new MediaFactory();
    }

    void giveBack(MediaFactory factory) {
        synchronized (idle) {
            idle.push(factory);
        }
    }

    /**
     * The library failed in it: it is left alone for good, for nothing is known about its state.
     */
    void discard(String callId) {
        LOG.warnf("Call %s: a WebRTC factory failed and is not used again", callId);
    }

    int idle() {
        synchronized (idle) {
            return idle.size();
        }
    }
}
