package dev.sidetone.config;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import sun.misc.Signal;

/**
 * Reads the configuration again when one of its files changes and on {@code SIGHUP}. Looks at the
 * files instead of listening to the system: that also sees a mounted map whose links are turned,
 * and files on another machine.
 */
@Singleton
final class ConfigWatch {

    private static final Logger LOG = Logger.getLogger("dev.sidetone.config");
    private static final long EVERY_MS = 500;

    private final RunningConfiguration running;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("config-watch").factory());
    private List<String> known;
    private List<String> seen;

    @Inject
    ConfigWatch(RunningConfiguration running) {
        this.running = running;
        this.known = state();
        this.seen = known;
    }

    void start(@Observes StartupEvent started) {
        var _ =
                looks.scheduleWithFixedDelay(
                        this::lookOn, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
        boolean onTerminal = terminal();
        try {
            Signal.handle(new Signal("HUP"), _ -> Thread.startVirtualThread(() -> hup(onTerminal)));
        } catch (IllegalArgumentException e) {
            LOG.debugf("No reload by signal here: %s", e.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent ended) {
        looks.shutdownNow();
    }

    /**
     * The signal also comes when the terminal is closed; then nobody can stop the service any more.
     */
    private void hup(boolean onTerminal) {
        if (onTerminal && !terminal()) {
            LOG.info("The terminal was closed.");
            Quarkus.asyncExit();
        } else {
            running.reload("SIGHUP");
        }
    }

    private static boolean terminal() {
        try (var _ = new FileInputStream("/dev/tty")) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** An unforeseen fault must not end the looking. */
    private void lookOn() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("The configuration's files could not be looked at", e);
        }
    }

    /** A change counts when the next look sees the same: half a file is not read. */
    synchronized void look() {
        List<String> state = state();
        if (!state.equals(known) && state.equals(seen)) {
            known = state;
            running.reload("a file changed");
        }
        seen = state;
    }

    private List<String> state() {
        return running.now().files().stream().map(ConfigWatch::state).toList();
    }

    private static String state(Path file) {
        try {
            var facts = Files.readAttributes(file, BasicFileAttributes.class);
            return facts.lastModifiedTime() + " " + facts.size() + " " + facts.fileKey();
        } catch (IOException _) {
            return "none";
        }
    }
}
