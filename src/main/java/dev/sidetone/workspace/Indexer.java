package dev.sidetone.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Fills the catalogue in the background and keeps it true. Changes are found by comparing size and
 * time of every file again, at most once in {@link #SHORTEST_PAUSE_MS} and so seldom that it takes
 * no more than a twentieth of one core: that works on every file system and needs no kernel limits.
 */
final class Indexer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final long SHORTEST_PAUSE_MS = 2_000;
    private static final long LONGEST_PAUSE_MS = 60_000;

    private final Confinement confinement;
    private final Supplier<TreeWalker> walkers;
    private final Catalogue catalogue;
    private final int workers;
    private final AtomicReference<IndexStatus> status =
            new AtomicReference<>(
                    new IndexStatus(IndexStatus.State.INDEXING, 0, 0, "Listing the files."));
    private final CountDownLatch first = new CountDownLatch(1);
    private final ReentrantLock updating = new ReentrantLock();

    /** How many files are shown to searches next, while the first pass goes on: showing costs. */
    private final AtomicInteger due = new AtomicInteger(2_000);

    private volatile Thread thread = Thread.ofPlatform().unstarted(() -> {});

    Indexer(
            Confinement confinement,
            Supplier<TreeWalker> walkers,
            Catalogue catalogue,
            int workers) {
        this.confinement = confinement;
        this.walkers = walkers;
        this.catalogue = catalogue;
        this.workers = workers;
    }

    void start() {
        thread = Thread.ofPlatform().name("workspace-index").daemon().start(this::run);
    }

    IndexStatus status() {
        return status.get();
    }

    /** Waits for the first full pass. */
    boolean awaitReady(long millis) throws InterruptedException {
        return first.await(millis, TimeUnit.MILLISECONDS);
    }

    private void run() {
        LowPriority.enter();
        try {
            long took = update();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(Math.clamp(20 * took, SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS));
                took = update();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One pass over the workspace; ms that it took. A failed pass is told and tried again. */
    long update() throws InterruptedException {
        long start = System.nanoTime();
        updating.lockInterruptibly();
        try {
            pass();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The workspace could not be indexed; it is tried again.", e);
            status.set(
                    new IndexStatus(
                            IndexStatus.State.FAILED,
                            status.get().filesDone(),
                            status.get().filesTotal(),
                            "Indexing failed (%s). It is tried again in a moment."
                                    .formatted(CleanText.line(String.valueOf(e.getMessage())))));
        } finally {
            updating.unlock();
            first.countDown();
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private void pass() throws IOException, InterruptedException {
        List<TreeWalker.Found> found = walkers.get().walk();
        Map<String, TreeWalker.Found> now = HashMap.newHashMap(found.size());
        found.forEach(f -> now.put(f.path(), f));
        boolean changed = dropMissing(now);
        List<TreeWalker.Found> stale = found.stream().filter(this::isStale).toList();
        if (!stale.isEmpty()) {
            readAll(inOrder(stale), found.size() - stale.size());
        }
        if (changed || !stale.isEmpty()) {
            catalogue.refresh();
        }
        String message =
                found.size() >= TreeWalker.MOST_FILES
                        ? "Only the first %,d files are indexed.".formatted(found.size())
                        : "";
        status.set(new IndexStatus(IndexStatus.State.READY, found.size(), found.size(), message));
    }

    private boolean dropMissing(Map<String, TreeWalker.Found> now) throws IOException {
        var gone =
                catalogue.files().stream()
                        .map(SourceFile::path)
                        .filter(path -> !now.containsKey(path))
                        .toList();
        for (String path : gone) {
            catalogue.remove(path);
        }
        return !gone.isEmpty();
    }

    private boolean isStale(TreeWalker.Found found) {
        return catalogue
                .file(found.path())
                .map(f -> f.size() != found.size() || f.modified() != found.modified())
                .orElse(true);
    }

    /** A comparison would work the urgency out anew each time, so it is worked out first. */
    private static List<TreeWalker.Found> inOrder(List<TreeWalker.Found> files) {
        record Ranked(TreeWalker.Found file, int urgency) {}
        return files.stream()
                .map(file -> new Ranked(file, urgency(file)))
                .sorted(Comparator.comparingInt(Ranked::urgency))
                .map(Ranked::file)
                .toList();
    }

    /** Code before the rest, what is near the root first: that is asked for first. */
    private static int urgency(TreeWalker.Found found) {
        int depth = (int) found.path().chars().filter(c -> c == '/').count();
        boolean code = Language.of(found.path()).hasSymbols();
        return depth + (code ? 0 : 100) + (TestNames.isTest(found.path()) ? 50 : 0);
    }

    private void readAll(List<TreeWalker.Found> stale, int before)
            throws IOException, InterruptedException {
        var next = new AtomicInteger();
        var done = new AtomicInteger(before);
        int total = before + stale.size();
        boolean initial = status.get().state() != IndexStatus.State.READY;
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < Math.min(workers, 1 + stale.size() / 16); i++) {
            threads.add(
                    Thread.ofPlatform()
                            .name("workspace-index-" + i)
                            .daemon()
                            .uncaughtExceptionHandler((_, e) -> failures.add(e))
                            .start(() -> work(stale, next, done, total, initial)));
        }
        for (Thread worker : threads) {
            worker.join();
        }
        if (failures.peek() instanceof Throwable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void work(
            List<TreeWalker.Found> stale,
            AtomicInteger next,
            AtomicInteger done,
            int total,
            boolean initial) {
        LowPriority.enter();
        try (var parser = new SymbolParser()) {
            for (int i = next.getAndIncrement(); i < stale.size(); i = next.getAndIncrement()) {
                take(stale.get(i), parser);
                report(done.incrementAndGet(), total, initial);
            }
        }
    }

    private void report(int done, int total, boolean initial) {
        if (initial) {
            status.set(
                    new IndexStatus(
                            IndexStatus.State.INDEXING,
                            done,
                            total,
                            "Indexed %,d of %,d files.".formatted(done, total)));
            int at = due.get();
            if (done >= at && due.compareAndSet(at, done + Math.max(2_000, done / 3))) {
                refreshQuietly();
            }
        }
    }

    private void refreshQuietly() {
        try {
            catalogue.refresh();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void take(TreeWalker.Found found, SymbolParser parser) {
        var read = FileReader.read(confinement, found);
        Language language = Language.of(found.path());
        boolean text = read.content() == SourceFile.Content.TEXT;
        try {
            catalogue.put(
                    new SourceFile(
                            found.path(),
                            found.size(),
                            found.modified(),
                            language,
                            read.content(),
                            text ? FileReader.countLines(read.text()) : 0,
                            TestNames.isTest(found.path()),
                            text ? parser.parse(found.path(), language, read.text()) : List.of()),
                    read.text());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
