package dev.sidetone.export;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;

/** The lines of a file with their numbers, none of them longer than memory should hold. */
final class LineSource {

    private static final char BOM = '\ufeff';

    private final Reader file;
    private final int longest;
    private long number;
    private boolean ended;

    /**
     * @param file buffered; it is not closed here
     * @param longest how many characters a line may have
     */
    LineSource(Reader file, int longest) {
        this.file = file;
        this.longest = longest;
    }

    /** The next line without its end; empty behind the last one. */
    Optional<String> next() throws IOException {
        var line = new StringBuilder();
        int c = file.read();
        if (c < 0) {
            return Optional.empty();
        }
        number++;
        for (; c >= 0 && c != '\n'; c = file.read()) {
            if (line.length() == longest) {
                throw ImportException.at(number, "it has more than " + longest + " characters.");
            }
            line.append((char) c);
        }
        ended = c == '\n';
        return Optional.of(trimmed(line));
    }

    private String trimmed(StringBuilder line) {
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return number == 1 && !line.isEmpty() && line.charAt(0) == BOM
                ? line.substring(1)
                : line.toString();
    }

    /** Which line {@link #next} gave last, from 1. */
    long number() {
        return number;
    }

    /** Whether that line was ended; the last one of a file that was cut off is not. */
    boolean ended() {
        return ended;
    }
}
