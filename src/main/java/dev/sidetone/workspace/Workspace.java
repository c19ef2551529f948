package dev.sidetone.workspace;

import dev.sidetone.config.Settings;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The repository that is talked about: its files, its index and its history, nothing outside its
 * root. Thread-safe. Indexing begins at start and goes on in the background.
 */
@Singleton
@Startup
public class Workspace implements AutoCloseable {

    private final Confinement confinement;
    private final Optional<History> history;
    private final Catalogue catalogue;
    private final Indexer indexer;
    private final CodeSearch search;

    @Inject
    Workspace(Settings settings) {
        this(settings.workspace());
    }

    /**
     * Opens the workspace around a folder: the work tree it lies in, or itself without Git.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    public Workspace(Path folder) {
        try {
            history = History.around(folder);
            confinement = new Confinement(history.map(History::root).orElse(folder));
            catalogue = new Catalogue();
            int workers = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
            indexer = new Indexer(confinement, this::walker, catalogue, workers);
            search = new CodeSearch(confinement, catalogue);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The workspace %s cannot be opened: set SIDETONE_WORKSPACE to a folder that exists"
                            .formatted(folder),
                    e);
        }
    }

    private TreeWalker walker() {
        return new TreeWalker(
                confinement,
                history.map(git -> git.tracked()).orElse(_ -> false),
                history.isPresent());
    }

    /** Begins to index; returns at once. */
    @PostConstruct
    public void start() {
        indexer.start();
    }

    /** The history has no low priority, so it is read when the start no longer needs the cores. */
    void onListening(@ObservesAsync HttpServerStart listening) {
        history.ifPresent(History::warm);
    }

    /** The root folder's name. */
    public String name() {
        Path last = confinement.root().getFileName();
        return last == null ? "/" : CleanText.line(last.toString());
    }

    /** The root, absolute, with all links resolved. */
    public Path root() {
        return confinement.root();
    }

    /** What can be asked of the files. */
    public CodeSearch code() {
        return search;
    }

    /** What can be asked of Git; empty outside a work tree. */
    public Optional<History> history() {
        return history;
    }

    /** What is missing here and what that costs, in whole sentences. */
    public List<String> losses() {
        var losses = new ArrayList<String>();
        if (history.isEmpty()) {
            losses.add(
                    "This folder is not in a Git repository: there is no history, no authors and no"
                            + " changes to talk about.");
        }
        return losses;
    }

    /** How far the index is. */
    public IndexStatus status() {
        return indexer.status();
    }

    /** Waits until everything was indexed once; false when that takes longer. */
    public boolean awaitReady(long millis) throws InterruptedException {
        return indexer.awaitReady(millis);
    }

    /** Takes in what has changed on disk, now. Blocks while it does. */
    public void update() throws InterruptedException {
        indexer.update();
    }

    @Override
    @PreDestroy
    public void close() {
        indexer.close();
        history.ifPresent(History::close);
        try {
            catalogue.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The index in memory did not close", e);
        }
    }
}
