package dev.sidetone.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.Configuration;
import dev.sidetone.transcript.Printed;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone access}: who read the record of others. Exit code 0 for success, 1 when the log
 * cannot be read or is not as it was written.
 */
@Command(
        name = "access",
        description = "Who read the record of others.",
        mixinStandardHelpOptions = true)
public final class AccessCommand implements Callable<Integer> {

    private final Supplier<Configuration> source;

    @Spec private CommandSpec spec = CommandSpec.create();

    /**
     * @param source says where the record is
     */
    public AccessCommand(Supplier<Configuration> source) {
        this.source = source;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Show the log, the oldest first, and whether it is whole.")
    int reads(@Option(names = "--json", description = "Print JSON.") boolean json) {
        List<Read> all;
        try {
            all = new ReadLog(AccessProducer.tables(source.get())).entries();
        } catch (SQLException e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "The log of who read what cannot be read (%s). See that the record's file or database can be: sidetone config explain sidetone.home"
                                    .formatted(e.getMessage()));
            return 1;
        }
        return Printed.log(
                spec,
                all,
                json ? Optional.of(AccessCommand::json) : Optional.empty(),
                AccessCommand::line,
                ReadLog.broken(all));
    }

    private static String line(Read read) {
        return "%d  %s  %s  %-7s  %s%s of %s  %s"
                .formatted(
                        read.number(),
                        read.at(),
                        named(read.reader(), "the one token"),
                        read.kind().text(),
                        read.conversation(),
                        read.itemId().isEmpty() ? "" : " item " + read.itemId(),
                        String.join(
                                ", ", read.owners().stream().map(o -> named(o, "nobody")).toList()),
                        read.seal().substring(0, 12));
    }

    private static String named(String name, String otherwise) {
        return name.isEmpty() ? otherwise : name;
    }

    private static ObjectNode json(Read read) {
        ObjectNode one =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("number", read.number())
                        .put("at", read.at().toString())
                        .put("reader", read.reader())
                        .put("conversation", read.conversation().value())
                        .put("kind", read.kind().text())
                        .put("itemId", read.itemId());
        ArrayNode owners = one.putArray("owners");
        read.owners().forEach(owners::add);
        return one.put("seal", read.seal());
    }
}
