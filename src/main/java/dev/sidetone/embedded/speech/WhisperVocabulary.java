package dev.sidetone.embedded.speech;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plain tokens of a Hugging Face {@code tokenizer.json}, in id order, as bytes. Special tokens
 * are left out: whisper.cpp makes them itself.
 */
final class WhisperVocabulary {

    private WhisperVocabulary() {}

    static List<byte[]> read(Path tokenizer) throws ModelException {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(tokenizer.toFile());
        } catch (IOException e) {
            throw new ModelException("tokenizer.json is not readable JSON: " + e.getMessage(), e);
        }
        JsonNode vocab = root.path("model").path("vocab");
        if (!vocab.isObject() || vocab.isEmpty()) {
            throw new ModelException("tokenizer.json has no model.vocab: it is no tokenizer file.");
        }
        var byId = new TreeMap<Integer, String>();
        for (Map.Entry<String, JsonNode> entry : vocab.properties()) {
            byId.put(entry.getValue().asInt(), entry.getKey());
        }
        int[] bytes = bytesOfCharacters();
        return byId.headMap(firstSpecial(root)).values().stream()
                .map(token -> decode(token, bytes))
                .toList();
    }

    private static int firstSpecial(JsonNode root) {
        int first = Integer.MAX_VALUE;
        for (JsonNode token : root.path("added_tokens")) {
            first = Math.min(first, token.path("id").asInt(Integer.MAX_VALUE));
        }
        return first;
    }

    /**
     * GPT-2's byte alphabet: printable bytes stand for themselves, the others for the characters
     * from U+0100 on, in byte order.
     */
    private static int[] bytesOfCharacters() {
        int[] table = new int[512];
        int next = 256;
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xa1 && b != 0xad;
            table[printable ? b : next++] = b;
        }
        return table;
    }

    private static byte[] decode(String token, int[] table) {
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) table[token.charAt(i) & 511];
        }
        return bytes;
    }
}
