package dev.sidetone.recording;

/**
 * A piece as it is kept.
 *
 * @param keyId of the key it is sealed with; empty: it is not
 */
record SealedSegment(Segment segment, String keyId, byte[] sound) {}
