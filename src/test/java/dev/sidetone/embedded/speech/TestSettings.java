package dev.sidetone.embedded.speech;

import dev.sidetone.config.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** Settings with a models folder of the test's own. */
final class TestSettings {

    private TestSettings() {}

    static Settings.Models models(Settings.Fetch fetch, Path folder, String recogniser) {
        return new Settings.Models(
                fetch, folder, Optional.empty(), recogniser, "piper-en-us-joe-medium");
    }

    static Settings of(Settings.Fetch fetch, Path folder, String recogniser) {
        return new Settings(
                folder,
                folder,
                new Settings.Server("127.0.0.1", 0, Optional.empty()),
                models(fetch, folder, recogniser),
                new Settings.Provider(Optional.empty(), Optional.empty(), "m", "marin"));
    }
}
