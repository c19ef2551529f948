package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Hint;
import dev.sidetone.workspace.CodeSearch;
import dev.sidetone.workspace.TestNames;
import dev.sidetone.workspace.Words;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds files and folders by what people call them. */
final class Paths {

    private static final Pattern EXTENSION = Pattern.compile(".*[^./ ]\\.[A-Za-z][A-Za-z0-9]{0,9}");

    private final CodeSearch code;

    Paths(CodeSearch code) {
        this.code = code;
    }

    /** What is clearly a path: it has a slash, an extension, or was called a file or folder. */
    Optional<Subject> find(String said, Hint hint) {
        String path = said.strip().replaceAll("^\\.?/+|[`\"']", "");
        if (code.file(path).isPresent()) {
            return Optional.of(new Subject.InFile(path));
        }
        boolean slash = path.contains("/");
        if (slash || EXTENSION.matcher(path).matches() || hint == Hint.FILE) {
            Optional<Subject> file = file(path);
            if (file.isPresent()) {
                return file;
            }
        }
        return slash || hint == Hint.FOLDER ? folder(path) : Optional.empty();
    }

    boolean isFileName(String said) {
        return EXTENSION.matcher(said.strip()).matches();
    }

    /** The file whose name without its extension this is: an extension is hard to hear. */
    Optional<Subject> otherExtension(String said) {
        return isFileName(said)
                ? file(said.strip().substring(0, said.strip().lastIndexOf('.')))
                : Optional.empty();
    }

    /** A file or folder that merely has this name. */
    Optional<Subject> named(String said, Hint hint) {
        return hint == Hint.TYPE || hint == Hint.CALLABLE || hint == Hint.VALUE
                ? Optional.empty()
                : file(said).or(() -> folder(said));
    }

    private Optional<Subject> file(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        String key = Words.key(path);
        return code.pathsAlike(name).stream()
                .filter(p ->
                        !path.contains("/")
                                || Words.key(p).endsWith(key)
                                || Words.key(withoutExtension(p)).endsWith(key))
                .min(
                        Comparator.comparing((String p) -> !p.endsWith(path))
                                .thenComparing(TestNames::isTest)
                                .thenComparing(p -> p.chars().filter(c -> c == '/').count())
                                .thenComparing(p -> p))
                .map(Subject.InFile::new);
    }

    private static String withoutExtension(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(0, dot) : path;
    }

    /** The shallowest folder whose path ends so. */
    private Optional<Subject> folder(String said) {
        String key = Words.key(said);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return code.folders().stream()
                .filter(folder -> endsWithParts(folder, said, key))
                .min(
                        Comparator.comparing((String f) -> TestNames.isTest(f))
                                .thenComparing(f -> f.chars().filter(c -> c == '/').count())
                                .thenComparing(f -> f))
                .map(Subject.Folder::new);
    }

    private static boolean endsWithParts(String folder, String said, String key) {
        if (!Words.key(folder).endsWith(key)) {
            return false;
        }
        String bare = folder.substring(0, folder.length() - 1);
        int parts =
                (int)
                                said.strip()
                                        .replaceAll("^/+|/+$", "")
                                        .chars()
                                        .filter(c -> c == '/' || c == '.')
                                        .count()
                        + 1;
        int from = bare.length();
        for (int i = 0; i < parts && from >= 0; i++) {
            from = bare.lastIndexOf('/', from - 1);
        }
        return Words.key(bare.substring(from + 1)).equals(key);
    }

    /** Whether a path has a file or folder of this key in it. */
    boolean isIn(String path, String key) {
        for (String part : path.split("/")) {
            int dot = part.lastIndexOf('.');
            if (Words.key(part).equals(key)
                    || Words.key(dot > 0 ? part.substring(0, dot) : part).equals(key)) {
                return true;
            }
        }
        return false;
    }
}
