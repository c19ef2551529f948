package dev.sidetone.recording;

import dev.sidetone.config.RecordingSettings;
import dev.sidetone.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys for sound at rest, the first of which seals; the others only open what was sealed
 * before.
 */
record Keyring(List<SealingKey> keys) {

    static final Keyring EMPTY = new Keyring(List.of());

    Keyring {
        keys = List.copyOf(keys);
    }

    /**
     * Those of the environment, then those of the file, line by line.
     *
     * @throws RecordingException when the file cannot be read, or something in it is no key
     */
    static Keyring of(RecordingSettings settings) {
        var keys = new ArrayList<SealingKey>();
        settings.key()
                .map(Secret::reveal)
                .ifPresent(text -> keys.add(key(text, "SIDETONE_RECORDING_KEY")));
        settings.keyFile().ifPresent(file -> keys.addAll(read(file)));
        return new Keyring(keys);
    }

    private static List<SealingKey> read(Path file) {
        try {
            List<SealingKey> keys =
                    Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .map(line -> key(line, file.toString()))
                            .toList();
            if (keys.isEmpty()) {
                throw new RecordingException(
                        file + ", named by sidetone.recording.key_file, has no key in it.");
            }
            return keys;
        } catch (IOException e) {
            throw new RecordingException(
                    "The file of sidetone.recording.key_file cannot be read: "
                            + file
                            + ". Nothing is recorded before it can be.",
                    e);
        }
    }

    private static SealingKey key(String text, String where) {
        try {
            return SealingKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RecordingException("In " + where + ": " + e.getMessage() + ".");
        }
    }

    Optional<SealingKey> sealing() {
        return keys.stream().findFirst();
    }

    Optional<SealingKey> named(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
