package dev.sidetone.recording;

/**
 * Where one line of the user is.
 *
 * @param fromMs since the call began, as its sound was recorded
 * @param toMs the same
 */
record Span(String itemId, long fromMs, long toMs) {}
