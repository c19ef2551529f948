package dev.sidetone.workspace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * Lists the files of a workspace as Git would: without what {@code .gitignore} and {@code
 * .git/info/exclude} name unless it is tracked, without links, and without other repositories that
 * lie inside. Not thread-safe.
 */
final class TreeWalker {

    /** A bound on memory; a workspace beyond it is indexed in part, and says so. */
    static final int MOST_FILES = 200_000;

    /** Never source, even where nobody wrote a .gitignore. */
    private static final Set<String> HEAVY =
            Set.of(
                    "node_modules",
                    "__pycache__",
                    ".venv",
                    ".tox",
                    ".gradle",
                    ".mypy_cache",
                    ".pytest_cache",
                    ".svn",
                    ".hg");

    private final Confinement confinement;
    private final Predicate<String> tracked;
    private final boolean git;
    private final Deque<Rules> rules = new ArrayDeque<>();

    /** Folders that are ignored and gone into all the same, for what is tracked in them. */
    private final Deque<String> ignored = new ArrayDeque<>();

    private final List<Found> found = new ArrayList<>();

    /**
     * @param tracked true for a file that Git tracks, or a folder (with a final {@code /}) that has
     *     such
     * @param git whether the root is a Git work tree
     */
    TreeWalker(Confinement confinement, Predicate<String> tracked, boolean git) {
        this.confinement = confinement;
        this.tracked = tracked;
        this.git = git;
    }

    /**
     * A file.
     *
     * @param modified ms since 1970
     */
    record Found(String path, long size, long modified) {}

    private record Rules(String folder, IgnoreNode node) {}

    List<Found> walk() throws IOException {
        found.clear();
        rules.clear();
        ignored.clear();
        Path root = confinement.root();
        addRules("", root.resolve(".git/info/exclude"));
        Files.walkFileTree(root, new Visitor());
        return List.copyOf(found);
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String path = confinement.relative(folder);
            if (!path.isEmpty() && !isWanted(folder, path)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            addRules(path.isEmpty() ? "" : path + "/", folder.resolve(".gitignore"));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = confinement.relative(file);
            if (attributes.isRegularFile()
                    && !path.equals(".git")
                    && (!isIgnored(path, false) || tracked.test(path))) {
                found.add(
                        new Found(
                                path, attributes.size(), attributes.lastModifiedTime().toMillis()));
            }
            return found.size() >= MOST_FILES
                    ? FileVisitResult.TERMINATE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(
                Path folder, @org.jspecify.annotations.Nullable IOException failure) {
            String path = confinement.relative(folder) + "/";
            rules.removeIf(r -> r.folder().equals(path) && !r.folder().isEmpty());
            ignored.remove(path);
            return FileVisitResult.CONTINUE;
        }
    }

    private boolean isWanted(Path folder, String path) {
        String name = folder.getFileName().toString();
        if (name.equals(".git")
                || Files.exists(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!isIgnored(path, true) && !HEAVY.contains(name)) {
            return true;
        }
        ignored.push(path + "/");
        return git && tracked.test(path + "/");
    }

    private boolean isIgnored(String path, boolean folder) {
        if (ignored.stream().anyMatch(path::startsWith)) {
            return true;
        }
        for (Rules r : rules) {
            Boolean decided = r.node().checkIgnored(path.substring(r.folder().length()), folder);
            if (decided != null) {
                return decided;
            }
        }
        return false;
    }

    private void addRules(String folder, Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            var node = new IgnoreNode();
            node.parse(folder + ".gitignore", new ByteArrayInputStream(Confinement.read(file)));
            rules.push(new Rules(folder, node));
        } catch (IOException _) {
            // An unreadable rule file hides nothing, as in Git.
        }
    }
}
