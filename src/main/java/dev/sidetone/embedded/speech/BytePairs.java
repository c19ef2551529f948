package dev.sidetone.embedded.speech;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GPT-2's byte pair encoding over the tokens of a model. A token's id is its rank: the pair that
 * makes the token of the lowest id is joined first. Immutable.
 */
final class BytePairs {

    private static final Pattern PIECE =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+"
                            + "|\\s+(?!\\S)|\\s+");

    private final List<byte[]> tokens;
    private final Map<String, Integer> ids = new HashMap<>();

    BytePairs(List<byte[]> tokens) {
        this.tokens = List.copyOf(tokens);
        for (int id = 0; id < tokens.size(); id++) {
            ids.put(new String(tokens.get(id), StandardCharsets.ISO_8859_1), id);
        }
    }

    List<Integer> encode(String text) {
        var found = new ArrayList<Integer>();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            for (String token : joined(pieces.group())) {
                Integer id = ids.get(token);
                if (id != null) {
                    found.add(id);
                }
            }
        }
        return found;
    }

    /** One string of Latin-1 characters, which stand for bytes, for each token. */
    private List<String> joined(String piece) {
        var parts = new ArrayList<String>();
        for (byte b : piece.getBytes(StandardCharsets.UTF_8)) {
            parts.add(String.valueOf((char) (b & 0xff)));
        }
        for (OptionalInt at = best(parts); at.isPresent(); at = best(parts)) {
            int left = at.getAsInt();
            parts.set(left, parts.get(left) + parts.remove(left + 1));
        }
        return parts;
    }

    private OptionalInt best(List<String> parts) {
        int lowest = Integer.MAX_VALUE;
        int best = -1;
        for (int i = 0; i + 1 < parts.size(); i++) {
            int id = ids.getOrDefault(parts.get(i) + parts.get(i + 1), Integer.MAX_VALUE);
            if (id < lowest) {
                lowest = id;
                best = i;
            }
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** Whether the token is a single space. */
    boolean blank(int id) {
        byte[] token = tokens.get(id);
        return token.length == 1 && token[0] == ' ';
    }

    /** The bytes of a token; none of one beyond the vocabulary. */
    byte[] bytes(int id) {
        return id < tokens.size() ? tokens.get(id).clone() : new byte[0];
    }

    /**
     * The text of tokens; ids beyond the vocabulary, which are signs to the decoder, are left out.
     */
    String decode(List<Integer> found) {
        var bytes = new ByteArrayOutputStream();
        for (int id : found) {
            if (id < tokens.size()) {
                bytes.writeBytes(tokens.get(id));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
