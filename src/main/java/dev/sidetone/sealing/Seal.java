package dev.sidetone.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals with AES-256-GCM: a nonce, then what was sealed with its tag. What is sealed is bound to
 * its place: at that of another it does not open. Thread-safe.
 */
public final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;

    /**
     * @param random draws the nonces
     */
    public Seal(SecureRandom random) {
        this.random = random;
    }

    /**
     * Sealed bytes.
     *
     * @param place says which these are and where they belong
     */
    public byte[] close(SealingKey key, String place, byte[] bytes) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, place, nonce).doFinal(bytes);
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES with GCM", e);
        }
    }

    /** What was sealed; empty when it was not with this key and for this place, or was changed. */
    public static Optional<byte[]> open(SealingKey key, String place, byte[] sealed) {
        if (sealed.length < NONCE) {
            return Optional.empty();
        }
        try {
            byte[] nonce = new byte[NONCE];
            ByteBuffer.wrap(sealed).get(nonce);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, place, nonce);
            return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, SealingKey key, String place, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
