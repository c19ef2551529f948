package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {

    @TempDir private Path home;
    private final Map<String, String> variables = new HashMap<>();

    private Configuration load(String toml) {
        variables.put("SIDETONE_HOME", home.toString());
        variables.put("SIDETONE_WORKSPACE", home.toString());
        return Configuration.load(
                        new Surroundings(variables, Map.of(), home.resolve("system.toml")))
                .with(home.resolve("config.toml"), toml);
    }

    @Test
    void withoutAnyChoiceTheEmbeddedProviderIsUsed() {
        Configuration configuration = load("");

        assertThat(configuration.provider().id()).isEqualTo("embedded");
        assertThat(configuration.provider().embedded()).isTrue();
        assertThat(configuration.providers()).containsOnlyKeys("embedded", "openai");
    }

    @Test
    void aTableIsReadWhole() {
        variables.put("AZURE_KEY", "sk-azure");
        variables.put("TEAM", "blue");

        ModelProvider azure =
                load("""
                model_provider = "azure"
                [model_providers.azure]
                name = "Azure"
                base_url = "https://x.example/openai/v1/"
                env_key = "AZURE_KEY"
                env_key_instructions = "Ask the team."
                wire_api = "responses"
                query_params = { api-version = "2026-01-01" }
                http_headers = { X-One = "1" }
                env_http_headers = { X-Team = "TEAM", X-None = "NOT_SET" }
                request_max_retries = 2
                stream_max_retries = 500
                stream_idle_timeout_ms = 1000
                websocket_connect_timeout_ms = 2000
                supports_websockets = true
                """)
                        .provider();

        assertThat(azure)
                .isEqualTo(
                        new ModelProvider(
                                "azure",
                                "Azure",
                                java.util.Optional.of(URI.create("https://x.example/openai/v1")),
                                java.util.Optional.of("AZURE_KEY"),
                                "Ask the team.",
                                java.util.Optional.of(new Secret("sk-azure")),
                                ModelProvider.WireApi.RESPONSES,
                                Map.of("X-One", new Secret("1"), "X-Team", new Secret("blue")),
                                Map.of("api-version", new Secret("2026-01-01")),
                                2,
                                OptionalInt.of(100),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                false,
                                true,
                                ModelProvider.Dialect.GA,
                                ModelProvider.CallBody.MULTIPART,
                                RealtimeOffer.USUAL));
        assertThat(azure.toString()).doesNotContain("sk-azure", "blue");
    }

    @Test
    void aTableSaysWhatItsProviderOffersForCalls() {
        Configuration configuration =
                load(
                        """
                        model_provider = "local"
                        [realtime]
                        voice = "af_Heart"
                        [model_providers.local]
                        base_url = "http://127.0.0.1:8080/v1"
                        realtime_versions = ["v2"]
                        realtime_transports = ["websocket"]
                        realtime_voices = ["am_adam", "af_Heart"]
                        realtime_transcription_model = "whisper-1"
                        realtime_session_minutes = 20
                        """);

        assertThat(configuration.provider().offer())
                .isEqualTo(
                        new RealtimeOffer(
                                Set.of(RealtimeSettings.Version.V2),
                                Set.of(RealtimeSettings.Transport.WEBSOCKET),
                                List.of("am_adam", "af_Heart"),
                                java.util.Optional.of("whisper-1"),
                                java.util.Optional.of(Duration.ofMinutes(20))));
        assertThat(configuration.realtime().voice()).contains("af_Heart");
        assertThat(configuration.warnings()).isEmpty();
    }

    @Test
    void aVoiceThatNobodyHasIsRefused() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        load(
                                """
                                realtime.voice = "af_hart"
                                model_providers.x.realtime_voices = ["af_heart"]
                                """))
                .withMessageContaining(
                        "line 1, column 1: \"af_hart\" is no value for realtime.voice")
                .withMessageContaining("allowed: \"af_heart\", \"alloy\"")
                .withMessageEndingWith("did you mean af_heart?");
    }

    @Test
    void aPartialTableHasCodexsDefaults() {
        ModelProvider plain =
                load("[model_providers.\"my.host\"]\nname = \"x\"\n").providers().get("my.host");

        assertThat(plain.baseUrl()).contains(URI.create("https://api.openai.com/v1"));
        assertThat(plain.requestMaxRetries()).isEqualTo(4);
        assertThat(plain.streamMaxRetries()).isEmpty();
        assertThat(plain.streamIdleTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(plain.connectTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(plain.key()).isEmpty();
    }

    @Test
    void theBuiltInOpenaiHasItsKeyAndItsBaseFromElsewhere() {
        variables.put("OPENAI_API_KEY", "sk-openai");

        Configuration configuration =
                load("model_provider = \"openai\"\nopenai_base_url = \"https://eu.example/v1\"\n");

        assertThat(configuration.provider().baseUrl())
                .contains(URI.create("https://eu.example/v1"));
        assertThat(configuration.provider().key()).contains(new Secret("sk-openai"));
        assertThat(configuration.settings().provider().baseUrl())
                .contains(URI.create("https://eu.example/v1"));
        assertThat(configuration.settings().provider().model()).isEqualTo("gpt-realtime-1.5");
    }

    @Test
    void theOlderKeysDescribeAProviderToo() {
        variables.put("SIDETONE_PROVIDER_URL", "https://own.example/v1");
        variables.put("SIDETONE_PROVIDER_KEY", "sk-own");

        Configuration configuration = load("");

        assertThat(configuration.provider().id()).isEqualTo("sidetone.provider");
        assertThat(configuration.provider().key()).contains(new Secret("sk-own"));
        assertThat(load("model_provider = \"embedded\"\n").provider().embedded()).isTrue();
    }

    @Test
    void anUnknownProviderIsRefusedWithTheNearest() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load("model_provider = \"opnai\"\n"))
                .withMessageContaining("line 1, column 1: there is no provider \"opnai\"")
                .withMessageEndingWith("did you mean openai?");
    }

    @Test
    void aCodexProviderWithoutRealtimeIsSetAside() {
        Configuration configuration = load("model_provider = \"ollama\"\n");

        assertThat(configuration.provider().embedded()).isTrue();
        assertThat(configuration.warnings()).singleElement().asString().contains("no realtime API");
    }

    @Test
    void aBuiltInProviderIsNotRedefined() {
        Configuration configuration =
                load("[model_providers.openai]\nbase_url = \"https://evil.example/v1\"\n");

        assertThat(configuration.providers().get("openai").baseUrl())
                .contains(URI.create("https://api.openai.com/v1"));
        assertThat(configuration.warnings()).singleElement().asString().contains("built in");
    }

    @Test
    void theKeyMayBeInAFile() throws IOException {
        Files.writeString(home.resolve("key"), "sk-file\n");
        String toml =
                """
                model_provider = "x"
                [model_providers.x]
                key_file = "%s"
                """;

        assertThat(load(toml.formatted(home.resolve("key"))).provider().key())
                .contains(new Secret("sk-file"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> load(toml.formatted(home.resolve("none"))))
                .withMessageContaining("line 3, column 1: the key file");
    }

    /** In Codex's order; the file is our own and comes last. */
    @Test
    void ofSeveralKeysTheVariablesIsTakenThenTheBearer() throws IOException {
        Files.writeString(home.resolve("key"), "sk-file\n");
        String toml =
                """
                model_provider = "x"
                [model_providers.x]
                key_file = "%s"
                env_key = "X_KEY"
                %s
                """;
        String bearer =
                toml.formatted(home.resolve("key"), "experimental_bearer_token = \"sk-bearer\"");
        variables.put("X_KEY", "sk-variable");

        assertThat(load(bearer).provider().key()).contains(new Secret("sk-variable"));
        variables.remove("X_KEY");
        assertThat(load(bearer).provider().key()).contains(new Secret("sk-bearer"));
        assertThat(load(toml.formatted(home.resolve("key"), "")).provider().key())
                .contains(new Secret("sk-file"));
    }

    @Test
    void noSecretIsEverShown() {
        variables.put("SIDETONE_TOKEN", "a-token-of-some-length");
        Configuration configuration =
                load(
                        """
                        experimental_realtime_ws_base_url = "wss://h.example/x?key=s3cret1"
                        [model_providers.x]
                        experimental_bearer_token = "s3cret2"
                        http_headers = { Authorization = "s3cret3" }
                        query_params = { api-key = "s3cret4", api-version = "1" }
                        [mcp_servers.y]
                        env = { TOKEN = "s3cret5" }
                        http_headers = { X = "s3cret6" }
                        url = "https://m.example/mcp?token=s3cret7"
                        """);

        assertThat(configuration.effective().toString()).doesNotContain("s3cret", "a-token-of");
        assertThat(configuration.effective())
                .filteredOn(e -> e.key().endsWith(".api-version"))
                .extracting(Effective::value)
                .containsExactly("\"1\"");
        assertThat(load("").changesTo(configuration).toString()).doesNotContain("s3cret");
        assertThat(configuration.providers().toString()).doesNotContain("s3cret");
    }

    @Test
    void faultsDoNotRepeatSecrets() {
        for (String toml :
                new String[] {
                    "model_providers.x.base_url = \"https://u:s3cret@h.example/v1\"",
                    "model_providers.x.experimental_bearer_token = [\"s3cret\"]",
                    "mcp_servers.x.env.KEY = [\"s3cret\"]",
                    "model_providers.x.experimental_bearer_token = \"a\" s3cret-of-some-length",
                }) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> load(toml))
                    .withMessageContaining("line 1, column")
                    .satisfies(e ->
                            assertThat(e.getMessage())
                                    .doesNotContain("s3cret-", "s3cret\"", "s3cret@"));
        }
    }
}
