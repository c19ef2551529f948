package dev.sidetone.delivery;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone deliveries}: what was taken where, next to a running service if need be. Exit
 * code 0, or 1 when some of it failed for good or cannot be read.
 */
@Command(
        name = "deliveries",
        description = "What was taken to [sidetone.delivery.*], and what waits or failed.",
        mixinStandardHelpOptions = true)
public final class DeliveriesCommand implements Callable<Integer> {

    private final Supplier<Path> home;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print a line of JSON for each.")
    private boolean json;

    public DeliveriesCommand(Supplier<Path> home) {
        this.home = home;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<Delivery> all = Spool.in(home.get()).list();
            if (all.isEmpty() && !json) {
                out.println("There are none.");
            }
            all.forEach(d -> out.println(json ? Spool.json(d).toString() : line(d)));
            out.flush();
            return all.stream().anyMatch(d -> d.state() == Delivery.State.FAILED) ? 1 : 0;
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("The deliveries cannot be read: " + e.getClass().getSimpleName());
            return 1;
        }
    }

    private static String line(Delivery d) {
        String state = d.state().name().toLowerCase(Locale.ROOT);
        return "%s  %-9s  %s to %s, %d attempts%s"
                .formatted(
                        d.next(),
                        state,
                        d.conversation(),
                        d.target(),
                        d.attempts(),
                        d.fault().isEmpty() ? "" : ": " + d.fault());
    }
}
