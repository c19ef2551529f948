package dev.sidetone.embedded.speech;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;

/**
 * Knows how much processor time others use: the load of the whole machine (or container) without
 * our own recognition passes. whisper.cpp's threads wait for each other in spin loops, so a second
 * thread helps on an idle core and ruins everything on a busy one.
 *
 * <p>Thread-safe. Samples every 200 ms on a daemon thread until closed.
 */
final class CpuMonitor implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final double SMOOTHING = 0.5;

    /**
     * What others may use of the cores a pass would spin on: media and detectors need about that.
     */
    private static final double TOLERATED = 0.6;

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final DoubleSupplier load;
    private final Thread sampler;
    private volatile boolean closed;
    private volatile double othersBusyCores;
    private int running;
    private long changedAt = System.nanoTime();
    private double ownNanos;

    CpuMonitor() {
        this(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)::getCpuLoad);
    }

    CpuMonitor(DoubleSupplier load) {
        this.load = load;
        this.othersBusyCores = cores; // until the first sample nothing is known to be idle
        this.sampler = Thread.ofPlatform().daemon().name("speech-cpu").start(this::sample);
    }

    int cores() {
        return cores;
    }

    /** Whether a pass may spin on {@code threads} cores without meeting anybody else there. */
    boolean idleFor(int threads) {
        return othersBusyCores <= cores - threads + TOLERATED;
    }

    /** A pass with {@code threads} threads begins. */
    synchronized void began(int threads) {
        settle();
        running += threads;
    }

    synchronized void ended(int threads) {
        settle();
        running -= threads;
    }

    private void settle() {
        long now = System.nanoTime();
        ownNanos += (double) (now - changedAt) * running;
        changedAt = now;
    }

    private synchronized double takeOwnNanos() {
        settle();
        double taken = ownNanos;
        ownNanos = 0;
        return taken;
    }

    private void sample() {
        long before = System.nanoTime();
        double smooth = cores;
        while (!closed) {
            LockSupport.parkNanos(PERIOD.toNanos());
            long now = System.nanoTime();
            double own = takeOwnNanos() / Math.max(1, now - before);
            double busy = load.getAsDouble() * cores; // negative when the system does not tell
            double others = busy < 0 ? cores : Math.max(0, busy - own);
            smooth += SMOOTHING * (others - smooth);
            othersBusyCores = smooth;
            before = now;
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(sampler);
    }
}
