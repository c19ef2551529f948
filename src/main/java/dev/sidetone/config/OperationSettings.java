package dev.sidetone.config;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What who runs the service sets.
 *
 * @param database the URL of the PostgreSQL database that keeps the conversations; empty: a file
 * @param redact whether secrets and personal data are taken out of the record
 * @param redactionRules expressions of RE2 for what else is taken out, by the kind that they find
 * @param durability what a kept item outlives
 * @param otlpEndpoint where traces are sent; empty: the environment says, or nowhere
 */
public record OperationSettings(
        LogFormat logFormat,
        Optional<URI> otlpEndpoint,
        Disk disk,
        Optional<Secret> database,
        boolean redact,
        Map<String, String> redactionRules,
        Durability durability) {

    /** {@code sidetone.log.format}. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** {@code sidetone.transcripts.durability}. */
    public enum Durability {
        /** The process; a power cut may take the last second. */
        CRASH,
        /** A power cut: every commit waits for the disk. */
        POWER_CUT
    }

    /**
     * When the disk of the home folder counts as full.
     *
     * @param warnMb below it a warning stands in the probes
     * @param leastMb below it the service is not ready; 0 never
     */
    public record Disk(long warnMb, long leastMb) {}
}
