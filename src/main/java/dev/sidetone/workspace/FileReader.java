package dev.sidetone.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads one file for the index and decides what it is. */
final class FileReader {

    /** Bytes beyond which a file is listed but not searched. */
    static final int HUGE = 1 << 20;

    private static final int LONGEST_LINE = 10_000;
    private static final Pattern GENERATED =
            Pattern.compile(
                    ".*\\.(lock|min\\.js|min\\.css|map|svg|snap|po|ipynb)|package-lock\\.json"
                            + "|pnpm-lock\\.yaml|go\\.sum|npm-shrinkwrap\\.json");

    private FileReader() {}

    /**
     * What a file holds.
     *
     * @param text empty unless it is {@link SourceFile.Content#TEXT}
     */
    record Read(SourceFile.Content content, String text) {}

    static Read read(Confinement confinement, TreeWalker.Found file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        if (file.size() > HUGE) {
            return new Read(SourceFile.Content.HUGE, "");
        }
        if (GENERATED.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            return new Read(SourceFile.Content.GENERATED, "");
        }
        try {
            return classify(Confinement.read(confinement.resolve(file.path())));
        } catch (IOException | PathRefusedException _) {
            return new Read(SourceFile.Content.UNREADABLE, "");
        }
    }

    private static Read classify(byte[] bytes) {
        if (isBinary(bytes)) {
            return new Read(SourceFile.Content.BINARY, "");
        }
        if (longestLine(bytes) > LONGEST_LINE) {
            return new Read(SourceFile.Content.GENERATED, "");
        }
        return new Read(SourceFile.Content.TEXT, decode(bytes));
    }

    /** As Git tells it: a zero byte near the beginning. */
    static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < bytes.length && i < 8000; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static int longestLine(byte[] bytes) {
        int longest = 0;
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                longest = Math.max(longest, i - start);
                start = i + 1;
            }
        }
        return Math.max(longest, bytes.length - start);
    }

    static String decode(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Lines without their ends; a final line end makes no empty line. */
    static List<String> lines(String text) {
        return text.lines().toList();
    }

    static int countLines(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                count++;
            }
        }
        return text.isEmpty() || text.endsWith("\n") ? count : count + 1;
    }
}
