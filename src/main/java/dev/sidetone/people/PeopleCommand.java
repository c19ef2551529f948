package dev.sidetone.people;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sidetone.access.Owners;
import dev.sidetone.config.Configuration;
import dev.sidetone.recording.Recordings;
import dev.sidetone.retention.ErasureLog;
import dev.sidetone.transcript.Printed;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.transcript.Transcripts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone people}: what one person said, as a file, or out of the record for good; next to
 * a running service if need be. Exit code 0 for success, 1 for what it explains on standard error.
 */
@Command(
        name = "people",
        description = "What one person said: export, erase.",
        mixinStandardHelpOptions = true)
public final class PeopleCommand implements Callable<Integer> {

    private final Supplier<Configuration> source;
    private final InstantSource clock;

    @Spec private CommandSpec spec = CommandSpec.create();

    /**
     * @param source says where the record is
     */
    public PeopleCommand(Supplier<Configuration> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(out());
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Write what this person said as JSON Lines.")
    int export(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE",
                            description = "A file that is not there yet. Default: standard output.")
                    Optional<Path> output)
            throws IOException {
        Configuration configuration = source.get();
        try (TranscriptStore store = Transcripts.open(configuration);
                OutputStream out = Printed.open(output)) {
            new PersonExport(new Sayings(store, owners(configuration))).write(name, _ -> {}, out);
            return 0;
        } catch (FileAlreadyExistsException e) {
            return failed(e.getFile() + " is there already; name another file.");
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Take out for good what this person said, the sound too; nothing under legal"
                            + " hold.")
    int erase(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--dry-run", description = "Only show what would go.") boolean dryRun,
            @Option(
                            names = "--json",
                            description =
                                    "Print a line of JSON for each conversation, and one for what"
                                            + " calls cost.")
                    boolean json) {
        Configuration configuration = source.get();
        try (TranscriptStore store = Transcripts.open(configuration);
                Recordings recordings = Recordings.of(configuration)) {
            var erasure =
                    new PersonErasure(
                            store,
                            new Sayings(store, owners(configuration)),
                            recordings,
                            new ErasureLog(SideTables.of(configuration, ErasureLog.SCHEMA)),
                            PeopleProducer.usage(configuration));
            PersonGone gone = dryRun ? erasure.due(name) : erasure.apply(name, clock.instant());
            gone.conversations().forEach(one -> out().println(json ? json(one) : line(one)));
            if (!json) {
                out().println(summary(gone, dryRun));
            } else if (gone.usage() > 0) {
                out().println(JsonNodeFactory.instance.objectNode().put("usage", gone.usage()));
            }
            return 0;
        } catch (SQLException e) {
            return failed(
                    "It cannot be known or written down what goes (%s). See that the record's file or database can be written: sidetone config explain sidetone.home"
                            .formatted(e.getMessage()));
        }
    }

    private static Owners owners(Configuration configuration) {
        return new Owners(SideTables.of(configuration, Owners.SCHEMA));
    }

    private static String line(Gone gone) {
        return "%s  %s  %d items, %d pieces of sound%s"
                .formatted(
                        gone.conversation(),
                        gone.workspace(),
                        gone.items(),
                        gone.sounds(),
                        gone.stays() ? "; kept: under legal hold" : "");
    }

    private static String summary(PersonGone gone, boolean dryRun) {
        List<Gone> all = gone.conversations();
        long items = all.stream().filter(g -> !g.stays()).mapToLong(Gone::items).sum();
        long kept = all.stream().filter(Gone::stays).count();
        return "%d items %s; %d conversations are kept under legal hold. The name %s %d entries of what calls used."
                .formatted(
                        items,
                        dryRun ? "would be taken out for good" : "are gone for good",
                        kept,
                        dryRun ? "would go from" : "is gone from",
                        gone.usage());
    }

    private static String json(Gone gone) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("conversation", gone.conversation().value())
                .put("workspace", gone.workspace())
                .put("items", gone.items())
                .put("sounds", gone.sounds())
                .put("kept", gone.kept())
                .toString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int failed(String why) {
        spec.commandLine().getErr().println(why);
        return 1;
    }
}
