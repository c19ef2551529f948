package dev.sidetone.config;

import java.time.Instant;

/**
 * One text that the home folder's file had.
 *
 * @param number counts up; never given twice
 * @param cause why it came about, in a word
 */
public record Generation(int number, Instant at, String cause) {}
