package dev.sidetone.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What callers may show to be let in.
 *
 * @param tokenSha256 of the token, in lower-case hexadecimal digits
 * @param jwt how signed tokens are checked; empty when none are taken
 * @param origins pages of these may connect too
 */
public record Access(Optional<String> tokenSha256, Optional<Jwt> jwt, List<String> origins) {

    /** Nothing is asked for. */
    public static final Access OPEN = new Access(Optional.empty(), Optional.empty(), List.of());

    public Access {
        origins = List.copyOf(origins);
    }

    /** True when callers must show something. */
    public boolean asks() {
        return tokenSha256.isPresent() || jwt.isPresent();
    }

    /** Signed tokens: HS256. */
    public record Jwt(
            Secret secret, Optional<String> issuer, Optional<String> audience, Duration skew) {}
}
