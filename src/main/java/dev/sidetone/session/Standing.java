package dev.sidetone.session;

/** Whether a conversation is at work. */
public enum Standing {
    /** Nobody watches it and nothing runs. */
    NOT_LOADED,
    IDLE,
    /** A turn runs or waits. */
    ACTIVE
}
