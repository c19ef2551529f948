package dev.sidetone.api;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Whether somebody is behind a call: a socket that reads its events; or, until there was one,
 * whoever asked about it by HTTP not long ago. Thread-safe.
 */
final class Presence {

    private final Duration patience;
    private final LongSupplier nanos;
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicLong askedAt;
    private volatile boolean hadSocket;

    Presence(Duration patience, LongSupplier nanos) {
        this.patience = patience;
        this.nanos = nanos;
        this.askedAt = new AtomicLong(nanos.getAsLong());
    }

    void asked() {
        askedAt.set(nanos.getAsLong());
    }

    void entered() {
        sockets.incrementAndGet();
        hadSocket = true;
    }

    void left() {
        sockets.decrementAndGet();
    }

    int sockets() {
        return sockets.get();
    }

    boolean holds() {
        return sockets.get() > 0
                || (!hadSocket && nanos.getAsLong() - askedAt.get() < patience.toNanos());
    }
}
