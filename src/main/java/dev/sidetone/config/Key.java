package dev.sidetone.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that can be configured.
 *
 * @param name dotted name in {@code config.toml}; also a system property
 * @param variable the environment variable; in lower case with dots also a system property
 * @param inFile false for what a file must not hold: secrets, and where the file itself is
 * @param secret true when the value is never shown
 * @param fallback the default; empty when there is none or {@code fallbackWords} tells it
 * @param doc one or two sentences for the reference
 */
record Key(
        String name,
        String variable,
        ValueType type,
        boolean inFile,
        boolean secret,
        String fallback,
        String fallbackWords,
        String doc) {

    static Key of(String name, String variable, ValueType type, String fallback, String doc) {
        return new Key(name, variable, type, true, false, fallback, "`" + fallback + "`", doc);
    }

    /** A key whose default depends on something else, told in {@code words}. */
    static Key derived(String name, String variable, ValueType type, String words, String doc) {
        return new Key(name, variable, type, true, false, "", words, doc);
    }

    /** The same key, kept out of files. */
    Key notInFile(boolean isSecret) {
        return new Key(name, variable, type, false, isSecret, fallback, fallbackWords, doc);
    }

    Optional<String> byDefault() {
        return fallback.isEmpty() ? Optional.empty() : Optional.of(fallback);
    }

    /** The system properties that set it, the first one wins. */
    List<String> properties() {
        return List.of(name, variable.toLowerCase(Locale.ROOT).replace('_', '.'));
    }
}
