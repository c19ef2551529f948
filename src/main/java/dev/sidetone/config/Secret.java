package dev.sidetone.config;

/** A value that must not be seen: prints as {@code [redacted]}. */
public record Secret(String reveal) {

    @Override
    public String toString() {
        return "[redacted]";
    }
}
