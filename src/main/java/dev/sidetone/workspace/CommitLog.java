package dev.sidetone.workspace;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The newest commits with what they changed, kept in memory so that questions about history need no
 * walk. Bounded in number and in the time it takes to read them. Thread-safe.
 */
final class CommitLog {

    static final int MOST = 2_000;
    private static final int MOST_PATHS = 300;
    private static final long BUDGET_NANOS = TimeUnit.SECONDS.toNanos(8);

    private final Repository repository;
    private Map<ObjectId, Commit> known = Map.of();
    private List<Commit> commits = List.of();
    private boolean complete = true;
    private ObjectId head = ObjectId.zeroId();

    CommitLog(Repository repository) {
        this.repository = repository;
    }

    /**
     * What is known of the past.
     *
     * @param newestFirst by the committer's time
     * @param complete false when there are older commits than these
     */
    record Past(List<Commit> newestFirst, boolean complete) {}

    synchronized Past past() throws IOException {
        ObjectId now = repository.resolve("HEAD");
        if (now != null && !now.equals(head)) {
            read(now);
            head = now;
        }
        return new Past(commits, complete);
    }

    private void read(ObjectId from) throws IOException {
        long deadline = System.nanoTime() + BUDGET_NANOS;
        var map = new HashMap<ObjectId, Commit>();
        var list = new ArrayList<Commit>();
        boolean all = true;
        try (var walk = new RevWalk(repository);
                var trees = new TreeWalk(walk.getObjectReader())) {
            walk.markStart(walk.parseCommit(from));
            walk.sort(RevSort.COMMIT_TIME_DESC);
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            for (RevCommit commit : walk) {
                if (list.size() >= MOST || System.nanoTime() > deadline) {
                    all = false;
                    break;
                }
                Commit seen = known.get(commit);
                Commit made = seen == null ? commit(walk, trees, commit) : seen;
                map.put(commit.copy(), made);
                list.add(made);
            }
        }
        known = map;
        commits = List.copyOf(list);
        complete = all;
    }

    private static Commit commit(RevWalk walk, TreeWalk trees, RevCommit commit)
            throws IOException {
        boolean merge = commit.getParentCount() > 1;
        return new Commit(
                commit.getName(),
                CleanText.line(commit.getAuthorIdent().getName()),
                Instant.ofEpochSecond(commit.getCommitTime()),
                CleanText.line(commit.getShortMessage()),
                merge,
                merge ? List.of() : paths(walk, trees, commit));
    }

    private static List<String> paths(RevWalk walk, TreeWalk trees, RevCommit commit)
            throws IOException {
        trees.reset();
        if (commit.getParentCount() == 0) {
            trees.addTree(new EmptyTreeIterator());
        } else {
            RevCommit parent = commit.getParent(0);
            walk.parseHeaders(parent);
            trees.addTree(parent.getTree());
        }
        trees.addTree(commit.getTree());
        var paths = new ArrayList<String>();
        while (paths.size() < MOST_PATHS && trees.next()) {
            paths.add(trees.getPathString());
        }
        return paths;
    }
}
