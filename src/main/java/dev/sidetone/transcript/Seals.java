package dev.sidetone.transcript;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Seals of logs that are only added to. Each covers its entry and the seal before, so that none can
 * be changed or left out without that being seen.
 */
public final class Seals {

    private Seals() {}

    /**
     * SHA-256, in hexadecimal.
     *
     * @param before the seal of the entry before; empty for the first one
     * @param parts all of the entry, none with a line break in it
     */
    public static String over(String before, Object... parts) {
        StringBuilder all = new StringBuilder(before);
        for (Object part : parts) {
            all.append('\n').append(part);
        }
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
