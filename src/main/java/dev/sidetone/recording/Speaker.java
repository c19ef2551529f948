package dev.sidetone.recording;

import java.util.Locale;

/** Whose sound. */
public enum Speaker {
    USER,
    ASSISTANT;

    /** As it is written in the database and on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Speaker of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
