package dev.sidetone.embedded;

import dev.sidetone.wire.ContentPart;
import dev.sidetone.wire.Item;
import java.util.List;

/**
 * Estimates tokens the way the hosted service bills them: four characters of text, 100 ms of user
 * audio or 50 ms of assistant audio are one token. No model counts here, so this is a rule of thumb
 * that keeps budgets and displays working offline.
 */
final class Tokens {

    private Tokens() {}

    static long ofText(String text) {
        return (text.length() + 3L) / 4;
    }

    static long ofSpokenMs(long ms) {
        return (ms + 49) / 50;
    }

    static long ofHeardMs(long ms) {
        return (ms + 99) / 100;
    }

    /** Text tokens of a context. */
    static long ofItems(List<Item> items) {
        return items.stream().mapToLong(Tokens::ofItem).sum();
    }

    private static long ofItem(Item item) {
        return switch (item) {
            case Item.Message message ->
                    message.content().stream()
                            .map(ContentPart::words)
                            .mapToLong(Tokens::ofText)
                            .sum();
            case Item.FunctionCall call -> ofText(call.name()) + ofText(call.arguments());
            case Item.FunctionCallOutput output -> ofText(output.output());
            case Item.Unknown _ -> 0;
        };
    }
}
