package dev.sidetone.export;

import java.io.IOException;
import java.io.Writer;

/** Gives an {@link Appendable} to what wants a writer; closing leaves it open. */
final class Appending extends Writer {

    private final Appendable to;

    Appending(Appendable to) {
        this.to = to;
    }

    @Override
    public void write(char[] buffer, int from, int count) throws IOException {
        to.append(java.nio.CharBuffer.wrap(buffer, from, count));
    }

    @Override
    public void flush() {
        // What it goes to is flushed by who has it.
    }

    @Override
    public void close() {
        // As above.
    }
}
