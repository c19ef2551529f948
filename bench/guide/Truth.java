import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What universal-ctags and grep say about a code base. */
final class Truth {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A definition. */
    record Tag(String name, String kind, String path, int line, String scope) {
        String place() {
            return path + ":" + line;
        }
    }

    final Path root;
    final List<Tag> tags = new ArrayList<>();
    final Map<String, List<Tag>> byKey = new HashMap<>();
    final List<String> files;

    Truth(Path root) throws IOException {
        this.root = root;
        files = files();
        for (String line :
                Shell.lines(
                        root,
                        "ctags",
                        "-R",
                        "--output-format=json",
                        "--fields=+nKsS",
                        "--extras=-F",
                        "--exclude=.git",
                        "--exclude=target",
                        "--exclude=bench/out",
                        "--exclude=node_modules",
                        "--languages=Java,Python,JavaScript,TypeScript,Go,Rust,C,C++,Sh",
                        "-f",
                        "-",
                        ".")) {
            add(JSON.readTree(line));
        }
    }

    private List<String> files() throws IOException {
        if (Files.exists(root.resolve(".git"))) {
            return Shell.lines(root, "git", "ls-files", "-co", "--exclude-standard");
        }
        return Shell.lines(root, "find", ".", "-type", "f").stream().map(p -> p.substring(2)).sorted().toList();
    }

    private void add(JsonNode tag) {
        if (!"tag".equals(tag.path("_type").asText())) {
            return;
        }
        String path = tag.path("path").asText().replaceFirst("^\\./", "");
        var made =
                new Tag(
                        tag.path("name").asText(),
                        tag.path("kind").asText(),
                        path,
                        tag.path("line").asInt(),
                        tag.path("scope").asText(""));
        if (files.contains(path)) {
            tags.add(made);
            byKey.computeIfAbsent(key(made.name()), _ -> new ArrayList<>()).add(made);
        }
    }

    static String key(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    /** Places of all tags that are written with these letters, and lines that plainly define them. */
    Set<String> places(String name) {
        var places = new TreeSet<String>();
        List<Tag> same = byKey.getOrDefault(key(name), List.of());
        same.forEach(t -> places.add(t.place()));
        same.stream().map(Tag::name).distinct().forEach(n -> places.addAll(definingLines(n)));
        return places;
    }

    /** Overloads and members of anonymous classes, which ctags leaves out. */
    private Set<String> definingLines(String name) {
        String quoted = name.replace("$", "\\$");
        return match(
                "(\\b(function|class|interface|type|enum|const|let|var|def|fn|func|struct|trait)\\s+(\\*\\s*)?"
                        + quoted
                        + "\\b)|(^\\s+(?!return\\b|new\\b|else\\b|throw\\b)([\\w<>\\[\\],.?&@]+\\s+)+"
                        + quoted
                        + "\\s*\\([^;]*$)");
    }

    private Set<String> match(String regex) {
        return places(
                Shell.lines(root, "grep", "-rnIP", "--exclude-dir=.git", "--exclude-dir=target", "--exclude-dir=out", "--exclude-dir=node_modules", "--", regex, "."));
    }

    /** Lines that hold a word, without those that define it. */
    Set<String> uses(String name) {
        var places = new TreeSet<>(grep("-w", name));
        for (Tag tag : byKey.getOrDefault(key(name), List.of())) {
            if (tag.name().equals(name) && !tag.kind().matches("unknown|namespace|module|package|implementation")) {
                places.remove(tag.place());
            }
        }
        return places;
    }

    /** {@code path:line} of lines with a fixed text. */
    Set<String> grep(String option, String text) {
        return places(
                Shell.lines(root, "grep", "-rnIF", option, "--exclude-dir=.git", "--exclude-dir=target", "--exclude-dir=out", "--exclude-dir=node_modules", "--", text, "."));
    }

    private Set<String> places(List<String> hits) {
        var places = new TreeSet<String>();
        for (String line : hits) {
            String[] parts = line.split(":", 3);
            String path = parts[0].replaceFirst("^\\./", "");
            if (parts.length == 3 && files.contains(path)) {
                places.add(path + ":" + parts[1]);
            }
        }
        return places;
    }
}
