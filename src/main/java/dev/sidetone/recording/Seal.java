package dev.sidetone.recording;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Sound at rest, sealed with AES-256-GCM: nonce, then what was sealed with its tag. A piece is
 * bound to its place: at that of another it does not open.
 */
final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;

    Seal(SecureRandom random) {
        this.random = random;
    }

    byte[] close(SealingKey key, Segment segment, byte[] sound) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, segment, nonce);
            byte[] sealed = cipher.doFinal(sound);
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES with GCM", e);
        }
    }

    /**
     * @throws RecordingException when it was not sealed with this key, or was changed since
     */
    static byte[] open(SealingKey key, Segment segment, byte[] sealed) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(sealed);
            byte[] nonce = new byte[NONCE];
            bytes.get(nonce);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, segment, nonce);
            return cipher.doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new RecordingException(
                    "The sound does not open with key %s: it was changed since it was sealed. Restore a backup."
                            .formatted(key.id()),
                    e);
        }
    }

    private static Cipher cipher(int mode, SealingKey key, Segment segment, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place(segment).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static String place(Segment segment) {
        return String.join(
                "\n",
                segment.id(),
                segment.conversation().value(),
                segment.callId(),
                segment.speaker().wireName(),
                segment.itemId(),
                Long.toString(segment.fromMs()),
                Long.toString(segment.toMs()));
    }
}
