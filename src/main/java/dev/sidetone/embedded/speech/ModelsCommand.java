package dev.sidetone.embedded.speech;

import dev.sidetone.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone models list|pull|verify|remove}. Works on the models folder of the settings it is
 * given, next to a running service if need be. Exit code 0 for success, 1 for a failure that it
 * explains on standard error.
 */
@Command(
        name = "models",
        description = "Speech models: list, pull, verify, remove.",
        mixinStandardHelpOptions = true)
public final class ModelsCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    private final Supplier<Settings> source;
    private Optional<Settings.Models> read = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    /**
     * @param source read when a command needs them, so that help is there without them
     */
    public ModelsCommand(Supplier<Settings> source) {
        this.source = source;
    }

    @Override
    public Integer call() {
        return list();
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Show the catalogue and what of it is here.")
    int list() {
        return run(() -> {
            List<Model> needed = Catalogue.needed(settings());
            out().println("Models folder: " + store().folder());
            for (Model model : Catalogue.all()) {
                out().println(line(model, needed.contains(model)));
            }
            return 0;
        });
    }

    private String line(Model model, boolean needed) {
        String state = store().has(model) ? "present" : needed ? "MISSING" : "-";
        return String.format(
                "%-24s %-15s %-4s %7.1f MB  %-8s %s",
                model.id(),
                model.purpose().words(),
                model.language(),
                model.bytes() / 1e6,
                state,
                model.licence());
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Download models; without ids those that the configuration needs.")
    int pull(@Parameters(paramLabel = "ID", arity = "0..*") List<String> ids) {
        return run(() -> {
            var puller =
                    new ModelPuller(store(), settings().mirror(), ModelPuller.STALL, Pip.CALLS);
            puller.pull(chosen(ids), new PrintedProgress(out()));
            out().println("All models are in " + store().folder());
            return 0;
        });
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Hash the files of models; without ids of all that are here.")
    int verify(@Parameters(paramLabel = "ID", arity = "0..*") List<String> ids) {
        return run(() -> {
            int code = 0;
            for (Model model : isGiven(ids) ? chosen(ids) : Catalogue.all()) {
                ModelStore.State state = store().verify(model);
                if (isGiven(ids) || state != ModelStore.State.MISSING) {
                    out().println(model.id() + ": " + words(state));
                }
                code = state == ModelStore.State.DAMAGED ? FAILED : code;
            }
            return code;
        });
    }

    private static String words(ModelStore.State state) {
        return switch (state) {
            case PRESENT -> "good";
            case MISSING -> "not here";
            case DAMAGED -> "DAMAGED: remove it and pull it again";
        };
    }

    @Command(mixinStandardHelpOptions = true, description = "Delete the files of models.")
    int remove(@Parameters(paramLabel = "ID", arity = "1..*") List<String> ids) {
        return run(() -> {
            for (Model model : chosen(ids)) {
                boolean removed = store().remove(model);
                out().println(model.id() + (removed ? ": removed" : ": was not here"));
            }
            return 0;
        });
    }

    private static boolean isGiven(List<String> ids) {
        return ids != null && !ids.isEmpty(); // picocli passes null for no parameters
    }

    private List<Model> chosen(List<String> ids) throws ModelException {
        if (!isGiven(ids)) {
            return Catalogue.needed(settings());
        }
        var models = new ArrayList<Model>();
        for (String id : ids) {
            models.add(Catalogue.find(id));
        }
        return models;
    }

    @FunctionalInterface
    private interface Work {
        int run() throws ModelException, IOException, InterruptedException;
    }

    private int run(Work work) {
        try {
            return work.run();
        } catch (ModelException e) {
            return failed(e.explanation());
        } catch (IOException e) {
            return failed("The models folder " + store().folder() + " is not usable: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("Interrupted; run it again to go on where it stopped.");
        }
    }

    private int failed(String message) {
        spec.commandLine().getErr().println(message);
        return FAILED;
    }

    private Settings.Models settings() {
        Settings.Models settings = read.orElseGet(() -> source.get().models());
        read = Optional.of(settings);
        return settings;
    }

    private ModelStore store() {
        return new ModelStore(settings().dir());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
