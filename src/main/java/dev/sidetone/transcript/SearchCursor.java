package dev.sidetone.transcript;

/**
 * Where a page of found items ended.
 *
 * @param below only items with a smaller number follow, or are weighed
 * @param skipped of those that are weighed, how many were shown already
 */
record SearchCursor(long below, int skipped) {

    static final SearchCursor START = new SearchCursor(Long.MAX_VALUE, 0);

    static SearchCursor parse(String text) {
        int dot = text.indexOf('.');
        try {
            long below = Long.parseLong(text.substring(0, Math.max(dot, 0)));
            int skipped = Integer.parseInt(text.substring(dot + 1));
            if (skipped >= 0) {
                return new SearchCursor(below, skipped);
            }
        } catch (NumberFormatException _) {
            // As below.
        }
        throw new IllegalArgumentException(
                "the cursor is none of ours: take it from the page before, unchanged");
    }

    String text() {
        return below + "." + skipped;
    }
}
