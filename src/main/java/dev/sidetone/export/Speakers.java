package dev.sidetone.export;

import dev.sidetone.conversation.Item;

/** Who says an item, for people. */
public final class Speakers {

    private Speakers() {}

    /** The speaker, or what kind of entry it is when nobody speaks. */
    public static String of(Item item) {
        return switch (item.kind()) {
            case TOOL_CALL -> "Tool call";
            case TOOL_OUTPUT -> "Tool result";
            case HANDOFF -> "Handed to the agent";
            case NOTE -> "Note";
            case SPEECH, TEXT ->
                    switch (item.role()) {
                        case USER -> "You";
                        case ASSISTANT -> "Sidetone";
                        case AGENT -> "Agent";
                        case SYSTEM -> "System";
                    };
        };
    }

    /** As {@link #of}, with the tool's name where there is one. */
    static String withTool(Item item) {
        return item.toolName() == null ? of(item) : of(item) + " " + item.toolName();
    }

    /** True for what is data of a program and not words. */
    static boolean data(Item item) {
        return item.kind() == Item.Kind.TOOL_CALL || item.kind() == Item.Kind.TOOL_OUTPUT;
    }

    /** " after 1.2 s" when it was heard so far; empty when all of it was. */
    static String heard(Item item) {
        Long ms = item.heardMs();
        return ms == null ? "" : " after %d.%d s".formatted(ms / 1000, ms % 1000 / 100);
    }
}
