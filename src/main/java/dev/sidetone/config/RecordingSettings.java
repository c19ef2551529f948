package dev.sidetone.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether and how the sound of calls is kept.
 *
 * @param enabled whether calls may be recorded at all
 * @param workspaces the folders of those whose calls may be; empty means all
 * @param key seals what is kept
 * @param keyFile has that key, and others in further lines that only open what is older
 * @param keep how long sound is kept; empty: as long as its conversation
 */
public record RecordingSettings(
        boolean enabled,
        List<Path> workspaces,
        Optional<Secret> key,
        Optional<Path> keyFile,
        Optional<Duration> keep) {

    /** Nothing is recorded. */
    public static final RecordingSettings OFF =
            new RecordingSettings(
                    false, List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public RecordingSettings {
        workspaces = List.copyOf(workspaces);
    }

    /** Whether calls about this workspace may be recorded. */
    public boolean covers(Path workspace) {
        Path folder = workspace.toAbsolutePath().normalize();
        return enabled && (workspaces.isEmpty() || workspaces.contains(folder));
    }
}
