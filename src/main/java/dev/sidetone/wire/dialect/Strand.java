package dev.sidetone.wire.dialect;

/**
 * The words of one side, which come as bare deltas, cut into items. A server may end an item late
 * or never; then the other side's words end it, and an end that still comes brings only what is
 * new.
 */
final class Strand {

    private static final int MOST_TOLD = 16_384;

    private final String prefix;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder told = new StringBuilder();
    private int number;
    private boolean open;

    Strand(String prefix) {
        this.prefix = prefix;
    }

    boolean open() {
        return open;
    }

    /** The item under way, or the one before. */
    String id() {
        return prefix + number;
    }

    String text() {
        return text.toString();
    }

    void begin() {
        if (!open) {
            open = true;
            number++;
            text.setLength(0);
        }
    }

    void add(String delta) {
        begin();
        text.append(delta);
    }

    /** Ends the item although its server did not. */
    String cut() {
        open = false;
        told.append(text);
        if (told.length() > MOST_TOLD) {
            told.delete(0, told.length() - MOST_TOLD);
        }
        return text();
    }

    /** What the server's own end adds to what was cut off before; it may be nothing. */
    String rest(String whole) {
        if (whole.isBlank()) {
            return open ? text() : "";
        }
        String before = told.toString().strip();
        String all = whole.strip();
        if (before.endsWith(all)) {
            return "";
        }
        return all.startsWith(before) ? all.substring(before.length()).strip() : all;
    }

    void end() {
        open = false;
        told.setLength(0);
    }
}
