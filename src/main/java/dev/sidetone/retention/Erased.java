package dev.sidetone.retention;

import java.time.Instant;

/**
 * An entry of the log of what was taken out for good. Immutable.
 *
 * @param number from 1, without a hole
 * @param what says nothing of what was said
 * @param seal SHA-256 over this entry and the seal before it, in hexadecimal
 */
public record Erased(long number, Instant at, Erasure what, String seal) {}
