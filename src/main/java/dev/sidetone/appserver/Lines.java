package dev.sidetone.appserver;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of at most a length; a longer one is skipped and told as too long. */
final class Lines {

    /** What a line is replaced by that is too long: it is no request, so nobody answers it. */
    static final String TOO_LONG = "";

    private final InputStream in;
    private final int longest;

    Lines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, 64 * 1024);
        this.longest = longest;
    }

    /** The next line without its end; empty at the end of the input. */
    Optional<String> next() throws IOException {
        var line = new ByteArrayOutputStream();
        long length = 0;
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (++length <= longest) {
                line.write(next);
            }
            next = in.read();
        }
        return Optional.of(length > longest ? TOO_LONG : line.toString(StandardCharsets.UTF_8));
    }
}
