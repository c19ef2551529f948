package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

    private static final String TOKEN = "a-token-of-some-length";

    @TempDir private Path home;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void livesInAFolderOfItsOwn() {
        properties.put("user.home", home.toString());
        variables.put("SIDETONE_HOME", home.toString());
        variables.put("SIDETONE_WORKSPACE", home.toString());
    }

    private Configuration load() {
        return Configuration.load(
                new Surroundings(variables, properties, home.resolve("system.toml")));
    }

    private Settings settings() {
        return load().settings();
    }

    private void file(String toml) throws IOException {
        Files.writeString(home.resolve("config.toml"), toml);
    }

    @Test
    void withoutAnythingTheDefaultsHold() {
        variables.clear();

        Settings settings = settings();

        assertThat(settings.home()).isEqualTo(home.resolve(".sidetone"));
        assertThat(settings.server())
                .isEqualTo(
                        new Settings.Server(
                                "127.0.0.1", 8080, settings.server().token(), Access.OPEN));
        assertThat(settings.server().token()).isEmpty();
        assertThat(settings.models().fetch()).isEqualTo(Settings.Fetch.AUTO);
        assertThat(settings.models().dir()).isEqualTo(home.resolve(".sidetone/models"));
        assertThat(settings.provider().baseUrl()).isEmpty();
        assertThat(settings.provider().voice()).isEqualTo("marin");
        assertThat(settings.workspace()).isAbsolute();
    }

    @Test
    void theFileIsReadAndTheEnvironmentWinsAndAPropertyWinsOverBoth() throws IOException {
        file(
                """
                [sidetone]
                models = "ask"
                [sidetone.server]
                port = 9001
                [realtime]
                voice = "cedar"
                """);
        assertThat(settings().server().port()).isEqualTo(9001);
        assertThat(settings().models().fetch()).isEqualTo(Settings.Fetch.ASK);
        assertThat(settings().provider().voice()).isEqualTo("cedar");

        variables.put("SIDETONE_PORT", "9002");
        assertThat(settings().server().port()).isEqualTo(9002);

        properties.put("sidetone.port", "9003");
        assertThat(settings().server().port()).isEqualTo(9003);

        properties.put("sidetone.server.port", "9004");
        assertThat(settings().server().port()).isEqualTo(9004);
    }

    @Test
    void anEmptyVariableMeansNotSet() {
        variables.put("SIDETONE_MODELS_DIR", "");

        assertThat(settings().models().dir()).isEqualTo(home.resolve("models"));
    }

    @Test
    void tildeIsTheHomeFolder() {
        variables.put("SIDETONE_MODELS_DIR", "~/speech");

        assertThat(settings().models().dir()).isEqualTo(home.resolve("speech"));
    }

    @Test
    void anUnknownKeyWarnsWithItsPlaceAndTheNearestKnown() throws IOException {
        file("[sidetone.server]\nprot = 9001\n");

        assertThat(load().warnings())
                .singleElement()
                .asString()
                .contains("config.toml, line 2, column 1", "sidetone.server.prot")
                .endsWith("did you mean sidetone.server.port?");
    }

    @Test
    void aBadValueIsRefusedWithItsPlaceAndWhatIsAllowed() throws IOException {
        file("[sidetone]\nmodels = \"sometimes\"\n[sidetone.server]\nport = \"8080\"\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("config.toml, line 2, column 1: \"sometimes\"")
                .withMessageContaining("\"auto\", \"ask\", \"off\"")
                .withMessageContaining("line 4, column 1: \"8080\"")
                .withMessageContaining("a whole number from 0 to 65535");
    }

    @Test
    void aBadVariableIsNamed() {
        variables.put("SIDETONE_PORT", "http");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("environment variable SIDETONE_PORT: \"http\"");
    }

    @Test
    void aBrokenFileIsRefusedWithItsPlace() throws IOException {
        file("[sidetone\nmodels = \"auto\"\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("config.toml, line 1, column 10");
    }

    @Test
    void secretsAreRefusedInTheFileWithoutBeingRepeated() throws IOException {
        file("[sidetone.server]\ntoken = \"" + TOKEN + "\"\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("line 2, column 1")
                .withMessageContaining("SIDETONE_TOKEN")
                .satisfies(e -> assertThat(e).message().doesNotContain(TOKEN));
    }

    @Test
    void otherMachinesAreLetInWithATokenOnly() {
        variables.put("SIDETONE_HOST", "0.0.0.0");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("environment variable SIDETONE_HOST")
                .withMessageContaining("export SIDETONE_TOKEN=");

        variables.put("SIDETONE_TOKEN", TOKEN);
        assertThat(settings().server().token()).contains(new Secret(TOKEN));
    }

    @Test
    void aShortTokenIsRefusedWithoutBeingRepeated() {
        variables.put("SIDETONE_TOKEN", "sesame");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("shorter than 16")
                .satisfies(e -> assertThat(e).message().doesNotContain("sesame"));
    }

    @Test
    void theTokenMayStandInAFile() throws IOException {
        Files.writeString(home.resolve("token"), TOKEN + "\n");
        file("[sidetone.server]\ntoken_file = \"~/token\"\n");

        assertThat(settings().server().token()).contains(new Secret(TOKEN));
    }

    @Test
    void aMissingTokenFileIsRefused() {
        variables.put("SIDETONE_TOKEN_FILE", home.resolve("none").toString());

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("token file");
    }

    @Test
    void settingsPrintedShowNoSecret() {
        variables.put("SIDETONE_TOKEN", TOKEN);
        variables.put("SIDETONE_PROVIDER_KEY", "sk-1234567890");

        assertThat(settings().toString()).doesNotContain(TOKEN, "sk-1234567890");
    }

    @Test
    void aProviderUrlWithAPasswordIsRefused() {
        variables.put("SIDETONE_PROVIDER_URL", "https://user:word@example.org/v1");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("without user name");
    }
}
