package dev.sidetone.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.Configuration;
import dev.sidetone.usage.UsageQuery.By;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone usage}: what calls used and cost, read where the record is, next to a running
 * service if need be. Exit code 0 for success, 1 when it cannot be read.
 */
@Command(name = "usage", description = "What calls used and cost.", mixinStandardHelpOptions = true)
public final class UsageCommand implements Callable<Integer> {

    private final Supplier<UsageStore> store;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--by",
            defaultValue = "DAY",
            description = "What one line is of: ${COMPLETION-CANDIDATES}. Default: day.")
    private By by = By.DAY;

    @Option(names = "--from", paramLabel = "DAY", description = "The first day, as 2026-11-22.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "DAY", description = "The last day, itself within.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(names = "--json", description = "Print JSON, as GET /api/v1/usage does.")
    private boolean json;

    @Option(names = "--csv", description = "Print CSV.")
    private boolean csv;

    /** Reads where the configuration says that the record is. */
    public UsageCommand() {
        this(() -> UsageProducer.store(Configuration.load()));
    }

    UsageCommand(Supplier<UsageStore> store) {
        this.store = store;
    }

    @Override
    public Integer call() {
        try {
            print(store.get().sums(new UsageQuery(from, to, by)));
            return 0;
        } catch (SQLException e) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "The usage cannot be read where the record is (%s). See that the record's file or database can be read: sidetone config explain sidetone.home"
                                    .formatted(e.getMessage()));
            return 1;
        }
    }

    private void print(List<UsageSum> sums) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(sums));
        } else if (csv) {
            out.print(UsageCsv.write(by, sums));
        } else if (sums.isEmpty()) {
            out.println("Nothing was used.");
        } else {
            sums.forEach(sum -> out.println(line(sum.key(), sum)));
            UsageSum total = sums.stream().reduce(UsageSum.none(""), UsageSum::plus);
            out.println(line("total", total));
        }
        out.flush();
    }

    private static String line(String key, UsageSum sum) {
        return String.format(
                Locale.ROOT,
                "%-36s %,14d tokens %,6d responses %10s  %s%s",
                key.isEmpty() ? "not known" : key,
                sum.tokens().total(),
                sum.responses(),
                sum.millis() == 0 ? "" : Cost.amount(0, sum.millis()),
                Cost.text(sum),
                sum.parked().times() == 0 ? "" : "  " + sum.parked().text());
    }

    private ObjectNode json(List<UsageSum> sums) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("by", by.name().toLowerCase(Locale.ROOT));
        ArrayNode array = all.putArray("sums");
        for (UsageSum sum : sums) {
            ObjectNode one = array.addObject();
            one.put("key", sum.key()).put("responses", sum.responses());
            tokens(one.putObject("tokens"), sum.tokens());
            one.put("seconds", BigDecimal.valueOf(sum.millis(), 3));
            one.put("costUsd", sum.cost().dollars()).put("withoutPrice", sum.unpriced());
            one.put("parkedSeconds", BigDecimal.valueOf(sum.parked().millis(), 3));
            sum.parked()
                    .saved()
                    .ifPresentOrElse(
                            saved -> one.put("savedUsd", saved.dollars()),
                            () -> one.putNull("savedUsd"));
        }
        return all;
    }

    private static void tokens(ObjectNode to, Tokens tokens) {
        to.put("textIn", tokens.in().text())
                .put("audioIn", tokens.in().audio())
                .put("imageIn", tokens.in().image())
                .put("otherIn", tokens.in().other())
                .put("cachedTextIn", tokens.cached().text())
                .put("cachedAudioIn", tokens.cached().audio())
                .put("cachedImageIn", tokens.cached().image())
                .put("cachedOtherIn", tokens.cached().other())
                .put("textOut", tokens.out().text())
                .put("audioOut", tokens.out().audio())
                .put("otherOut", tokens.out().other())
                .put("total", tokens.total());
    }
}
