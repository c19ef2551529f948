package dev.sidetone.session;

import dev.sidetone.conversation.ConversationId;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes ids: time-ordered UUIDs for turns and calls, short ones for items. Thread-safe. */
final class Ids {

    private final InstantSource clock;
    private final RandomGenerator random;

    Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    String uuid() {
        return ConversationId.create(clock.millis(), random).value();
    }

    /** At most 32 characters, as providers want it. */
    String item() {
        return "item_" + uuid().replace("-", "").substring(6);
    }
}
