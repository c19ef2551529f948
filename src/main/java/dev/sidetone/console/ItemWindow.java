package dev.sidetone.console;

import java.util.List;
import java.util.Objects;

/**
 * A part of a conversation in the order of its speech.
 *
 * @param conversation its id
 * @param first the place of the first row among all, from 1
 * @param total how many there are
 * @param seq the item it was asked for by; 0 when by place
 */
public record ItemWindow(String conversation, long first, long total, long seq, List<Row> rows) {

    /** How many the page holds at a time. */
    public static final int SIZE = 50;

    public ItemWindow {
        rows = List.copyOf(rows);
    }

    /**
     * An item at its place.
     *
     * @param place among all, from 1
     * @param day the day that begins with it, in words; empty when none does
     * @param newCall a call begins with it
     * @param turn what is known of the turn that begins with it
     * @param version another one for whatever is seen of it
     */
    public record Row(
            long place, ItemView item, String day, boolean newCall, Turn turn, String version) {}

    /**
     * What is known of a turn.
     *
     * @param latency from the end of the person's speech to the begin of the answer's, {@code 0.8
     *     s}; empty when not known
     * @param cost what it used and cost; empty when not known
     */
    public record Turn(String latency, String cost) {
        static final Turn NONE = new Turn("", "");
    }

    /** All that there is. */
    public boolean whole() {
        return rows.size() >= total;
    }

    public long last() {
        return first + rows.size() - 1;
    }

    public long size() {
        return SIZE;
    }

    /** Where the page before begins; 0 when this is the first. */
    public long earlier() {
        return Math.max(first - SIZE, first > 1 ? 1 : 0);
    }

    /** Where the page behind begins; 0 when this is the last. */
    public long later() {
        return last() < total ? last() + 1 : 0;
    }

    /** Another one for whatever is seen here. */
    String tag() {
        return Integer.toHexString(
                Objects.hash(first, total, rows.stream().map(Row::version).toList()));
    }
}
