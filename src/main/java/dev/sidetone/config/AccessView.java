package dev.sidetone.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes {@link Access} from the values. */
final class AccessView {

    private static final int SHORTEST_SECRET = 32;

    private final Values values;
    private final Surroundings around;

    private AccessView(Values values, Surroundings around) {
        this.values = values;
        this.around = around;
    }

    static Access of(Values values, Surroundings around, Optional<Secret> token) {
        var view = new AccessView(values, around);
        Optional<String> sha256 = view.tokenSha256(token);
        List<Access.Person> people = PeopleKeys.people(values, around, sha256);
        return new Access(sha256, view.jwt(!people.isEmpty()), view.origins(), people);
    }

    private Optional<String> tokenSha256(Optional<Secret> token) {
        Optional<String> given =
                values.text(AccessKeys.TOKEN_SHA256).map(hex -> hex.toLowerCase(Locale.ROOT));
        if (given.isEmpty()) {
            return token.map(secret -> sha256(secret.reveal()));
        }
        if (token.isPresent()) {
            throw fault(
                    AccessKeys.TOKEN_SHA256,
                    "a token and its SHA-256 are mutually exclusive; keep one of them");
        }
        return given;
    }

    /**
     * @param scoped somebody here has some scopes only: nobody gets all of them by saying nothing
     */
    private Optional<Access.Jwt> jwt(boolean scoped) {
        Optional<String> file = values.text(AccessKeys.JWT_SECRET_FILE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String secret = secret(file.get());
        if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST_SECRET) {
            throw fault(
                    AccessKeys.JWT_SECRET_FILE,
                    "the secret in %s must be at least 32 bytes. Make one: openssl rand -hex 32"
                            .formatted(file.get()));
        }
        long skew = values.number(AccessKeys.JWT_SKEW.name()).orElseThrow();
        return Optional.of(
                new Access.Jwt(
                        new Secret(secret),
                        values.text(AccessKeys.JWT_ISSUER),
                        values.text(AccessKeys.JWT_AUDIENCE),
                        Duration.ofSeconds(skew),
                        values.flag(AccessKeys.JWT_NEEDS_SCOPE.name(), scoped)));
    }

    private String secret(String name) {
        try {
            Path file = around.place(name);
            return Files.readString(file).strip();
        } catch (IOException | InvalidPathException _) {
            throw fault(
                    AccessKeys.JWT_SECRET_FILE,
                    "%s cannot be read; make it, readable for this user only".formatted(name));
        }
    }

    private List<String> origins() {
        return values.text(AccessKeys.ORIGINS).stream()
                .flatMap(text -> Stream.of(text.split(" +")))
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .toList();
    }

    private ConfigException fault(Key key, String why) {
        return new ConfigException("%s: %s: %s".formatted(values.origin(key), key.name(), why));
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
