package dev.sidetone.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Keeps every read inside the workspace root. A path is resolved to what it really is (all links
 * followed) before it is compared, so neither {@code ..} nor a link leads outside. Git's own folder
 * is outside too: its configuration may hold credentials.
 */
final class Confinement {

    private static final int LONGEST = 4096;

    private final Path root;

    Confinement(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /** The root with all links resolved. */
    Path root() {
        return root;
    }

    /**
     * Resolves a path that a caller gave, relative to the root.
     *
     * @throws PathRefusedException when it is malformed, missing or leads outside
     */
    Path resolve(String given) throws PathRefusedException {
        String shown = CleanText.line(given.length() > 200 ? given.substring(0, 200) + "…" : given);
        if (given.length() > LONGEST || given.indexOf('\0') >= 0 || given.indexOf('\\') >= 0) {
            throw new PathRefusedException(
                    "\"%s\" is no path: give one relative to the workspace, with /"
                            .formatted(shown));
        }
        Path real = real(given, shown);
        if (!real.startsWith(root) || isGitInternal(real)) {
            throw new PathRefusedException(
                    "\"%s\" is outside the workspace: only its own files can be read"
                            .formatted(shown));
        }
        return real;
    }

    private Path real(String given, String shown) throws PathRefusedException {
        try {
            Path relative = Path.of(given);
            if (relative.isAbsolute()) {
                throw new PathRefusedException(
                        "\"%s\" is absolute: give a path relative to the workspace"
                                .formatted(shown));
            }
            Path lexical = root.resolve(relative).normalize();
            if (!lexical.startsWith(root)) {
                throw new PathRefusedException(
                        "\"%s\" is outside the workspace: only its own files can be read"
                                .formatted(shown));
            }
            return lexical.toRealPath();
        } catch (InvalidPathException | IOException _) {
            throw new PathRefusedException(
                    "\"%s\" is not in the workspace: check the spelling or list the folder"
                            .formatted(shown));
        }
    }

    private boolean isGitInternal(Path real) {
        for (Path part : root.relativize(real)) {
            if (part.toString().equalsIgnoreCase(".git")) {
                return true;
            }
        }
        return false;
    }

    /** The form in which a path inside the root is shown: relative, with {@code /}. */
    String relative(Path real) {
        String shown = root.relativize(real).toString();
        return shown.replace(real.getFileSystem().getSeparator(), "/");
    }

    /** Reads a whole file that {@link #resolve} returned; a link put there since is refused. */
    static byte[] read(Path real) throws IOException {
        try (var in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
            return in.readAllBytes();
        }
    }
}
