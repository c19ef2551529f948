package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleKeysTest {

    private static final String SHA256 = "ab".repeat(32);

    private static Access access(String toml) {
        return Configuration.loadWith(Path.of("config.toml"), toml).settings().server().access();
    }

    @Test
    void peopleHaveScopesAndWorkspaces(@TempDir Path home) throws IOException {
        Path token = Files.writeString(home.resolve("bob.token"), "bobs-own-token-0123456789\n");
        Access access =
                access(
                        """
                        [sidetone.access.alice]
                        token_sha256 = "%s"
                        scopes = ["view", "export"]
                        workspaces = ["one", "two"]

                        [sidetone.access."bob@example.org"]
                        token_file = '%s'
                        scopes = ["admin"]
                        workspaces = ["*"]
                        """
                                .formatted(SHA256.toUpperCase(java.util.Locale.ROOT), token));
        assertThat(access.asks()).isTrue();
        assertThat(access.identifies()).isTrue();
        assertThat(access.people())
                .containsExactly(
                        new Access.Person(
                                "alice",
                                SHA256,
                                Set.of(Scope.VIEW, Scope.EXPORT),
                                Set.of("one", "two")),
                        new Access.Person(
                                "bob@example.org",
                                AccessView.sha256("bobs-own-token-0123456789"),
                                Set.of(Scope.ADMIN),
                                Set.of("*")));
    }

    /** Whoever meant to let somebody in, or to hold them back, hears what is wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    scopes = ["view"]; workspaces = ["*"]                                 | it needs token_file or token_sha256
                    token_sha256 = "SHA"; token_file = "x"; scopes = ["view"]; workspaces = ["*"] | one of them
                    token_file = "/nowhere/at/all"; scopes = ["view"]; workspaces = ["*"] | cannot be read
                    token_sha256 = "SHA"; workspaces = ["*"]                              | it needs `scopes`
                    token_sha256 = "SHA"; scopes = []; workspaces = ["*"]                 | it needs `scopes`
                    token_sha256 = "SHA"; scopes = ["veiw"]; workspaces = ["*"]           | there is no scope "veiw"
                    token_sha256 = "SHA"; scopes = ["view"]                               | it needs `workspaces`
                    token_sha256 = "SHA"; scopes = "view"; workspaces = ["*"]             | allowed: a list of texts
                    """)
    void whatIsHalfSaidIsRefused(String lines, String why) {
        String toml =
                "[sidetone.access.alice]\n" + lines.replace("SHA", SHA256).replace("; ", "\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> access(toml))
                .withMessageContaining(why)
                .withMessageContaining("sidetone.access.alice");
    }

    @Test
    void twoWithOneTokenAreRefused() {
        String one =
                "[sidetone.access.%s]\ntoken_sha256 = \"%s\"\nscopes = [\"view\"]\nworkspaces = [\"*\"]\n";
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () -> access(one.formatted("alice", SHA256) + one.formatted("bob", SHA256)))
                .withMessageContaining("the same token");
    }
}
