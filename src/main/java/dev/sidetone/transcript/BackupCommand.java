package dev.sidetone.transcript;

import dev.sidetone.config.Configuration;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone backup FILE}. Exit code 0 for success, 1 for what is explained on standard error.
 */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Copy all conversations to FILE, also while the service runs.")
public final class BackupCommand implements Callable<Integer> {

    private final Supplier<Configuration> source;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Write over FILE.")
    private boolean force;

    /**
     * @param source read when it is needed, so that help is there without it
     */
    public BackupCommand(Supplier<Configuration> source) {
        this.source = source;
    }

    @Override
    public Integer call() {
        var run = new CopyRun(source, spec);
        return run.run(
                "pg_dump --schema=sidetone --file=%s \"$DATABASE_URL\"".formatted(file),
                copy -> {
                    long items = copy.backup(file, force);
                    run.say("%d items are in %s.".formatted(items, file));
                });
    }
}
