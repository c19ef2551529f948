package dev.sidetone.transcript;

import java.nio.file.Path;

/** Stores for the tests of other packages. */
public final class TestStores {

    private TestStores() {}

    /** A store in a folder. */
    public static TranscriptStore open(Path folder) {
        return Stores.open(folder);
    }
}
