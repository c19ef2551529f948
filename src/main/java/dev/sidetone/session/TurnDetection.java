package dev.sidetone.session;

/** Who decides that the user has finished: the provider (open microphone) or a held key. */
public enum TurnDetection {
    OPEN,
    HOLD
}
