package dev.sidetone.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One thing that somebody may do, or may not. */
public enum Scope {
    /** Read conversations, search in them, hear them, follow them. */
    VIEW,
    /** Hold calls, type, begin conversations, put them in order and their words right. */
    TALK,
    /** Take conversations away as files. */
    EXPORT,
    /** Delete conversations, merge one into another, and undo that. */
    DELETE,
    /** Put conversations under legal hold, and release them. */
    HOLD,
    /** See what redaction took out, where a vault keeps it. */
    REVEAL,
    /** See and set what the service itself does: settings, costs, deliveries, logs, imports. */
    ADMIN;

    /** As it is written in files and tokens. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All words. */
    static List<String> words() {
        return Stream.of(values()).map(Scope::word).toList();
    }

    /** The scope of this word; empty for words that mean nothing here. */
    public static Optional<Scope> of(String word) {
        return Stream.of(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }
}
