package dev.sidetone.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

/** Signs a message as the Standard Webhooks specification has it, with a symmetric secret. */
final class WebhookSignature {

    private static final String PREFIX = "whsec_";
    private static final int LEAST = 24;
    private static final int MOST = 64;

    private final byte[] key;

    private WebhookSignature(byte[] key) {
        this.key = key;
    }

    /** The signer with a secret, {@code whsec_} and base64 of 24 to 64 bytes. */
    static WebhookSignature with(String secret) throws DeliveryException {
        if (secret.startsWith(PREFIX)) {
            try {
                byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
                if (key.length >= LEAST && key.length <= MOST) {
                    return new WebhookSignature(key);
                }
            } catch (IllegalArgumentException _) {
                // As below.
            }
        }
        throw DeliveryException.lasting(
                "The webhook's secret is none: it is whsec_ and the base64 of 24 to 64 random bytes.");
    }

    /** The header {@code webhook-signature}. */
    String of(String id, long seconds, Path body) throws IOException {
        byte[] signature = Digests.hmac(key, id + "." + seconds + ".", body);
        return "v1," + Base64.getEncoder().encodeToString(signature);
    }
}
