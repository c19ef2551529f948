package dev.sidetone.sealing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key for what is kept sealed. Immutable.
 *
 * @param id tells keys apart and nothing about them
 */
public record SealingKey(String id, SecretKey secret) {

    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;

    /**
     * @param text 32 bytes in hexadecimal or base64
     * @throws IllegalArgumentException when it is neither; the message repeats nothing of it
     */
    public static SealingKey parse(String text) {
        byte[] bytes = bytes(text.strip());
        if (bytes.length != BYTES) {
            throw notAKey();
        }
        return new SealingKey(id(bytes), new SecretKeySpec(bytes, "AES"));
    }

    private static byte[] bytes(String text) {
        try {
            return text.matches("[0-9a-fA-F]{64}")
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw notAKey();
        }
    }

    private static IllegalArgumentException notAKey() {
        return new IllegalArgumentException(
                "a key is 32 bytes in base64 or hexadecimal; make one with `openssl rand -base64"
                        + " 32`");
    }

    private static String id(byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(
                    "sidetone recording key".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(key), ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
