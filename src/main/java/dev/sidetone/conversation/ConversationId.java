package dev.sidetone.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A conversation's id: a UUID, called {@code threadId} on the Codex-compatible wire. */
public record ConversationId(@JsonValue String value) {

    @JsonCreator
    public ConversationId {
        try {
            value = UUID.fromString(value).toString();
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("invalid thread id: " + value);
        }
    }

    /** A new id, ordered by time (UUIDv7, RFC 9562). */
    public static ConversationId create(long unixMillis, java.util.random.RandomGenerator random) {
        long high = (unixMillis << 16) | 0x7000 | (random.nextLong() & 0xfff);
        long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
        return new ConversationId(new UUID(high, low).toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
