package dev.sidetone.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Ids in the shapes of the OpenAI Realtime service. Thread-safe. */
final class Ids {

    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String event() {
        return "event_" + letters(21);
    }

    static String item() {
        return "item_" + letters(21);
    }

    static String response() {
        return "resp_" + letters(21);
    }

    static String conversation() {
        return "conv_" + letters(21);
    }

    static String session() {
        return "sess_" + letters(21);
    }

    static String functionCall() {
        return "call_" + letters(16);
    }

    /** Not guessable: whoever knows it may control the call. */
    static String mediaCall() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return "rtc_" + HexFormat.of().formatHex(bytes);
    }

    private static String letters(int count) {
        RandomGenerator random = RANDOM;
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
