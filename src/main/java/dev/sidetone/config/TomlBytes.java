package dev.sidetone.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a configuration file as a text, with the place of what is no text. */
final class TomlBytes {

    /** More than any configuration has; a text this long would only be slow to refuse. */
    static final int LARGEST = 1 << 20;

    private TomlBytes() {}

    /**
     * The text of a file that is there.
     *
     * @throws ConfigException when it cannot be a configuration
     */
    static String text(Path path) {
        try {
            if (Files.size(path) > LARGEST) {
                throw tooLarge(path, "");
            }
            return decoded(path, Files.readAllBytes(path));
        } catch (IOException e) {
            throw new ConfigException(
                    new Origin.File(path, 1, 1)
                            + ": the file cannot be read ("
                            + e.getClass().getSimpleName()
                            + "); make it readable for this user");
        }
    }

    /**
     * Checks a text that came otherwise, as from a page.
     *
     * @throws ConfigException when no file may be so long
     */
    static void checkLength(Path path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            throw tooLarge(path, new String(bytes, 0, LARGEST, StandardCharsets.UTF_8));
        }
    }

    private static ConfigException tooLarge(Path path, String before) {
        return new ConfigException(
                end(path, before) + ": the file is larger than 1 MiB; that is no configuration");
    }

    private static String decoded(Path path, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new ConfigException(
                    end(path, text) + ": the file is not UTF-8; save it as UTF-8");
        }
        return text;
    }

    /** Where a text ends. */
    private static Origin end(Path path, String text) {
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return new Origin.File(path, line, text.length() - text.lastIndexOf('\n'));
    }
}
