package dev.sidetone.usage;

/** Which prices hold for a provider. */
public enum Tariff {
    /** It runs in this process and costs nothing. */
    FREE,
    /** The list that comes with the service, and what is configured instead. */
    LISTED,
    /** Only what is configured: its prices are its own. */
    OWN
}
