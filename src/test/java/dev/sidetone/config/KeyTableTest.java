package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One row for each key: what it takes, and what it refuses. */
class KeyTableTest {

    private static final Path FILE = Path.of("config.toml");

    /** Good and bad values, as TOML has them. */
    private record Row(String key, List<String> good, List<String> bad) {}

    private static Row row(String key, List<String> good, String... bad) {
        return new Row(key, good, List.of(bad));
    }

    private static final String CONTROL = "\"a\\u0007b\"";

    private static final List<Row> ROWS =
            List.of(
                    row("sidetone.workspace", List.of("\"/src\"", "\"~/src\""), "1", "\" \""),
                    row("sidetone.models", List.of("\"auto\"", "\"OFF\""), "\"on\"", "true"),
                    row("sidetone.models_dir", List.of("\"~/models\""), "[]", "\"\\u0000\""),
                    row(
                            "sidetone.models_mirror",
                            List.of("\"https://m.example/x\""),
                            "\"ftp://m.example\"",
                            "\"https://u:p@m.example\"",
                            "\"https://m.example?x=1\"",
                            "\"m.example\""),
                    row("sidetone.speech.recogniser", List.of("\"whisper-base\""), "1", CONTROL),
                    row("sidetone.speech.voice_model", List.of("\"piper\""), "false", CONTROL),
                    row("sidetone.server.host", List.of("\"127.0.0.1\"", "\"::1\""), "1", "\" \""),
                    row("sidetone.server.port", List.of("0", "65535"), "-1", "65536", "\"80\""),
                    row("sidetone.provider.url", List.of("\"http://h/v1\""), "\"file:///x\"", "1"),
                    row("sidetone.provider.model", List.of("\"m\""), "1", CONTROL),
                    row(
                            "realtime.version",
                            List.of("\"v1\"", "\"v2\"", "\"v3\"", "\"V2\""),
                            "\"v4\"",
                            "2"),
                    row(
                            "realtime.type",
                            List.of("\"conversational\"", "\"transcription\""),
                            "\"speech\""),
                    row(
                            "realtime.transport",
                            List.of("\"webrtc\"", "\"websocket\""),
                            "\"sip\"",
                            "true"),
                    row("realtime.voice", List.of("\"marin\"", "\"cove\""), "\"loud\"", "[]"),
                    row(
                            "experimental_realtime_ws_base_url",
                            List.of("\"wss://h.example\"", "\"http://h.example/v1?x=1\""),
                            "\"h.example\"",
                            "\"wss://u:p@h.example\""),
                    row(
                            "experimental_realtime_webrtc_call_base_url",
                            List.of("\"https://h.example/v1\""),
                            "\"wss://h.example\""),
                    row("experimental_realtime_ws_model", List.of("\"gpt\""), "1"),
                    row("experimental_realtime_ws_backend_prompt", List.of("\"a\\nb\""), "1"),
                    row("experimental_realtime_ws_startup_context", List.of("\"\"", "\"x\""), "1"),
                    row("experimental_realtime_start_instructions", List.of("\"x\""), "[\"x\"]"),
                    row("audio.microphone", List.of("\"Headset\""), "1"),
                    row("audio.speaker", List.of("\"Speaker\""), CONTROL),
                    row(
                            "features.realtime_conversation",
                            List.of("true", "false"),
                            "\"true\"",
                            "1"),
                    row("sidetone.context.conversation", List.of("true", "false"), "1"),
                    row("sidetone.context.conversation_tokens", List.of("0", "8000"), "8001", "-1"),
                    row("sidetone.context.recent", List.of("true", "false"), "1"),
                    row("sidetone.context.recent_tokens", List.of("0", "8000"), "8001", "-1"),
                    row("sidetone.context.workspace", List.of("true", "false"), "1"),
                    row("sidetone.context.workspace_tokens", List.of("0", "8000"), "8001", "-1"),
                    row("sidetone.context.git", List.of("true", "false"), "1"),
                    row("sidetone.context.git_tokens", List.of("0", "8000"), "8001", "-1"),
                    row("sidetone.context.personal", List.of("true", "false"), "1"),
                    row("sidetone.log.format", List.of("\"text\"", "\"json\""), "\"xml\"", "1"),
                    row(
                            "sidetone.telemetry.otlp_endpoint",
                            List.of("\"http://collector:4318\""),
                            "\"collector\"",
                            "4318"),
                    row(
                            "sidetone.transcripts.durability",
                            List.of("\"crash\"", "\"power_cut\""),
                            "\"disk\"",
                            "1"),
                    row(
                            "sidetone.redaction.ticket.pattern",
                            List.of("'T-[0-9]+'", "'no (?P<secret>x+)'"),
                            "'('",
                            "'a*'",
                            "1"),
                    row("sidetone.retention.conversation_days", List.of("0", "90"), "-1", "\"x\""),
                    row("sidetone.retention.tool_output_days", List.of("0", "30"), "40000"),
                    row(
                            "sidetone.retention.workspaces.w.conversation_days",
                            List.of("0", "7"),
                            "1.5"),
                    row("sidetone.retention.workspaces.w.tool_output_days", List.of("1"), "true"),
                    row("sidetone.transcripts.redact", List.of("true", "false"), "\"yes\"", "1"),
                    row("sidetone.disk.warn_mb", List.of("0", "1000"), "-1", "\"1\""),
                    row("sidetone.disk.least_mb", List.of("0", "100"), "-1", "true"),
                    row("sidetone.calls.start_seconds", List.of("1", "120"), "0", "121"),
                    row("sidetone.calls.idle_minutes", List.of("1"), "0", "\"1\""),
                    row(
                            "sidetone.budget.session_usd",
                            List.of("2", "0.25", "\"2.50\""),
                            "-1",
                            "\"two\"",
                            "1e12",
                            "nan"),
                    row("sidetone.budget.session_tokens", List.of("1", "50000"), "0", "1.5"),
                    row("sidetone.budget.user_usd", List.of("5"), "true"),
                    row("sidetone.budget.user_tokens", List.of("1"), "-1"),
                    row("sidetone.budget.workspace_usd", List.of("5"), "[]"),
                    row("sidetone.budget.workspace_tokens", List.of("1"), "\"1\""),
                    row("sidetone.budget.day_usd", List.of("20.5"), "1000001"),
                    row("sidetone.budget.day_tokens", List.of("1"), "0"),
                    row("sidetone.api.writes_per_minute", List.of("0", "3000"), "-1", "\"1\""),
                    row("sidetone.api.write_burst", List.of("1"), "0", "true"),
                    row("sidetone.access.a.token_file", List.of("\"pom.xml\""), "false"),
                    row(
                            "sidetone.access.a.token_sha256",
                            List.of("\"" + "0f".repeat(32) + "\""),
                            "\"0f\"",
                            "1"),
                    row("sidetone.access.a.scopes", List.of("[\"view\"]"), "\"view\"", "[1]"),
                    row("sidetone.access.a.workspaces", List.of("[\"*\"]"), "\"*\"", "[1]"),
                    row("sidetone.delivery.d.type", List.of("\"folder\""), "\"ftp\"", "1"),
                    row("sidetone.delivery.d.format", List.of("\"vtt\""), "\"pdf\""),
                    row(
                            "sidetone.delivery.d.template",
                            List.of("\"{workspace}/{date}-{title}.{ext}\"", "\"a/b.c\""),
                            "\"../{title}\"",
                            "\"a/../b\"",
                            "\"a/..\"",
                            "\"/etc/{title}\"",
                            "\"a//b\"",
                            "\"{name}\""),
                    row("sidetone.delivery.d.path", List.of("\"~/drop\""), "1"),
                    row("sidetone.delivery.d.url", List.of("\"https://h/x\""), "\"h\""),
                    row("sidetone.delivery.d.region", List.of("\"eu-west-1\""), "1"),
                    row("sidetone.delivery.d.access_key_env", List.of("\"A_KEY\""), "\"a key\""),
                    row("sidetone.delivery.d.secret_env", List.of("\"A_KEY\""), "\"a-b\""),
                    row("sidetone.delivery.d.secret_file", List.of("\"~/key\""), "false"),
                    row("sidetone.budget.runaway_replies", List.of("2", "1000"), "1", "1001"),
                    row("sidetone.budget.park_after_s", List.of("0", "3600"), "-1", "3601"),
                    row("sidetone.usage.prices.m.text_in", List.of("4", "0.06"), "\"x\""),
                    row("sidetone.usage.prices.m.cached_text_in", List.of("0.4"), "-0.1"),
                    row("sidetone.usage.prices.m.text_out", List.of("16"), "true"),
                    row("sidetone.usage.prices.m.audio_in", List.of("32"), "\"\\u0000\""),
                    row("sidetone.usage.prices.m.cached_audio_in", List.of("0.4"), "inf"),
                    row("sidetone.usage.prices.m.audio_out", List.of("64"), "[]"),
                    row("sidetone.usage.prices.m.image_in", List.of("5"), "true"),
                    row("sidetone.usage.prices.m.cached_image_in", List.of("0.5"), "true"),
                    row("sidetone.usage.prices.m.minute", List.of("0.017"), "0.0000000001"),
                    row("sidetone.recording.enabled", List.of("true", "false"), "1", "\"yes\""),
                    row("sidetone.recording.workspaces", List.of("[\"/src\"]", "[]"), "\"/src\""),
                    row(
                            "sidetone.recording.key_file",
                            List.of("\"~/recording.key\""),
                            "1",
                            "\" \""),
                    row(
                            "sidetone.redaction.vault_key_file",
                            List.of(), // it has to be there: VaultTest
                            "1",
                            "\" \""),
                    row("sidetone.recording.keep_days", List.of("0", "3650"), "-1", "3651"),
                    row("sidetone.usage.prices.m.source", List.of("\"https://p\""), "1"),
                    row("sidetone.usage.prices.m.date", List.of("\"2026-11-22\""), "\"soon\""),
                    row("sidetone.calls.most_minutes", List.of("1440"), "0", "1441"),
                    row("model_provider", List.of("\"openai\"", "\"embedded\""), "1", CONTROL),
                    row("openai_base_url", List.of("\"https://eu.example/v1\""), "\"eu\""),
                    row("model_providers.x.name", List.of("\"X\""), "1"),
                    row("model_providers.x.base_url", List.of("\"http://x/v1\""), "\"x\"", "1"),
                    row("model_providers.x.env_key", List.of("\"X_KEY\""), "\"X KEY\"", "\"$X\""),
                    row("model_providers.x.env_key_instructions", List.of("\"ask\""), "1"),
                    row("model_providers.x.key_file", List.of("\"~/key\""), "1"),
                    row("model_providers.x.experimental_bearer_token", List.of("\"k\""), "1"),
                    row(
                            "model_providers.x.wire_api",
                            List.of("\"responses\"", "\"chat\""),
                            "\"soap\""),
                    row("model_providers.x.query_params.api-version", List.of("\"1\""), "1"),
                    row("model_providers.x.http_headers.X-A", List.of("\"1\""), "\"a\\r\\nb\""),
                    row("model_providers.x.env_http_headers.X-A", List.of("\"A\""), "\"a-b\""),
                    row("model_providers.x.request_max_retries", List.of("0", "500"), "-1", "1.5"),
                    row("model_providers.x.stream_max_retries", List.of("5"), "\"5\""),
                    row("model_providers.x.stream_idle_timeout_ms", List.of("1"), "0", "true"),
                    row("model_providers.x.websocket_connect_timeout_ms", List.of("15000"), "-5"),
                    row("model_providers.x.requires_openai_auth", List.of("true"), "\"no\""),
                    row("model_providers.x.supports_websockets", List.of("false"), "0"),
                    row("sidetone.outbound.allow_hosts", List.of("[\"box.local\"]"), "\"box\""),
                    row(
                            "model_providers.x.realtime_dialect",
                            List.of("\"ga\"", "\"beta\""),
                            "\"alpha\""),
                    row(
                            "model_providers.x.realtime_call_body",
                            List.of("\"multipart\"", "\"json\"", "\"sdp\""),
                            "\"form\""),
                    row(
                            "model_providers.x.realtime_versions",
                            List.of("[\"v2\"]", "[\"v1\", \"v3\"]"),
                            "[]",
                            "[\"v4\"]",
                            "\"v2\""),
                    row(
                            "model_providers.x.realtime_transports",
                            List.of("[\"websocket\"]"),
                            "[\"sip\"]",
                            "[1]"),
                    row("model_providers.x.realtime_voices", List.of("[\"af_heart\"]"), "\"a\""),
                    row("model_providers.x.realtime_transcription_model", List.of("\"w\""), "1"),
                    row(
                            "model_providers.x.realtime_session_minutes",
                            List.of("1", "1440"),
                            "0",
                            "1441",
                            "\"30\""),
                    row("profile", List.of(), "1"),
                    row(
                            "sandbox_mode",
                            List.of("\"read-only\"", "\"danger-full-access\""),
                            "\"readonly\""),
                    row(
                            "approval_policy",
                            List.of("\"untrusted\"", "\"never\""),
                            "\"always\"",
                            "true"),
                    row("approval_policy.granular.rules", List.of("true"), "\"x\""),
                    row("notify", List.of("[\"a\", \"b\"]", "[]"), "\"a\"", "[1]"),
                    row("hooks.state.x.trusted_hash", List.of("\"sha256:1\"", "1")),
                    row("hooks.Stop", List.of("[{hooks = []}]"), "\"x\"", "[1]"),
                    row("mcp_servers.x.command", List.of("\"npx\""), "1"),
                    row("mcp_servers.x.args", List.of("[\"-y\"]"), "\"-y\""),
                    row("mcp_servers.x.cwd", List.of("\"~/x\""), "1"),
                    row("mcp_servers.x.env.A", List.of("\"1\""), "1"),
                    row("mcp_servers.x.env_vars", List.of("[\"A\"]", "[{name = \"A\"}]")),
                    row("mcp_servers.x.url", List.of("\"https://m/mcp?x=1\""), "\"m\""),
                    row("mcp_servers.x.bearer_token_env_var", List.of("\"T\""), "\"T T\""),
                    row("mcp_servers.x.http_headers.A", List.of("\"1\""), "1"),
                    row("mcp_servers.x.env_http_headers.A", List.of("\"B\""), "\"b c\""),
                    row("mcp_servers.x.enabled", List.of("false"), "\"false\""),
                    row("mcp_servers.x.required", List.of("true"), "1"),
                    row("mcp_servers.x.startup_timeout_sec", List.of("10", "0.5"), "-1", "nan"),
                    row("mcp_servers.x.startup_timeout_ms", List.of("10"), "0.5"),
                    row("mcp_servers.x.tool_timeout_sec", List.of("60.5"), "inf", "\"1\""),
                    row("mcp_servers.x.enabled_tools", List.of("[\"a\"]"), "[[]]"),
                    row("mcp_servers.x.disabled_tools", List.of("[]"), "{}.x"),
                    row("sidetone.server.token_file", List.of(), "1", "[]"),
                    row(
                            "sidetone.server.token_sha256",
                            List.of("\"" + "aB".repeat(32) + "\""),
                            "\"" + "a".repeat(63) + "\"",
                            "\"" + "g".repeat(64) + "\"",
                            "1"),
                    row("sidetone.server.jwt_secret_file", List.of(), "1", "[]"),
                    row("sidetone.server.jwt_issuer", List.of("\"me\""), "1", CONTROL),
                    row("sidetone.server.jwt_audience", List.of("\"you\""), "1", CONTROL),
                    row(
                            "sidetone.server.jwt_max_clock_skew_seconds",
                            List.of("0", "300"),
                            "301",
                            "-1"),
                    row("sidetone.server.jwt_needs_scope", List.of("true", "false"), "\"yes\""),
                    row(
                            "sidetone.server.allowed_origins",
                            List.of("\"https://a.example http://b.example:1\""),
                            "\"a.example\"",
                            "\"https://a.example/\"",
                            "\"ftp://a.example\""));

    private static Configuration load(String toml) {
        return Configuration.load(
                        new Surroundings(
                                Map.of("SIDETONE_HOME", "/nowhere"),
                                Map.of(),
                                Path.of("/nowhere/system.toml")))
                .with(FILE, toml);
    }

    @Test
    void everyKeyThatAFileMayHoldHasARow() {
        var missing = new ArrayList<Key>(KeyTable.ALL);
        missing.removeIf(key -> key.is(Trait.OUTSIDE_ONLY));
        for (Row row : ROWS) {
            missing.remove(KeyTable.find(Name.of(row.key())).orElseThrow());
        }
        assertThat(missing).extracting(key -> key.name().toString()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> goodValuesAreInForceWithTheirPlace() {
        return ROWS.stream()
                .flatMap(row -> row.good().stream().map(value -> good(row.key(), value)));
    }

    private static DynamicTest good(String key, String value) {
        return dynamicTest(
                key + " = " + value,
                () -> {
                    String toml = "\n  " + key + " = " + value + "\n";
                    assertThat(load(toml + besides(key)).effective())
                            .filteredOn(e -> e.key().equals(Name.of(key).toString()))
                            .singleElement()
                            .satisfies(e ->
                                    assertThat(e.place())
                                            .isEqualTo("config.toml, line 2, column 3"))
                            .satisfies(e -> assertThat(e.value()).isNotEmpty());
                });
    }

    /** Somebody of whom only a part is said is refused. */
    private static String besides(String key) {
        String person = "sidetone.access.a.";
        if (!key.startsWith(person)) {
            return "";
        }
        var rest =
                new java.util.TreeMap<>(
                        java.util.Map.of("scopes", "[\"view\"]", "workspaces", "[\"*\"]"));
        if (!key.contains("token")) {
            rest.put("token_sha256", "\"" + "0f".repeat(32) + "\"");
        }
        rest.remove(key.substring(person.length()));
        var lines = new StringBuilder();
        rest.forEach((name, value) -> lines.append(person + name + " = " + value + "\n"));
        return lines.toString();
    }

    @TestFactory
    Stream<DynamicTest> badValuesAreRefusedWithTheirPlaceAndWhatIsAllowed() {
        return ROWS.stream().flatMap(row -> row.bad().stream().map(value -> bad(row.key(), value)));
    }

    private static DynamicTest bad(String key, String value) {
        return dynamicTest(
                key + " = " + value,
                () ->
                        assertThatExceptionOfType(ConfigException.class)
                                .isThrownBy(() -> load("\n  " + key + " = " + value + "\n"))
                                .satisfies(e ->
                                        assertThat(e.getMessage())
                                                .startsWith("config.toml, line 2, column")
                                                .doesNotContain("u:p@")));
    }

    @TestFactory
    Stream<DynamicTest> variablesSetTheirKeyAndBadOnesAreNamed() {
        return KeyTable.ALL.stream()
                .filter(key -> !key.variable().isEmpty() && !key.is(Trait.OUTSIDE_ONLY))
                .filter(key -> !(key.type() instanceof ValueType.Place))
                .filter(key -> !key.equals(AgentKeys.PROFILE) && !key.equals(Keys.HOST))
                .map(key -> dynamicTest(key.variable(), () -> variable(key)));
    }

    private static void variable(Key key) {
        String good =
                switch (key.type()) {
                    case ValueType.Choice choice -> choice.words().getLast();
                    case ValueType.Voice voice -> voice.words().getLast();
                    case ValueType.Whole whole -> String.valueOf(whole.most());
                    case ValueType.Flag _ -> "false";
                    case ValueType.Amount _ -> "2.50";
                    case ValueType.Form form -> form.example();
                    case ValueType.Url _ -> "https://h.example/v1";
                    default -> "openai";
                };
        var variables = new HashMap<String, String>();
        variables.put("SIDETONE_WORKSPACE", "/nowhere");
        variables.put("SIDETONE_HOME", "/nowhere");
        variables.put(key.variable(), good);
        assertThat(around(variables).effective())
                .filteredOn(e -> e.key().equals(key.name().toString()))
                .singleElement()
                .satisfies(e -> assertThat(e.place()).endsWith(key.variable()))
                .satisfies(e -> assertThat(e.value()).contains(good));

        variables.put(key.variable(), "\u0007");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> around(variables))
                .withMessageStartingWith("environment variable " + key.variable() + ": ");
    }

    private static Configuration around(Map<String, String> variables) {
        return Configuration.load(
                new Surroundings(variables, Map.of(), Path.of("/nowhere/system.toml")));
    }

    @Test
    void aTableThatIsWrittenAsAValueIsRefused() {
        for (String table : List.of("realtime", "model_providers", "mcp_servers.x", "sidetone")) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> load(table + " = 3\n"))
                    .withMessage(
                            "config.toml, line 1, column 1: %s is a table: write its keys under [%s]"
                                    .formatted(table, table));
        }
    }

    @Test
    void aNearMissNamesTheKeyAlsoUnderANameOfTheWritersOwn() {
        Map<String, String> meant =
                Map.of(
                        "model_providers.azure.base_ulr = \"x\"",
                        "model_providers.azure.base_url",
                        "mcp_servers.\"my docs\".comand = \"x\"",
                        "mcp_servers.\"my docs\".command",
                        "experimental_realtime_ws_modell = \"x\"",
                        "experimental_realtime_ws_model",
                        "aproval_policy = \"x\"",
                        "approval_policy");
        meant.forEach((line, key) ->
                assertThat(load(line + "\n").warnings())
                        .singleElement()
                        .asString()
                        .startsWith("config.toml, line 1, column 1: unknown key ")
                        .endsWith("; did you mean " + key + "?"));
    }
}
