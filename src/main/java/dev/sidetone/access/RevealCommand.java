package dev.sidetone.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.Configuration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Visible;
import dev.sidetone.transcript.Original;
import dev.sidetone.transcript.Originals;
import dev.sidetone.transcript.OriginalsException;
import dev.sidetone.transcript.SideTables;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone reveal}: what redaction took out of an item, where a vault kept it; next to a
 * running service if need be. Exit code 0 for success, 1 for what it explains on standard error.
 */
@Command(
        name = "reveal",
        description = "Show what redaction took out of an item, and write down that it was shown.",
        mixinStandardHelpOptions = true)
public final class RevealCommand implements Callable<Integer> {

    private final Supplier<Configuration> source;
    private final InstantSource clock;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "CONVERSATION")
    private String conversation = "";

    @Parameters(index = "1", paramLabel = "ITEM", description = "The item's id.")
    private String item = "";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /**
     * @param source says where the record is, and has the keys
     */
    public RevealCommand(Supplier<Configuration> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Configuration configuration = source.get();
        try {
            var id = new ConversationId(conversation);
            Originals.Found found = Originals.of(configuration).of(id, item);
            if (found.nothing()) {
                return failed(
                        "Nothing is kept of this item: nothing was taken out of it, or there was no vault then, or there is no such item.");
            }
            if (!found.opened().isEmpty()) {
                log(configuration, id);
                show(found.opened());
            }
            found.closed().forEach(spec.commandLine().getErr()::println);
            return found.closed().isEmpty() ? 0 : 1;
        } catch (IllegalArgumentException _) {
            return failed(
                    conversation + " is no id of a conversation; sidetone conversations has them.");
        } catch (SQLException e) {
            return failed(
                    "It cannot be written down that this is shown, so it is not shown (%s). See that the record's file or database can be written: sidetone config explain sidetone.home"
                            .formatted(e.getMessage()));
        } catch (OriginalsException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    /** Whoever may read the keys and the record here is known by their name on this machine. */
    private void log(Configuration configuration, ConversationId id) throws SQLException {
        SideTables tables = AccessProducer.tables(configuration);
        List<String> owners = List.copyOf(new Owners(tables).of(id));
        new ReadLog(tables)
                .reveal(
                        "local:" + System.getProperty("user.name", ""),
                        new ReadLog.Seen(id, owners),
                        item,
                        clock.instant());
    }

    private void show(List<Original> originals) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            originals.forEach(one -> all.add(json(one)));
            out.println(all.toPrettyString());
        } else {
            originals.forEach(one ->
                    out.println(
                            "%s%s\n%s"
                                    .formatted(
                                            one.keptAt(),
                                            one.current() ? "" : "  before",
                                            Visible.text(one.said()))));
        }
        out.flush();
    }

    private static ObjectNode json(Original one) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("keptAt", one.keptAt().toString())
                .put("current", one.current())
                .put("redacted", one.kept())
                .put("text", one.said());
    }

    private int failed(String why) {
        spec.commandLine().getErr().println(why);
        return 1;
    }
}
