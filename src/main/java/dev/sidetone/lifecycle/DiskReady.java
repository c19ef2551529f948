package dev.sidetone.lifecycle;

import dev.sidetone.config.OperationSettings.Disk;
import dev.sidetone.config.RunningConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * The disk in {@code /readyz}. Where next to nothing is free, what is said could be kept in memory
 * only: no new calls should come here.
 */
@Readiness
@ApplicationScoped
class DiskReady implements HealthCheck {

    private static final long MB = 1024 * 1024;

    private final RunningConfiguration running;

    DiskReady(RunningConfiguration running) {
        this.running = running;
    }

    @Override
    public HealthCheckResponse call() {
        Disk limits = running.now().operations().disk();
        try {
            return judged(free(running.started().settings().home()), limits);
        } catch (IOException e) {
            return HealthCheckResponse.named("disk")
                    .up()
                    .withData("state", "unknown")
                    .withData(
                            "message",
                            "How much is free in $SIDETONE_HOME cannot be found out (%s). Check that the folder is there and may be read."
                                    .formatted(e.getClass().getSimpleName()))
                    .build();
        }
    }

    static HealthCheckResponse judged(long freeMb, Disk limits) {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("disk").withData("freeMb", freeMb);
        if (freeMb < limits.leastMb()) {
            return answer.down()
                    .withData("state", "full")
                    .withData("message", words(freeMb, limits.leastMb(), "least_mb"))
                    .build();
        }
        if (freeMb < limits.warnMb()) {
            return answer.up()
                    .withData("state", "low")
                    .withData("message", words(freeMb, limits.warnMb(), "warn_mb"))
                    .build();
        }
        return answer.up().withData("state", "ok").build();
    }

    private static String words(long freeMb, long limitMb, String key) {
        return "%d MB are free in $SIDETONE_HOME, less than the %d MB of sidetone.disk.%s. Free some, or move SIDETONE_HOME to a larger disk."
                .formatted(freeMb, limitMb, key);
    }

    /** Of the folder, or of the nearest one above it while it is not there yet. */
    private static long free(Path home) throws IOException {
        Path there = home;
        for (Path up = home; up != null && !Files.exists(there); up = up.getParent()) {
            there = up;
        }
        return Files.getFileStore(there).getUsableSpace() / MB;
    }
}
