package dev.sidetone.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the process's {@link Settings} from environment and defaults. */
public final class SettingsProducer {

    /** Reads them anew; commands that run without the service call this themselves. */
    @Produces
    @Singleton
    public Settings settings() {
        Path home = Path.of(read("SIDETONE_HOME", System.getProperty("user.home") + "/.sidetone"));
        Path models = Path.of(read("SIDETONE_MODELS_DIR", home.resolve("models").toString()));
        return new Settings(
                home.toAbsolutePath(),
                Path.of(read("SIDETONE_WORKSPACE", ".")).toAbsolutePath().normalize(),
                new Settings.Server("127.0.0.1", 8080, Optional.empty()),
                new Settings.Models(
                        Settings.Fetch.AUTO,
                        models.toAbsolutePath(),
                        Optional.empty(),
                        "whisper-base",
                        "piper-en-us-joe-medium"),
                new Settings.Provider(Optional.empty(), Optional.empty(), "sidetone-embedded"));
    }

    private static String read(String name, String otherwise) {
        String property = System.getProperty(name.toLowerCase().replace('_', '.'), "");
        String value = property.isEmpty() ? System.getenv().getOrDefault(name, "") : property;
        return value.isEmpty() ? otherwise : value;
    }
}
