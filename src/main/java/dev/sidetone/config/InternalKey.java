package dev.sidetone.config;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key with which parts of this process call its own HTTP interface: made at start, never
 * written down, good until the process ends.
 */
@Singleton
public final class InternalKey {

    /** The system property that lets nobody in but who shows this key, whatever else is set. */
    public static final String ONLY = "sidetone.server.private";

    private final Secret secret;

    public InternalKey() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.secret = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** To be sent as {@code Authorization: Bearer …}. */
    public Secret secret() {
        return secret;
    }
}
