package dev.sidetone.transcript;

/**
 * Words that something was taken out of.
 *
 * @param kept as they are kept, with marks
 * @param said as they were
 */
record Redacted(String kept, String said) {}
