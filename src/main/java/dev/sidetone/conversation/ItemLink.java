package dev.sidetone.conversation;

import java.util.Locale;

/**
 * What an item has to do with. Immutable.
 *
 * @param target the id of what it leads to: a tool call, an approval, an item with a diff, a
 *     commit's hash, a recording
 * @param label what people read; may be empty
 */
public record ItemLink(Kind kind, String target, String label) {

    /**
     * @throws IllegalArgumentException when the target is blank
     */
    public ItemLink {
        if (target.isBlank()) {
            throw new IllegalArgumentException("a link needs a target");
        }
        target = Visible.storable(target);
        label = Visible.storable(label);
    }

    /** What it leads to. */
    public enum Kind {
        TOOL_CALL,
        APPROVAL,
        DIFF,
        COMMIT,
        AUDIO;

        /** As it is written in files and on the wire. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
