package dev.sidetone.console;

import dev.sidetone.conversation.Item;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What items tell about the turns that they begin. */
final class Turns {

    private Turns() {}

    /** That of the turn which begins with this item; nothing when none does. */
    static ItemWindow.Turn at(List<Item> items, int index) {
        Item asked = items.get(index);
        if (!begins(asked)) {
            return ItemWindow.Turn.NONE;
        }
        return new ItemWindow.Turn(latency(asked, items.subList(index + 1, items.size())), "");
    }

    private static boolean begins(Item item) {
        return item.role() == Item.Role.USER
                && (item.kind() == Item.Kind.SPEECH || item.kind() == Item.Kind.TEXT);
    }

    /** From the end of the person's speech to the begin of the answer's in the same call. */
    private static String latency(Item asked, List<Item> later) {
        Long end = asked.endMs();
        if (end == null) {
            return "";
        }
        for (Item item : later) {
            if (begins(item)) {
                return "";
            }
            Long start = item.startMs();
            if (item.role() == Item.Role.ASSISTANT
                    && item.kind() == Item.Kind.SPEECH
                    && start != null
                    && Objects.equals(item.callId(), asked.callId())) {
                return start < end ? "" : seconds(start - end);
            }
        }
        return "";
    }

    /** {@code 0.8 s}. */
    static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
    }
}
