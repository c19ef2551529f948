package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.DeliverySettings.Bucket;
import dev.sidetone.config.DeliverySettings.Folder;
import dev.sidetone.config.DeliverySettings.Incomplete;
import dev.sidetone.config.DeliverySettings.Webhook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryKeysTest {

    @TempDir private Path home;

    private Configuration load(String toml) throws Exception {
        Path workspace = Files.createDirectories(home.resolve("repository"));
        Files.writeString(home.resolve("config.toml"), toml);
        var variables =
                Map.of(
                        "SIDETONE_HOME",
                        home.toString(),
                        "SIDETONE_WORKSPACE",
                        workspace.toString(),
                        "KEY_ID",
                        "AKID",
                        "HOOK",
                        "whsec_x");
        return Configuration.load(
                new Surroundings(variables, Map.of(), home.resolve("system.toml")));
    }

    @Test
    void placesAreReadWithTheirSecrets() throws Exception {
        Path file = Files.writeString(home.resolve("key"), "file-secret\nmore");
        Configuration read =
                load(
                        """
                        [sidetone.delivery.a]
                        type = "folder"
                        path = "/drop"
                        [sidetone.delivery.b]
                        type = "s3"
                        url = "https://s3.example/bucket"
                        region = "eu-west-1"
                        access_key_env = "KEY_ID"
                        secret_file = '%s'
                        format = "html"
                        template = "{id}.{ext}"
                        [sidetone.delivery.c]
                        type = "webhook"
                        url = "https://hook.example/x"
                        secret_env = "HOOK"
                        """
                                .formatted(file));

        assertThat(read.warnings()).isEmpty();
        assertThat(read.delivery().targets())
                .containsExactly(
                        new Folder(
                                "a",
                                "json",
                                Path.of("/drop"),
                                "{workspace}/{date}-{title}-{id}.{ext}"),
                        new Bucket(
                                "b",
                                "html",
                                java.net.URI.create("https://s3.example/bucket"),
                                "{id}.{ext}",
                                "eu-west-1",
                                new Secret("AKID"),
                                new Secret("file-secret")),
                        new Webhook(
                                "c",
                                "json",
                                java.net.URI.create("https://hook.example/x"),
                                new Secret("whsec_x")));
        assertThat(read.delivery().toString()).doesNotContain("AKID", "file-secret", "whsec_x");
    }

    @Test
    void whatIsMissingIsSaidAndTheServiceStarts() throws Exception {
        Configuration read =
                load(
                        """
                        [sidetone.delivery.a]
                        type = "folder"
                        [sidetone.delivery.b]
                        type = "s3"
                        url = "https://s3.example/bucket"
                        access_key_env = "NOT_SET"
                        [sidetone.delivery.c]
                        format = "json"
                        """);

        assertThat(read.delivery().targets()).hasOnlyElementsOfType(Incomplete.class);
        assertThat(read.warnings())
                .anyMatch(w -> w.contains("sidetone.delivery.a: it needs `path`"))
                .anyMatch(w -> w.contains("NOT_SET is not set"))
                .anyMatch(w -> w.contains("sidetone.delivery.c: it needs `type`"));
    }

    /** A repository that somebody cloned must not send what is said elsewhere. */
    @Test
    void aRepositoryCannotSetThem() throws Exception {
        Path own = Files.createDirectories(home.resolve("repository/.sidetone"));
        Files.writeString(
                own.resolve("config.toml"),
                "[sidetone.delivery.a]\ntype = \"webhook\"\nurl = \"https://evil.example\"\n"
                        + "secret_env = \"HOOK\"\n");

        Configuration read = load("");

        assertThat(read.delivery().targets()).isEmpty();
        assertThat(read.warnings()).anyMatch(w -> w.contains("sidetone.delivery.a"));
    }
}
