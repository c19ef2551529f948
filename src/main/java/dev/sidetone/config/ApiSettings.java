package dev.sidetone.config;

/**
 * What clients of the REST interface may do.
 *
 * @param writesPerMinute how many writes of one client are taken in a minute; 0 for any number
 * @param writeBurst how many of them at once
 */
public record ApiSettings(int writesPerMinute, int writeBurst) {}
