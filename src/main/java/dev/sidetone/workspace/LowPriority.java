package dev.sidetone.workspace;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets a thread run when nothing else wants the core: a call's recognition and synthesis do not
 * wait for the index. Java's own priorities do nothing on Linux unless the whole process is run as
 * root with a flag, so the kernel is asked; elsewhere Java's priority is what there is.
 */
final class LowPriority {

    private static final Logger LOG = Logger.getLogger(LowPriority.class);

    /** Of Linux, where 0 as the process means the calling thread. */
    private static final int PROCESS = 0;

    /** Weighs about a tenth of a thread that has not been made nice. */
    private static final int NICENESS = 10;

    private static final Optional<MethodHandle> SET = find();

    private LowPriority() {}

    /** Makes the calling thread step back for good. */
    static void enter() {
        Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
        SET.ifPresent(LowPriority::set);
    }

    @SuppressWarnings({"unused", "ThrowSpecificExceptions"})
    private static void set(MethodHandle setpriority) {
        try {
            int _ = (int) setpriority.invokeExact(PROCESS, 0, NICENESS);
        } catch (Throwable e) {
            LOG.debug("The thread keeps its priority", e);
        }
    }

    private static Optional<MethodHandle> find() {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return Optional.empty();
        }
        try {
            var linker = Linker.nativeLinker();
            var ints =
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT,
                            ValueLayout.JAVA_INT);
            return linker.defaultLookup()
                    .find("setpriority")
                    .map(address -> linker.downcallHandle(address, ints));
        } catch (IllegalCallerException | UnsupportedOperationException | LinkageError e) {
            LOG.debug("Threads keep their priority", e);
            return Optional.empty();
        }
    }
}
