package dev.sidetone.session;

/** In what form the voice model answers. */
public enum Modality {
    AUDIO,
    TEXT;

    /** As it is written on the wire. */
    String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
