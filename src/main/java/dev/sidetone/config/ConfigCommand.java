package dev.sidetone.config;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone config check|explain|import|generations|rollback}. Works on the files, next to a
 * running service if need be, which reads them again by itself. Exit code 0 for success, 1 for what
 * it explains on standard error, 78 for a configuration that cannot be used.
 */
@Command(
        name = "config",
        description = "The configuration: check, explain, import, generations, rollback.",
        mixinStandardHelpOptions = true)
public final class ConfigCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final List<String> OF_THE_FILE =
            List.of(Layer.Kind.HOME.toString(), Layer.Kind.PROFILE.toString());

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(out());
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Read everything as a start would; FILE stands in for config.toml.")
    int check(@Parameters(paramLabel = "FILE", arity = "0..1") Optional<Path> file) {
        Configuration configuration =
                file.isPresent()
                        ? Configuration.loadWith(file.get(), text(file.get()))
                        : Configuration.load();
        configuration.warnings().forEach(warning -> out().println("Warning: " + warning));
        configuration.ignored().forEach(ignored -> out().println("Ignored: " + ignored));
        out().println("The configuration can be used.");
        return 0;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Show each value in force and where it comes from.")
    int explain(
            @Parameters(
                            paramLabel = "KEY",
                            arity = "0..1",
                            description = "Only this key, or the keys of this table.")
                    Optional<String> key,
            @Option(names = "--set", description = "Leave the defaults out.") boolean onlySet) {
        List<Effective> shown =
                Configuration.load().effective().stream()
                        .filter(e -> key.isEmpty() || isUnder(e.key(), key.get()))
                        .filter(e -> !onlySet || !e.isDefault())
                        .toList();
        shown.forEach(this::print);
        return shown.isEmpty() && key.isPresent() ? unset(key.get()) : 0;
    }

    private static boolean isUnder(String key, String asked) {
        return key.equals(asked) || key.startsWith(asked + ".");
    }

    private void print(Effective e) {
        String from = e.isDefault() ? "default" : e.layer() + ": " + e.place();
        out().println(e.key() + " = " + e.value() + "   # " + from);
        e.covered().forEach(weaker -> out().println("    instead of " + weaker));
    }

    private int unset(String key) {
        Optional<String> meant = KeyTable.nearest(Name.of(key));
        boolean known = meant.equals(Optional.of(key)) || KeyTable.isTable(Name.of(key));
        spec.commandLine()
                .getErr()
                .println(
                        known
                                ? key + " is not set and has no default."
                                : "There is no key "
                                        + key
                                        + meant.map(m -> "; did you mean " + m + "?").orElse("."));
        return known ? 0 : FAILED;
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description =
                    "Show what FILE means as config.toml, what it would change and what of it is"
                            + " ignored.")
    int take(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--apply", description = "Make it the config.toml of the home folder.")
                    boolean apply) {
        String text = text(file);
        Configuration next = Configuration.loadWith(file, text);
        RunningConfiguration running = files();
        section("It comes to", next.meaning());
        section("Set by " + file, setBy(next));
        section("Changes", running.now().changesTo(next).stream().map(Change::toString).toList());
        section("Ignored", next.ignored());
        section("Warnings", next.warnings());
        if (!apply) {
            out().println("Nothing was written; --apply makes it " + running.now().file() + ".");
            return 0;
        }
        return written(() -> Optional.of(running.apply(text, "import")));
    }

    private static List<String> setBy(Configuration next) {
        return next.effective().stream()
                .filter(e -> OF_THE_FILE.contains(e.layer()))
                .map(e -> e.key() + " = " + e.value() + "   # " + e.place())
                .toList();
    }

    private void section(String title, List<String> lines) {
        out().println(title + (lines.isEmpty() ? ": nothing" : ":"));
        lines.forEach(line -> out().println("  " + line));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "List what the home folder's config.toml was, the newest first.")
    int generations() {
        try {
            files().generations()
                    .forEach(g -> out().printf("%4d  %s  %s%n", g.number(), g.at(), g.cause()));
            return 0;
        } catch (IOException e) {
            return failed(e);
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Bring a generation back.")
    int rollback(@Parameters(paramLabel = "NUMBER") int number) {
        return written(() -> files().rollBack(number));
    }

    @FunctionalInterface
    private interface Work {
        Optional<Generation> run() throws IOException;
    }

    private int written(Work work) {
        try {
            Optional<Generation> generation = work.run();
            if (generation.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("There is no such generation; see: sidetone config generations");
                return FAILED;
            }
            out().println(
                            "Written as generation %d. A running service reads it by itself."
                                    .formatted(generation.get().number()));
            return 0;
        } catch (IOException e) {
            return failed(e);
        }
    }

    private int failed(IOException e) {
        spec.commandLine().getErr().println("The home folder is not usable: " + e);
        return FAILED;
    }

    /** What the files say now; a file with a fault counts as empty, so that it can be replaced. */
    private static RunningConfiguration files() {
        Configuration now;
        try {
            now = Configuration.load();
        } catch (ConfigException _) {
            now = Configuration.loadWith(Path.of("config.toml"), "");
        }
        return new RunningConfiguration(now, InstantSource.system());
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigException(file + ": there is no such file");
        }
        return TomlFile.text(file);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
