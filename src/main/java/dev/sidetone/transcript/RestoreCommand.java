package dev.sidetone.transcript;

import dev.sidetone.config.Configuration;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone restore FILE}. Exit code 0 for success, 1 for what is explained on standard
 * error.
 */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Put the conversations of the backup FILE in the place of those that are there,"
                        + " while the service is stopped.")
public final class RestoreCommand implements Callable<Integer> {

    private final Supplier<Configuration> source;
    private final InstantSource clock;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    /**
     * @param source read when it is needed, so that help is there without it
     */
    public RestoreCommand(Supplier<Configuration> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var run = new CopyRun(source, spec);
        return run.run(
                "psql --single-transaction --file=%s \"$DATABASE_URL\"".formatted(file),
                copy -> {
                    Optional<Path> before = copy.restore(file, clock.instant());
                    run.say("The conversations of " + file + " are in place.");
                    before.ifPresent(
                            path -> run.say("What was there before is kept as " + path + "."));
                });
    }
}
