package dev.sidetone.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of keeping the sound of calls. */
final class RecordingKeys {

    private static final int MOST_DAYS = 3_650;

    static final Key ENABLED =
            Key.of(
                            "sidetone.recording.enabled",
                            "SIDETONE_RECORDING_ENABLED",
                            new ValueType.Flag(),
                            "false",
                            "Whether the sound of a call may be kept, if the person agrees to it.")
                    .with(Trait.LOWERED_BY_REPOSITORY);
    static final Key WORKSPACES =
            Key.derived(
                    "sidetone.recording.workspaces",
                    "",
                    new ValueType.Texts(),
                    "all workspaces",
                    "The folders of the workspaces whose calls may be recorded.");
    static final Key KEY =
            Key.derived(
                            "sidetone.recording.key",
                            "SIDETONE_RECORDING_KEY",
                            new ValueType.Text("32 bytes in base64 or hexadecimal"),
                            "none",
                            "Seals recorded sound with AES-256-GCM. `openssl rand -base64 32` makes"
                                    + " one.")
                    .with(Trait.OUTSIDE_ONLY, Trait.SECRET, Trait.RESTART);
    static final Key KEY_FILE =
            Key.derived(
                            "sidetone.recording.key_file",
                            "SIDETONE_RECORDING_KEY_FILE",
                            new ValueType.Place(),
                            "none; without a key sound is kept unsealed",
                            "A file whose first line is that key; the keys in further lines only"
                                    + " open what was sealed with them before.")
                    .with(Trait.RESTART);
    static final Key KEEP =
            Key.of(
                    "sidetone.recording.keep_days",
                    "SIDETONE_RECORDING_KEEP_DAYS",
                    new ValueType.Whole(0, MOST_DAYS),
                    "0",
                    "Days after which sound is taken out for good, except under legal hold; 0 keeps"
                            + " it as long as its conversation.");

    static final List<Key> ALL = List.of(ENABLED, WORKSPACES, KEY, KEY_FILE, KEEP);

    private RecordingKeys() {}

    static RecordingSettings settings(Values values, Surroundings around) {
        long days = values.number(KEEP.name()).orElseThrow();
        return new RecordingSettings(
                values.flag(ENABLED.name(), false),
                values.texts(WORKSPACES).stream()
                        .map(text -> place(values, around, WORKSPACES, text))
                        .map(folder -> folder.toAbsolutePath().normalize())
                        .toList(),
                values.text(KEY).map(Secret::new),
                values.text(KEY_FILE).map(text -> place(values, around, KEY_FILE, text)),
                days == 0 ? Optional.empty() : Optional.of(Duration.ofDays(days)));
    }

    private static Path place(Values values, Surroundings around, Key key, String text) {
        try {
            return around.place(text);
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    "%s: %s is no path: %s"
                            .formatted(values.origin(key), TomlText.of(text), e.getReason()));
        }
    }
}
