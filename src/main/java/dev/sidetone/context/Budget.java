package dev.sidetone.context;

/** Lines of one part, as many as its budget takes. Used by one part only. */
final class Budget {

    private final StringBuilder text = new StringBuilder();
    private int left;

    Budget(int tokens) {
        this.left = tokens;
    }

    /** Adds a block of lines when it fits as a whole. */
    boolean add(String block) {
        String more = text.isEmpty() ? block : "\n" + block;
        int size = Tokens.of(more);
        if (size > left) {
            return false;
        }
        left -= size;
        text.append(more);
        return true;
    }

    int left() {
        return left;
    }

    String text() {
        return text.toString();
    }
}
