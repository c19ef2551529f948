package dev.sidetone.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Signed tokens for tests of other packages. */
public final class SignedTokens {

    private SignedTokens() {}

    /** A file with the secret. */
    public static Path secretFile() {
        try {
            Path file = Files.createTempFile("jwt", ".secret");
            file.toFile().deleteOnExit();
            return Files.writeString(file, JwtTest.SECRET + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One that is good for some seconds.
     *
     * @param claims members of JSON with a comma before each; may be empty
     */
    public static String of(String claims, long seconds) {
        long until = Instant.now().getEpochSecond() + seconds;
        return JwtTest.token(
                "{\"alg\":\"HS256\"}", "{\"exp\":" + until + claims + "}", JwtTest.SECRET);
    }
}
