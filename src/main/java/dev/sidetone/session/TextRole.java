package dev.sidetone.session;

/** On whose behalf a text is put into a call. */
public enum TextRole {
    USER,
    DEVELOPER,
    ASSISTANT
}
