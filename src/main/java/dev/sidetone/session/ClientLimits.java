package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.context.Tokens;
import dev.sidetone.session.LiveOptions.InitialItem;
import java.util.List;
import java.util.Optional;

/** How much a client may give to a call, in Codex's numbers and words. */
final class ClientLimits {

    private static final int MOST_ITEMS = 128;
    private static final int MOST_TOKENS = 8_192;

    private ClientLimits() {}

    static Optional<String> refusal(CallSpec spec) {
        CallOptions options = spec.options();
        return items(spec.version(), options.live().items())
                .or(() -> instructions("start", options.startInstructions()))
                .or(() -> instructions("end", options.endInstructions()));
    }

    private static Optional<String> items(Version version, List<InitialItem> items) {
        if (items.isEmpty()) {
            return Optional.empty();
        }
        if (version != Version.V3) {
            return Optional.of("initial realtime items require realtime v3");
        }
        if (items.size() > MOST_ITEMS) {
            return Optional.of("initial realtime items must contain no more than 128 items");
        }
        if (items.stream().anyMatch(item -> Tokens.of(item.text()) > MOST_TOKENS)) {
            return Optional.of("each initial realtime item must not exceed 8192 estimated tokens");
        }
        return items.stream().mapToInt(item -> Tokens.of(item.text())).sum() > MOST_TOKENS
                ? Optional.of(
                        "initial realtime items must not exceed 8192 estimated tokens in total")
                : Optional.empty();
    }

    private static Optional<String> instructions(String which, Optional<String> text) {
        return text.filter(words -> Tokens.of(words) > MOST_TOKENS)
                .map(_ ->
                        "realtime %s instructions must not exceed 8192 estimated tokens"
                                .formatted(which));
    }
}
