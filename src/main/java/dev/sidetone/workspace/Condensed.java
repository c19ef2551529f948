package dev.sidetone.workspace;

import java.util.Arrays;

/**
 * A source text with what cannot define anything left out, for the parser: one ASCII character for
 * each that is kept, so that its byte offsets are character offsets, and the way back to the text.
 */
final class Condensed {

    private final String text;
    private final int size;
    private final int[] kept;
    private final int[] original;

    private Condensed(Builder builder) {
        text = builder.out.toString();
        size = builder.source.length();
        kept = Arrays.copyOf(builder.kept, builder.count);
        original = Arrays.copyOf(builder.original, builder.count);
    }

    /** What is worth parsing of a text. */
    static Condensed of(String text, Language language) {
        return switch (language) {
            case JAVA, KOTLIN, GO, RUST, C, CPP, C_SHARP -> BraceCondenser.condense(text, language);
            case JAVASCRIPT -> ScriptCondenser.condense(text, false);
            case TYPESCRIPT, TSX -> ScriptCondenser.condense(text, true);
            case PYTHON -> PythonCondenser.condense(text);
            default -> whole(text);
        };
    }

    /** All of it. */
    static Condensed whole(String text) {
        var builder = new Builder(text);
        builder.keep(0, text.length());
        return builder.build();
    }

    String text() {
        return text;
    }

    /** Whether nothing was left out. */
    boolean isWhole() {
        return kept.length == 0 || (kept.length == 1 && original[0] == 0 && text.length() == size);
    }

    /** Where a character of this text stands in the original. */
    int original(int offset) {
        int found = Arrays.binarySearch(kept, offset);
        int segment = found >= 0 ? found : -found - 2;
        return segment < 0 ? offset : original[segment] + offset - kept[segment];
    }

    /** A state to go back to. */
    record Mark(int length, int segments) {}

    /** Takes the parts to keep, in order. */
    static final class Builder {

        private final String source;
        private final StringBuilder out;
        private int[] kept = new int[64];
        private int[] original = new int[64];
        private int count;
        private int next = -1;

        Builder(String source) {
            this.source = source;
            this.out = new StringBuilder(source.length());
        }

        void keep(int from, int to) {
            if (from >= to) {
                return;
            }
            if (from != next) {
                segment(from);
            }
            for (int i = from; i < to; i++) {
                out.append(ascii(source.charAt(i)));
            }
            next = to;
        }

        /** Adds what is not in the source, as if it stood at a place of it. */
        void add(String text, int at) {
            segment(at);
            out.append(text);
            next = -1;
        }

        /** Whether nothing is in the line so far, and the line before does not go on in it. */
        boolean endsLine() {
            int n = out.length();
            return n == 0 || (out.charAt(n - 1) == '\n' && (n == 1 || out.charAt(n - 2) != '\\'));
        }

        /** Whether a blank or a line end came last, or nothing. */
        boolean endsBlank() {
            return out.isEmpty() || out.charAt(out.length() - 1) <= ' ';
        }

        /** What is kept so far. */
        Mark mark() {
            return new Mark(out.length(), count);
        }

        /** Takes back what was kept since. */
        void back(Mark mark) {
            out.setLength(mark.length());
            count = mark.segments();
            next = -1;
        }

        private void segment(int from) {
            if (count == kept.length) {
                kept = Arrays.copyOf(kept, 2 * count);
                original = Arrays.copyOf(original, 2 * count);
            }
            kept[count] = out.length();
            original[count++] = from;
        }

        private static char ascii(char c) {
            if (c == 0) {
                return ' ';
            }
            if (c <= '~') {
                return c;
            }
            return Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? 'x' : ' ';
        }

        Condensed build() {
            return new Condensed(this);
        }
    }
}
