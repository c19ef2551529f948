package dev.sidetone.api;

import dev.sidetone.auth.SignedTokens;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A service that knows several people, each by a token of their own. */
public final class People implements QuarkusTestProfile {

    static final String ROOT = "the-one-token-that-may-all";
    static final String ALICE = "alice-0123456789-token";
    static final String BOB = "bob-0123456789-token";
    static final String WATCHER = "watcher-0123456789-token";
    static final String STRANGER = "stranger-0123456789-token";
    static final String ADMIN = "admin-0123456789-token";

    /** The workspace that the service under test works in. */
    static final String HERE =
            String.valueOf(Path.of("").toAbsolutePath().normalize().getFileName());

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            Path home = Files.createTempDirectory("people");
            String all = "\"view\", \"talk\", \"export\", \"delete\", \"hold\"";
            Files.writeString(
                    home.resolve("config.toml"),
                    person("alice", ALICE, all, HERE)
                            + person("bob", BOB, all, HERE)
                            + person("watcher", WATCHER, "\"view\"", HERE)
                            + person("stranger", STRANGER, all + ", \"admin\"", "elsewhere")
                            + person("admin", ADMIN, "\"admin\"", "*"));
            return Map.of(
                    "sidetone.home", home.toString(),
                    "sidetone.token", ROOT,
                    "sidetone.server.jwt_secret_file", SignedTokens.secretFile().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String person(String name, String token, String scopes, String workspace) {
        return """
        [sidetone.access.%s]
        token_sha256 = "%s"
        scopes = [%s]
        workspaces = ["%s"]
        """
                .formatted(name, sha256(token), scopes, workspace);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request of somebody; what is answered is as the document says. */
    static RequestSpecification as(String token) {
        return Rest.given().header("Authorization", "Bearer " + token);
    }

    static String conversation(String token) {
        return as(token)
                .contentType("application/json")
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
