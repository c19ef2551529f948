package dev.sidetone.retention;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.Configuration;
import dev.sidetone.transcript.Printed;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.transcript.Transcripts;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone retention}: what would be taken out for good now, takes it out, or shows what
 * was. Exit code 0 for success, 1 when the record cannot be read or the log is not as it was
 * written.
 */
@Command(
        name = "retention",
        description = "What of the record is kept no longer: shows it, takes it out, proves it.",
        mixinStandardHelpOptions = true)
public final class RetentionCommand implements Callable<Integer> {

    private final Supplier<Configuration> source;
    private final InstantSource clock;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--apply", description = "Take it out now; without this nothing is changed.")
    private boolean apply;

    @Option(
            names = "--log",
            description = "What was taken out so far, and whether that log is whole.")
    private boolean log;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /**
     * @param source says where the record is
     */
    public RetentionCommand(Supplier<Configuration> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Configuration configuration = source.get();
        ErasureLog erasures = RetentionProducer.log(configuration);
        try (TranscriptStore store = Transcripts.open(configuration)) {
            return log ? shown(erasures.entries()) : shown(store, erasures, configuration);
        } catch (SQLException e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "The log of what was taken out cannot be used (%s). See that the record's file or database can be written: sidetone config explain sidetone.home"
                                    .formatted(e.getMessage()));
            return 1;
        }
    }

    private int shown(TranscriptStore store, ErasureLog erasures, Configuration configuration)
            throws SQLException {
        var retention = new Retention(store, erasures, configuration::retention);
        Instant now = clock.instant();
        List<Erasure> all = apply ? retention.apply(now) : retention.due(now);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            all.forEach(one -> array.add(json(one)));
            out.println(array.toPrettyString());
            return 0;
        }
        all.forEach(one -> out.println(line(one)));
        out.println(
                (apply
                                ? "%d taken out for good."
                                : "%d would be taken out for good; --apply does it.")
                        .formatted(all.size()));
        return 0;
    }

    private int shown(List<Erased> entries) {
        return Printed.log(
                spec,
                entries,
                json ? Optional.of(RetentionCommand::json) : Optional.empty(),
                RetentionCommand::line,
                ErasureLog.broken(entries));
    }

    private static String line(Erased entry) {
        return "%d  %s  %s  %s"
                .formatted(
                        entry.number(),
                        entry.at(),
                        line(entry.what()),
                        entry.seal().substring(0, 12));
    }

    private static String line(Erasure one) {
        return "%s  %s  %s  %d items, last changed %s"
                .formatted(
                        one.why().text(),
                        one.conversation(),
                        one.workspace(),
                        one.items(),
                        one.changedAt());
    }

    private static ObjectNode json(Erasure one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("why", one.why().text())
                .put("conversation", one.conversation().value())
                .put("workspace", one.workspace())
                .put("begunAt", one.begunAt().toString())
                .put("changedAt", one.changedAt().toString())
                .put("items", one.items());
    }

    private static ObjectNode json(Erased entry) {
        return json(entry.what())
                .put("number", entry.number())
                .put("at", entry.at().toString())
                .put("seal", entry.seal());
    }
}
