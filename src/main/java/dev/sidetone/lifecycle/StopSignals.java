package dev.sidetone.lifecycle;

import io.quarkus.runtime.Quarkus;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import sun.misc.Signal;

/**
 * SIGTERM and SIGINT end the service in order and only then the JVM. Left to itself the JVM would
 * run its shutdown hooks side by side, and that of the ONNX runtime takes the native environment
 * away while calls still recognise speech: the process would crash in its last seconds. A second
 * signal ends the process at once. Thread-safe.
 */
public final class StopSignals {

    private static final Logger LOG = Logger.getLogger(StopSignals.class);

    /** What a shell tells of a process that a signal ended, POSIX. */
    private static final int SIGNALLED = 128;

    private final AtomicBoolean stopping = new AtomicBoolean();

    private StopSignals() {}

    /** Heeds them from now on; where a signal does not exist or is taken, the JVM's way stays. */
    public static void heed() {
        var signals = new StopSignals();
        for (String name : List.of("TERM", "INT")) {
            try {
                Signal.handle(new Signal(name), signals::stop);
            } catch (IllegalArgumentException e) {
                LOG.debugf("SIG%s is left to the JVM: %s", name, e.getMessage());
            }
        }
    }

    private void stop(Signal signal) {
        int code = SIGNALLED + signal.getNumber();
        if (stopping.compareAndSet(false, true)) {
            Quarkus.asyncExit(code);
        } else {
            Runtime.getRuntime().halt(code);
        }
    }
}
