package dev.sidetone.console;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Texts that were looked at and may be applied. They stay here and never go back to a page, because
 * they may hold secrets. Thread-safe.
 */
final class Drafts {

    private static final int MOST = 8;
    private static final int ID_BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Keeps a text; the oldest is forgotten when there are too many. */
    synchronized String keep(String text) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        texts.put(id, text);
        if (texts.size() > MOST) {
            texts.remove(texts.keySet().iterator().next());
        }
        return id;
    }

    synchronized Optional<String> text(String id) {
        return Optional.ofNullable(texts.get(id));
    }

    synchronized void forget(String id) {
        texts.remove(id);
    }
}
