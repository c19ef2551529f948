package dev.sidetone.workspace;

import java.time.Instant;
import java.util.List;

/**
 * A commit.
 *
 * @param id all 40 digits
 * @param when the committer's time, by which {@code git log --since} selects
 * @param paths what it changed against its first parent; empty for a merge
 */
public record Commit(
        String id, String author, Instant when, String subject, boolean merge, List<String> paths) {

    public Commit {
        paths = List.copyOf(paths);
    }

    /** The first eight digits. */
    public String shortId() {
        return id.substring(0, 8);
    }

    /** Whether it changed this file, or something below this folder (given with final slash). */
    public boolean touches(String path) {
        return path.isEmpty()
                || (path.endsWith("/")
                        ? paths.stream().anyMatch(p -> p.startsWith(path))
                        : paths.contains(path));
    }
}
