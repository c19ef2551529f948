package dev.sidetone.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the layers, from the weakest to the strongest, and lays them over each other. */
final class Layers {

    private final Surroundings around;
    private final Path home;
    private final Merge merge = new Merge();
    private final List<Path> files = new ArrayList<>();
    private final SortedSet<String> profiles = new TreeSet<>();

    private Layers(Surroundings around, Path home) {
        this.around = around;
        this.home = home;
    }

    /** A text in place of the home folder's file, and how its places are called. */
    record StandIn(Path name, String text) {}

    /**
     * What came out, and from which files, whether they are there or not.
     *
     * @param homeText the text of the home folder's file; empty when there is none
     * @param files the system's, the user's and the repository's
     */
    record Outcome(
            Values values,
            Path home,
            Optional<String> homeText,
            List<Path> files,
            SortedSet<String> profiles) {}

    /**
     * Reads all layers.
     *
     * @param homeText what stands in for the home folder's file; empty reads it
     * @throws ConfigException with one line for every fault of every layer
     */
    static Outcome read(Surroundings around, Optional<StandIn> homeText) {
        Path home =
                around.outside(Keys.HOME)
                        .map(found -> place(around, found))
                        .orElse(around.userHome().resolve(".sidetone"))
                        .toAbsolutePath()
                        .normalize();
        return new Layers(around, home).read(homeText);
    }

    static Path file(Path home) {
        return home.resolve("config.toml");
    }

    private Outcome read(Optional<StandIn> standIn) {
        merge.defaults();
        Layer arguments = arguments();
        Path file = file(home);
        Layer system = layer(Layer.Kind.SYSTEM, around.system(), text(around.system()));
        files.add(around.system());
        files.add(file);
        Optional<String> text = standIn.map(StandIn::text).or(() -> text(file));
        Layer user = layer(Layer.Kind.HOME, standIn.map(StandIn::name).orElse(file), text);
        merge.lay(system.withoutProfiles());
        merge.lay(user.withoutProfiles());
        profile(List.of(system, user), arguments);
        repository(arguments);
        merge.environment(around);
        merge.lay(arguments);
        return new Outcome(merge.done(), home, text, List.copyOf(files), profiles);
    }

    private Layer arguments() {
        try {
            return Layer.ofArguments(around.arguments());
        } catch (ConfigException e) {
            merge.faults(e);
            return Layer.of(Layer.Kind.COMMAND_LINE, TomlFile.none(home));
        }
    }

    private Optional<String> text(Path file) {
        try {
            return Files.exists(file) ? Optional.of(TomlFile.text(file)) : Optional.empty();
        } catch (ConfigException e) {
            merge.faults(e);
            return Optional.of("");
        }
    }

    private Layer layer(Layer.Kind kind, Path file, Optional<String> text) {
        try {
            TomlFile read =
                    text.map(t -> TomlFile.parse(file, t)).orElseGet(() -> TomlFile.none(file));
            merge.faults(read.faults());
            return Layer.of(kind, read);
        } catch (ConfigException e) {
            merge.faults(e);
            return Layer.of(kind, TomlFile.none(file));
        }
    }

    /** The profiles of all files are checked, the chosen one is laid over them. */
    private void profile(List<Layer> layers, Layer arguments) {
        Optional<Surroundings.Found> chosen = strongest(AgentKeys.PROFILE, arguments);
        Map<String, List<Layer>> found = new LinkedHashMap<>();
        for (Layer layer : layers) {
            layer.profiles()
                    .forEach((name, profile) ->
                            found.computeIfAbsent(name, _ -> new ArrayList<>()).add(profile));
        }
        String name = chosen.map(Surroundings.Found::text).orElse("");
        found.forEach((other, parts) -> {
            if (!other.equals(name)) {
                parts.forEach(merge::check);
            }
        });
        found.getOrDefault(name, List.of()).forEach(merge::lay);
        profiles.addAll(found.keySet());
        if (chosen.isPresent() && !found.containsKey(name)) {
            merge.fault(chosen.get().origin(), noProfile(name, profiles));
        }
    }

    private static String noProfile(String name, SortedSet<String> known) {
        String there =
                known.isEmpty()
                        ? "no file has a table under [profiles]"
                        : "there are " + String.join(", ", known);
        String meant =
                Spelling.nearest(name, known).map(n -> "; did you mean " + n + "?").orElse("");
        return "there is no profile " + TomlText.of(name) + "; " + there + meant;
    }

    /** The value before the repository has its say: argument, environment, files, default. */
    private Optional<Surroundings.Found> strongest(Key key, Layer arguments) {
        TomlFile.Entry argument = arguments.entries().get(key.name());
        if (argument != null && argument.value() instanceof String text && !text.isEmpty()) {
            return Optional.of(new Surroundings.Found(text, argument.place()));
        }
        return around.outside(key)
                .or(() ->
                        merge.get(key.name())
                                .map(v -> new Surroundings.Found((String) v.value(), v.origin())));
    }

    private void repository(Layer arguments) {
        String workspace =
                strongest(Keys.WORKSPACE, arguments).map(Surroundings.Found::text).orElse(".");
        Path folder;
        try {
            folder = around.place(workspace).toAbsolutePath().normalize();
        } catch (InvalidPathException _) {
            return; // whoever builds the settings says so
        }
        Path root = root(folder);
        Path file = root.resolve(".sidetone").resolve("config.toml");
        if (file.equals(file(home))) {
            return; // the workspace is the user's home folder: the file is the user's own
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isWithin(file, root)) {
            var place = new Origin.File(file, 1, 1);
            merge.remark(
                    Remark.Kind.SET_ASIDE, place, "the file leads out of the repository; not read");
            return;
        }
        files.add(file);
        merge.lay(layer(Layer.Kind.REPOSITORY, file, text(file)));
    }

    /** The work tree around a folder; without Git the folder itself. */
    private static Path root(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return folder;
    }

    private static boolean isWithin(Path file, Path root) {
        try {
            return file.toRealPath().startsWith(root.toRealPath());
        } catch (IOException _) {
            return false;
        }
    }

    private static Path place(Surroundings around, Surroundings.Found found) {
        try {
            return around.place(found.text());
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    "%s: %s is no path: %s"
                            .formatted(found.origin(), TomlText.of(found.text()), e.getReason()));
        }
    }
}
