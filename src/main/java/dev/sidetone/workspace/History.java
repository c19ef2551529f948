package dev.sidetone.workspace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.blame.BlameGenerator;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.AbstractTreeIterator;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.jboss.logging.Logger;

/** What Git knows, read without a Git binary and without writing. Thread-safe. */
public final class History implements AutoCloseable {

    private static final long BLAME_NANOS = TimeUnit.SECONDS.toNanos(3);

    private static final Logger LOG = Logger.getLogger(History.class);

    private final Repository repository;
    private final CommitLog log;

    private History(Repository repository) {
        this.repository = repository;
        this.log = new CommitLog(repository);
    }

    /**
     * Which commits are asked for.
     *
     * @param path a file, a folder with its final {@code /}, or empty for all
     * @param author part of a name, or empty for anybody
     */
    public record Query(
            String path,
            String author,
            Optional<Instant> since,
            Optional<Instant> until,
            int limit) {}

    /**
     * What was found.
     *
     * @param total how many match, of which {@code commits} has at most the limit, newest first
     * @param complete false when older commits than those that were looked at exist
     */
    public record Found(List<Commit> commits, int total, boolean complete) {}

    /** The repository whose work tree holds a folder. */
    static Optional<History> around(Path folder) throws IOException {
        QuietSystemReader.install();
        var builder = new FileRepositoryBuilder().setMustExist(true);
        builder.findGitDir(folder.toRealPath().toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        Repository repository = builder.build();
        if (repository.isBare()) {
            repository.close();
            return Optional.empty();
        }
        return Optional.of(new History(repository));
    }

    /** Reads the newest commits in the background, so that the first question need not wait. */
    void warm() {
        Thread.ofPlatform().name("workspace-history").daemon().start(this::readLog);
    }

    private void readLog() {
        try {
            log.past();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The history could not be read yet; it is read when it is asked for.", e);
        }
    }

    Path root() {
        return repository.getWorkTree().toPath();
    }

    /** What is tracked now: true for a file, or for a folder (with final slash) that has such. */
    Predicate<String> tracked() {
        try {
            DirCache index = DirCache.read(repository);
            return path -> isTracked(index, path);
        } catch (IOException _) {
            return _ -> false;
        }
    }

    private static boolean isTracked(DirCache index, String path) {
        int at = index.findEntry(path);
        if (!path.endsWith("/")) {
            return at >= 0;
        }
        int next = at < 0 ? -at - 1 : at;
        return next < index.getEntryCount()
                && index.getEntry(next).getPathString().startsWith(path);
    }

    /** The branch and its commit. */
    public GitHead head() throws IOException {
        ObjectId id = repository.resolve(Constants.HEAD);
        String full = Optional.ofNullable(repository.getFullBranch()).orElse("");
        String branch = full.startsWith(Constants.R_HEADS) ? Repository.shortenRefName(full) : "";
        return new GitHead(CleanText.line(branch), id == null ? "" : id.getName().substring(0, 12));
    }

    /** Commits, newest first. */
    public Found log(Query query) throws IOException {
        CommitLog.Past past = log.past();
        String author = Words.key(query.author());
        var matching =
                past.newestFirst().stream()
                        .filter(c -> c.touches(query.path()))
                        .filter(c -> Words.key(c.author()).contains(author))
                        .filter(c -> query.since().map(s -> !c.when().isBefore(s)).orElse(true))
                        .filter(c -> query.until().map(u -> c.when().isBefore(u)).orElse(true))
                        .toList();
        return new Found(
                matching.stream().limit(query.limit()).toList(), matching.size(), past.complete());
    }

    /** Everybody who committed, most commits first. */
    public List<String> authors() throws IOException {
        var counts = new HashMap<String, Integer>();
        log.past().newestFirst().forEach(c -> counts.merge(c.author(), 1, Integer::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Who wrote the lines of a file as it was committed last, most lines first. Empty when the file
     * is not committed, or when it takes longer than a few seconds to find out.
     */
    public List<Authorship> blame(String path, int startLine, int endLine) throws IOException {
        long deadline = System.nanoTime() + BLAME_NANOS;
        var shares = new HashMap<String, Authorship>();
        try (var generator = new BlameGenerator(repository, path)) {
            ObjectId head = repository.resolve(Constants.HEAD);
            if (head == null) {
                return List.of();
            }
            generator.push("", head);
            while (generator.next()) {
                if (System.nanoTime() > deadline) {
                    return List.of();
                }
                count(generator, startLine, endLine, shares);
            }
        }
        var sorted = new ArrayList<>(shares.values());
        sorted.sort((a, b) -> Integer.compare(b.lines(), a.lines()));
        return List.copyOf(sorted);
    }

    private static void count(
            BlameGenerator region, int startLine, int endLine, Map<String, Authorship> shares) {
        int from = Math.max(region.getResultStart() + 1, startLine);
        int to = Math.min(region.getResultEnd(), endLine);
        if (to < from) {
            return;
        }
        var commit = region.getSourceCommit();
        var added =
                new Authorship(
                        CleanText.line(region.getSourceAuthor().getName()),
                        to - from + 1,
                        Instant.ofEpochSecond(commit.getCommitTime()),
                        commit.getName(),
                        CleanText.line(commit.getShortMessage()));
        shares.merge(added.author(), added, History::sum);
    }

    private static Authorship sum(Authorship a, Authorship b) {
        Authorship newer = a.last().isBefore(b.last()) ? b : a;
        return new Authorship(
                a.author(), a.lines() + b.lines(), newer.last(), newer.commit(), newer.subject());
    }

    /** What differs from the last commit. */
    public WorkState status() throws IOException {
        try (var git = Git.wrap(repository)) {
            var status = git.status().call();
            var changed = new TreeSet<>(status.getModified());
            changed.addAll(status.getChanged());
            changed.addAll(status.getConflicting());
            var deleted = new TreeSet<>(status.getMissing());
            deleted.addAll(status.getRemoved());
            return new WorkState(
                    List.copyOf(changed),
                    status.getAdded().stream().sorted().toList(),
                    List.copyOf(deleted),
                    status.getUntracked().stream().sorted().toList());
        } catch (GitAPIException e) {
            throw new IOException("Git's status could not be read: " + e.getMessage(), e);
        }
    }

    /**
     * The difference between the files and the last commit, as a patch of at most so many lines.
     */
    public String diff(int maxLines) throws IOException {
        var out = new ByteArrayOutputStream();
        Predicate<String> tracked = tracked();
        try (var reader = repository.newObjectReader();
                var formatter = new DiffFormatter(out)) {
            formatter.setRepository(repository);
            for (var entry : formatter.scan(committed(reader), new FileTreeIterator(repository))) {
                if (tracked.test(entry.getOldPath()) || tracked.test(entry.getNewPath())) {
                    formatter.format(entry);
                }
            }
        }
        String text = CleanText.lines(out.toString(StandardCharsets.UTF_8));
        return text.lines().limit(maxLines).collect(Collectors.joining("\n"));
    }

    private AbstractTreeIterator committed(ObjectReader reader) throws IOException {
        ObjectId tree = repository.resolve("HEAD^{tree}");
        return tree == null
                ? new EmptyTreeIterator()
                : new CanonicalTreeParser(new byte[0], reader, tree);
    }

    @Override
    public void close() {
        repository.close();
    }
}
