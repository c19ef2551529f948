package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

    private static final String HASH = "0a".repeat(32);

    @TempDir private Path folder;

    private Access access(Map<String, String> more) {
        var variables = new HashMap<>(more);
        variables.put("SIDETONE_HOME", folder.toString());
        variables.put("SIDETONE_WORKSPACE", folder.toString());
        return Configuration.load(
                        new Surroundings(variables, Map.of(), Path.of("/nowhere/system.toml")))
                .settings()
                .server()
                .access();
    }

    @Test
    void aHashOrASecretLetsOtherMachinesIn() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "s".repeat(32) + "\n");

        assertThat(access(Map.of()).asks()).isFalse();
        assertThat(access(Map.of("SIDETONE_HOST", "0.0.0.0", "SIDETONE_TOKEN_SHA256", HASH)).asks())
                .isTrue();
        assertThat(
                        access(
                                        Map.of(
                                                "SIDETONE_HOST",
                                                "0.0.0.0",
                                                "SIDETONE_JWT_SECRET_FILE",
                                                secret.toString()))
                                .asks())
                .isTrue();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> access(Map.of("SIDETONE_HOST", "0.0.0.0")))
                .withMessageContaining("lets other machines in");
    }

    @Test
    void aTokenAndItsHashExcludeEachOther() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        access(
                                Map.of(
                                        "SIDETONE_TOKEN",
                                        "a-token-of-some-length",
                                        "SIDETONE_TOKEN_SHA256",
                                        HASH)))
                .withMessageContaining("mutually exclusive");
    }

    @Test
    void aShortSecretIsRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), " " + "s".repeat(31) + " \n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> access(Map.of("SIDETONE_JWT_SECRET_FILE", secret.toString())))
                .withMessageContaining("must be at least 32 bytes");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> access(Map.of("SIDETONE_JWT_SECRET_FILE", folder + "/none")))
                .withMessageContaining("cannot be read");
    }
}
