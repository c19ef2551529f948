package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetone.sealing.Keyring;
import dev.sidetone.sealing.SealingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeysTest {

    private static final String OLD = "01".repeat(32);
    private static final String NEW = "02".repeat(32);

    @TempDir private Path folder;

    private static Keyring vault(String toml) {
        return Configuration.loadWith(Path.of("config.toml"), toml).vault();
    }

    private static String naming(Path file) {
        return "[sidetone.redaction]\nvault_key_file = '%s'\n".formatted(file);
    }

    @Test
    void theFirstKeyOfTheFileSeals() throws IOException {
        Path file = Files.writeString(folder.resolve("vault.key"), NEW + "\n" + OLD + "\n");

        assertThat(vault("").sealing()).isEmpty();
        assertThat(vault(naming(file) + "[sidetone.redaction.ticket]\npattern = 'T-[0-9]+'").keys())
                .extracting(SealingKey::id)
                .containsExactly(SealingKey.parse(NEW).id(), SealingKey.parse(OLD).id());
    }

    /** Whoever relies on a vault hears at the start that there is none. */
    @Test
    void whatIsNoKeyIsRefusedWithItsPlaceAndNotRepeated() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.key"), NEW + "\nhunter2\n");
        Path shorter = Files.writeString(folder.resolve("short.key"), NEW.substring(2));
        Path empty = Files.writeString(folder.resolve("empty.key"), "# none\n");

        refused(
                naming(bad),
                "config.toml, line 2",
                bad + ", line 2: a key is 32 bytes",
                "openssl rand");
        refused(naming(shorter), shorter + ", line 1: a key is 32 bytes");
        refused(naming(empty), "config.toml, line 2", empty + ", named by", "has no key in it");
        refused(naming(folder.resolve("none")), "config.toml, line 2", "cannot be read");
        refused("[sidetone.redaction]\nvault_key = '" + NEW + "'\n", "vault_key");
    }

    private static void refused(String toml, String... words) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> vault(toml))
                .satisfies(e ->
                        assertThat(e.getMessage())
                                .contains(List.of(words))
                                .doesNotContain("hunter2", NEW));
    }
}
