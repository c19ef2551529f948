package dev.sidetone.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA256, also of files larger than memory. */
final class Digests {

    private static final String MAC = "HmacSHA256";
    private static final int PIECE = 1 << 16;

    private Digests() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String hex(String text) {
        return HexFormat.of().formatHex(sha256().digest(bytes(text)));
    }

    static String hex(Path file) throws IOException {
        MessageDigest hash = sha256();
        each(file, hash::update);
        return HexFormat.of().formatHex(hash.digest());
    }

    static byte[] hmac(byte[] key, byte[] text) {
        return mac(key).doFinal(text);
    }

    /** Of a text and a file behind it. */
    static byte[] hmac(byte[] key, String before, Path file) throws IOException {
        Mac mac = mac(key);
        mac.update(bytes(before));
        each(file, mac::update);
        return mac.doFinal();
    }

    @FunctionalInterface
    private interface Taker {
        void take(byte[] bytes, int from, int length);
    }

    private static void each(Path file, Taker taker) throws IOException {
        var piece = new byte[PIECE];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                taker.take(piece, 0, read);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}
