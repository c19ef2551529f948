package dev.sidetone.transcript;

import java.util.Comparator;

/** A piece of a text, from {@code start} to {@code end}, exclusive. */
record Range(int start, int end) {

    static final Comparator<Range> BY_START =
            Comparator.comparingInt(Range::start).thenComparingInt(Range::end);
}
