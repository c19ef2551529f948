package dev.sidetone.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts that the home folder's file had, one file each, so that any can be brought back. All
 * that is known of one stands in its name: {@code 000007-20260501T120000Z-console.toml}.
 */
final class Generations {

    private static final int KEPT = 50;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern FILE =
            Pattern.compile("(\\d{6,9})-(\\d{8}T\\d{6}Z)-([a-z0-9-]+)\\.toml");

    private final Path folder;

    Generations(Path home) {
        this.folder = home.resolve("generations");
    }

    private record Kept(Generation generation, Path file) {}

    /** The newest first. */
    List<Generation> list() throws IOException {
        return kept().stream().map(Kept::generation).toList();
    }

    /**
     * The text of a generation.
     *
     * @throws ConfigException when it is none: what stood in a file is kept, whatever it was
     */
    Optional<String> text(int number) throws IOException {
        for (Kept kept : kept()) {
            if (kept.generation().number() == number) {
                return Optional.of(TomlFile.text(kept.file()));
            }
        }
        return Optional.empty();
    }

    Generation keep(String text, String cause, Instant now) throws IOException {
        return keep(text.getBytes(StandardCharsets.UTF_8), cause, now);
    }

    /** Keeps a file's content unless it is the newest already. */
    Generation keep(byte[] content, String cause, Instant now) throws IOException {
        List<Kept> before = kept();
        if (!before.isEmpty()
                && Arrays.equals(Files.readAllBytes(before.getFirst().file()), content)) {
            return before.getFirst().generation();
        }
        int number = before.isEmpty() ? 1 : before.getFirst().generation().number() + 1;
        var generation = new Generation(number, now.truncatedTo(ChronoUnit.SECONDS), cause);
        PrivateFile.write(folder.resolve(fileName(generation)), content);
        for (Kept old : before.stream().skip(KEPT - 1L).toList()) {
            Files.deleteIfExists(old.file());
        }
        return generation;
    }

    private static String fileName(Generation generation) {
        return "%06d-%s-%s.toml"
                .formatted(generation.number(), STAMP.format(generation.at()), generation.cause());
    }

    private List<Kept> kept() throws IOException {
        var kept = new ArrayList<Kept>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.toml")) {
            for (Path file : files) {
                of(file).ifPresent(kept::add);
            }
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        kept.sort(Comparator.comparingInt((Kept k) -> k.generation().number()).reversed());
        return kept;
    }

    private static Optional<Kept> of(Path file) {
        Matcher name = FILE.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            Instant at = STAMP.parse(name.group(2), Instant::from);
            var generation = new Generation(Integer.parseInt(name.group(1)), at, name.group(3));
            return Optional.of(new Kept(generation, file));
        } catch (DateTimeException _) {
            return Optional.empty(); // not one of ours
        }
    }
}
