package dev.sidetone.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/** What a file is, by how it begins. */
enum FileKind {
    /** Our own JSON or JSON Lines; also what is nobody's. */
    OURS,
    /** A session of Codex. */
    ROLLOUT,
    SRT,
    VTT;

    private static final int LOOKED_AT = 1 << 16;
    private static final JsonFactory JSON = new JsonFactory();

    /** Leaves the file where it was. */
    static FileKind of(BufferedReader file) throws IOException {
        file.mark(LOOKED_AT);
        String begin = beginning(file).replaceFirst("^\ufeff?\\s*", "");
        file.reset();
        if (begin.startsWith("{") || begin.startsWith("[")) {
            return isRollout(begin) ? ROLLOUT : OURS;
        }
        if (begin.startsWith("WEBVTT")) {
            return VTT;
        }
        Optional<String> line = begin.lines().findFirst();
        return line.filter(l -> l.matches("\\d+\\s*") || l.contains("-->")).isPresent()
                ? SRT
                : OURS;
    }

    private static String beginning(BufferedReader file) throws IOException {
        var begin = new char[LOOKED_AT];
        int length = 0;
        for (int read = 0; read >= 0 && length < LOOKED_AT; length += Math.max(0, read)) {
            read = file.read(begin, length, LOOKED_AT - length);
        }
        return new String(begin, 0, length);
    }

    /** Each line of a rollout has a type; the oldest ones begin with their instructions. */
    private static boolean isRollout(String begin) {
        try (JsonParser json = JSON.createParser(begin)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (name.equals("format")) {
                    return false;
                }
                if (name.equals("type") || name.equals("instructions")) {
                    return true;
                }
                json.nextToken();
                json.skipChildren();
            }
            return false;
        } catch (IOException _) {
            // Broken or longer than what is looked at: whoever reads it says where.
            return false;
        }
    }
}
