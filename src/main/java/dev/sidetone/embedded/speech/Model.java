package dev.sidetone.embedded.speech;

import java.util.List;

/**
 * A speech model of the catalogue.
 *
 * @param id what configuration and command line call it
 * @param language ISO 639-1 of what it hears or speaks, {@code any} when it does not matter
 * @param licence the authors' terms, with what is not settled about them
 */
record Model(String id, Purpose purpose, String language, String licence, List<ModelFile> files) {

    enum Purpose {
        VOICE_ACTIVITY("voice activity"),
        RECOGNITION("recognition"),
        SYNTHESIS("synthesis");

        private final String words;

        Purpose(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    Model {
        files = List.copyOf(files);
    }

    long bytes() {
        return files.stream().mapToLong(ModelFile::bytes).sum();
    }
}
