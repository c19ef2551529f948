package dev.sidetone.transcript;

import java.time.Instant;

/**
 * Words that redaction took something out of, as they were. Immutable.
 *
 * @param keptAt when they were sealed
 * @param kept as they are, or were, in the record: with marks
 * @param said as they were said or written
 * @param current true when the item says so now; false for what it said before it was cut or put
 *     right
 */
public record Original(Instant keptAt, String kept, String said, boolean current) {}
