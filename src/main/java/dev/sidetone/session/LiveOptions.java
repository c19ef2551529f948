package dev.sidetone.session;

import java.util.List;
import java.util.Optional;

/**
 * What a client may ask for of calls in v3; the other versions have no use for it.
 *
 * @param items what the model is told as said before
 * @param ackFiller whether the model fills the time until the agent answers; empty leaves it alone
 * @param channels where the agent's words go
 */
public record LiveOptions(
        List<InitialItem> items, Optional<Boolean> ackFiller, HandoffChannels channels) {

    static final LiveOptions USUAL =
            new LiveOptions(List.of(), Optional.empty(), HandoffChannels.THINKING);

    public LiveOptions {
        items = List.copyOf(items);
    }

    /** Something that was said before the call. */
    public record InitialItem(TextRole role, String text) {}
}
