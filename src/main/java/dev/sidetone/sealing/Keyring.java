package dev.sidetone.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keys for what is kept sealed, the first of which seals; the others only open what was sealed
 * before. Immutable.
 */
public record Keyring(List<SealingKey> keys) {

    /** Without keys nothing is sealed. */
    public static final Keyring EMPTY = new Keyring(List.of());

    public Keyring {
        keys = List.copyOf(keys);
    }

    /**
     * Where keys come from.
     *
     * @param text a key itself
     * @param variable the name of what that stands in
     * @param file one key a line; lines that begin with a number sign are none
     * @param setting the name of what names the file
     */
    public record Source(
            Optional<String> text, String variable, Optional<Path> file, String setting) {}

    /**
     * That of the text, then those of the file, line by line.
     *
     * @throws KeyringException when the file cannot be read, or something in it is no key
     */
    public static Keyring of(Source source) {
        var keys = new ArrayList<SealingKey>();
        source.text().ifPresent(text -> keys.add(key(text, source.variable())));
        source.file().ifPresent(file -> keys.addAll(read(file, source.setting())));
        return new Keyring(keys);
    }

    private static List<SealingKey> read(Path file, String setting) {
        var keys = new ArrayList<SealingKey>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    keys.add(key(line, file + ", line " + (i + 1)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new KeyringException(
                    "the file of %s cannot be read: %s".formatted(setting, file), e);
        }
        if (keys.isEmpty()) {
            throw new KeyringException(
                    "%s, named by %s, has no key in it".formatted(file, setting));
        }
        return keys;
    }

    private static SealingKey key(String text, String where) {
        try {
            return SealingKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new KeyringException("in " + where + ": " + e.getMessage());
        }
    }

    /** The one that seals; empty when there is none. */
    public Optional<SealingKey> sealing() {
        return keys.stream().findFirst();
    }

    /** The one of this id; empty when there is none. */
    public Optional<SealingKey> named(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
