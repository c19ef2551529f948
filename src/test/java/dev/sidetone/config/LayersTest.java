package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {

    @TempDir private Path folder;
    private Path repository;
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void everyFileHasItsPlace() throws IOException {
        repository = folder.resolve("repo");
        Files.createDirectories(repository.resolve(".git"));
        Files.createDirectories(repository.resolve("src"));
        variables.put("SIDETONE_HOME", folder.resolve("home").toString());
        variables.put("SIDETONE_WORKSPACE", repository.resolve("src").toString());
        properties.put("user.home", folder.toString());
    }

    private Configuration load() {
        return Configuration.load(
                new Surroundings(variables, properties, folder.resolve("system.toml")));
    }

    private void write(String file, String toml) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, toml);
    }

    private void system(String toml) throws IOException {
        write("system.toml", toml);
    }

    private void home(String toml) throws IOException {
        write("home/config.toml", toml);
    }

    private void repository(String toml) throws IOException {
        write("repo/.sidetone/config.toml", toml);
    }

    private void arguments(String... pairs) {
        properties.put("sidetone.arguments", Surroundings.joined(List.of(pairs)));
    }

    private Effective value(String key) {
        return load().effective().stream()
                .filter(e -> e.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " has no value"));
    }

    @Test
    void aLaterLayerWinsAndTheEarlierOnesAreRemembered() throws IOException {
        system("[realtime]\nvoice = \"alloy\"\n");
        assertThat(value("realtime.voice").layer()).isEqualTo("system file");

        home("profile = \"p\"\n[realtime]\nvoice = \"ash\"\n");
        Files.writeString(
                folder.resolve("home/config.toml"),
                "[realtime]\nvoice = \"ash\"\n[profiles.p.realtime]\nvoice = \"echo\"\n");
        assertThat(value("realtime.voice").layer()).isEqualTo("home file");

        variables.put("SIDETONE_PROFILE", "p");
        assertThat(value("realtime.voice").layer()).isEqualTo("profile");

        repository("[realtime]\nvoice = \"sage\"\n");
        assertThat(value("realtime.voice").layer()).isEqualTo("repository");

        variables.put("SIDETONE_REALTIME_VOICE", "verse");
        assertThat(value("realtime.voice").layer()).isEqualTo("environment");

        arguments("realtime.voice=cedar");
        assertThat(value("realtime.voice"))
                .satisfies(e -> assertThat(e.value()).isEqualTo("\"cedar\""))
                .satisfies(e -> assertThat(e.place()).contains("-c number 1"))
                .satisfies(e ->
                        assertThat(e.covered())
                                .hasSize(5)
                                .first()
                                .asString()
                                .startsWith("\"verse\" (environment variable"));
    }

    @Test
    void aTableThatIsThereInPartInheritsTheRest() throws IOException {
        system("[realtime]\nversion = \"v1\"\nvoice = \"cove\"\n");
        home("[realtime]\ntransport = \"websocket\"\n");

        RealtimeSettings realtime = load().realtime();

        assertThat(realtime.version()).isEqualTo(RealtimeSettings.Version.V1);
        assertThat(realtime.voice()).contains("cove");
        assertThat(realtime.transport()).isEqualTo(RealtimeSettings.Transport.WEBSOCKET);
        assertThat(realtime.type()).isEqualTo(RealtimeSettings.Type.CONVERSATIONAL);
    }

    @Test
    void theProfileMayBeChosenInTheFileAndElsewhere() throws IOException {
        home(
                """
                profile = "one"
                [profiles.one]
                sandbox_mode = "workspace-write"
                [profiles.two]
                sandbox_mode = "danger-full-access"
                """);
        assertThat(value("sandbox_mode").value()).isEqualTo("\"workspace-write\"");

        properties.put("sidetone.profile", "two");
        assertThat(value("sandbox_mode").value()).isEqualTo("\"danger-full-access\"");

        arguments("profile=one");
        assertThat(value("sandbox_mode").value()).isEqualTo("\"workspace-write\"");
    }

    @Test
    void aHomeThatIsNoPathIsToldWithItsVariable() {
        variables.put("SIDETONE_HOME", "a\0b");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("environment variable SIDETONE_HOME: ")
                .withMessageContaining("is no path");
    }

    @Test
    void allThatCannotBeUsedIsToldAtOnce() throws IOException {
        home(
                """
                model_provider = "nobody"
                [realtime]
                voice = "nobodys"
                [sidetone.server]
                host = "0.0.0.0"
                [sidetone.redaction]
                vault_key_file = "/nowhere/vault.key"
                """);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .satisfies(e ->
                        assertThat(e.faults())
                                .hasSize(4)
                                .anyMatch(f -> f.contains("line 1, column 1: there is no provider"))
                                .anyMatch(f -> f.contains("line 3, column 1: \"nobodys\""))
                                .anyMatch(f ->
                                        f.contains("line 5, column 1") && f.contains("0.0.0.0"))
                                .anyMatch(f -> f.contains("line 7, column 1")));
    }

    @Test
    void aHookOfAWrongShapeIsRefusedWhereItStands() throws IOException {
        home(
                """
                [[hooks.Stop]]
                matcher = "x"
                hooks = [{ type = "command", command = "sh", timeout = 5 }]
                [[hooks.Stop]]
                matcher = 3
                [[hooks.Stop.hooks]]
                type = "command"
                command = ["sh"]
                timeout = "soon"
                [[profiles.p.hooks.Start]]
                hooks = "sh"
                """);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .satisfies(e ->
                        assertThat(e.faults())
                                .hasSize(4)
                                .anyMatch(at(5, "hooks.Stop.matcher; allowed: a text"))
                                .anyMatch(at(8, "hooks.Stop.hooks.command; allowed: a text"))
                                .anyMatch(at(9, "hooks.Stop.hooks.timeout; allowed: seconds"))
                                .anyMatch(
                                        at(
                                                11,
                                                "profiles.p.hooks.Start.hooks; allowed: a list of tables")));
    }

    @Test
    void aHookOfAWrongShapeIsRefusedOnTheCommandLineToo() {
        arguments("hooks.Stop=[{matcher = 3}]");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessage(
                        "command line, -c number 1 (hooks.Stop): this is no value for hooks.Stop.matcher; allowed: a text");
    }

    private static Predicate<String> at(int line, String words) {
        return fault ->
                fault.contains("config.toml, line " + line + ", column 1: this is no value for ")
                        && fault.contains(words);
    }

    /** Also when it is one that means nothing here. */
    @Test
    void theNearestKeyMayBeOneOfCodexAndKeepsItsProfile() throws IOException {
        home("model_verbosty = \"low\"\n[profiles.p.realtime]\nvoise = \"cedar\"\n");

        assertThat(load().warnings())
                .containsExactlyInAnyOrder(
                        folder.resolve("home/config.toml")
                                + ", line 1, column 1: unknown key model_verbosty; did you mean model_verbosity?",
                        folder.resolve("home/config.toml")
                                + ", line 3, column 1: unknown key profiles.p.realtime.voise; did you mean profiles.p.realtime.voice?");
    }

    @Test
    void anUnknownProfileIsRefusedWithTheNearest() throws IOException {
        home("profile = \"quite\"\n[profiles.quiet]\nsandbox_mode = \"read-only\"\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("config.toml, line 1, column 1: there is no profile")
                .withMessageEndingWith("did you mean quiet?");
    }

    @Test
    void aBadValueInAProfileThatIsNotChosenIsRefused() throws IOException {
        home("[profiles.p.realtime]\nversion = \"v9\"\n");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("line 2, column 1: \"v9\"")
                .withMessageContaining("profiles.p.realtime.version");
    }

    /** Where nobody set a budget there is no limit, and any is lower. */
    @Test
    void aRepositoryMaySetABudgetWhereThereIsNoneAndLowerOne() throws IOException {
        home("sidetone.budget.day_usd = 10\nsidetone.budget.user_usd = 5\n");
        repository(
                """
                sidetone.budget.session_usd = 2
                sidetone.budget.session_tokens = 1000
                sidetone.budget.day_usd = 4
                sidetone.budget.user_usd = 6
                """);

        assertThat(value("sidetone.budget.session_usd").value()).contains("2");
        assertThat(value("sidetone.budget.session_tokens").value()).isEqualTo("1000");
        assertThat(value("sidetone.budget.day_usd").value()).contains("4");
        assertThat(value("sidetone.budget.user_usd").value()).contains("5");
        assertThat(load().warnings())
                .singleElement()
                .asString()
                .contains("may lower sidetone.budget.user_usd, not raise it");
    }

    @Test
    void aRepositoryLowersAndDoesNotRaise() throws IOException {
        home("sandbox_mode = \"workspace-write\"\napproval_policy = \"on-request\"\n");
        repository("sandbox_mode = \"read-only\"\napproval_policy = \"never\"\n");

        assertThat(value("sandbox_mode").value()).isEqualTo("\"read-only\"");
        assertThat(value("approval_policy").value()).isEqualTo("\"on-request\"");
        assertThat(load().warnings())
                .singleElement()
                .asString()
                .contains(
                        ".sidetone/config.toml, line 2, column 1",
                        "may lower approval_policy, not raise it");
    }

    @Test
    void aRepositorySetsNoAddressesCommandsAndServers() throws IOException {
        String[] lines = {
            "model_provider = \"evil\"",
            "openai_base_url = \"https://evil.example/v1\"",
            "experimental_realtime_ws_base_url = \"wss://evil.example\"",
            "experimental_realtime_webrtc_call_base_url = \"https://evil.example\"",
            "notify = [\"sh\", \"-c\", \"true\"]",
            "model_providers.evil.base_url = \"https://evil.example/v1\"",
            "mcp_servers.evil.command = \"sh\"",
            "hooks.Stop = [{hooks = [{type = \"command\", command = \"sh\"}]}]",
            "sidetone.models_mirror = \"https://evil.example\"",
            "sidetone.server.host = \"0.0.0.0\"",
        };
        repository(String.join("\n", lines) + "\n");

        Configuration configuration = load();

        assertThat(configuration.warnings())
                .hasSize(lines.length)
                .allSatisfy(w -> assertThat(w).contains("a repository must not set"));
        assertThat(configuration.effective())
                .noneMatch(e -> e.layer().equals("repository"))
                .noneMatch(e -> e.value().contains("evil"));
        assertThat(configuration.provider().embedded()).isTrue();
    }

    @Test
    void onlyMarkedKeysMayComeFromARepository() throws IOException {
        for (Key key : KeyTable.ALL) {
            boolean command =
                    key.type() instanceof ValueType.Url
                            || key.name().toString().contains("command");
            if (command) {
                assertThat(key.is(Trait.SET_BY_REPOSITORY) || key.is(Trait.LOWERED_BY_REPOSITORY))
                        .as(key.name().toString())
                        .isFalse();
            }
        }
    }

    @Test
    void aRepositorysFileThatLeadsOutIsNotRead() throws IOException {
        write("elsewhere.toml", "sandbox_mode = \"read-only\"\nsecret = \"x\"\n");
        home("sandbox_mode = \"workspace-write\"\n");
        Files.createDirectories(repository.resolve(".sidetone"));
        Files.createSymbolicLink(
                repository.resolve(".sidetone/config.toml"), folder.resolve("elsewhere.toml"));

        assertThat(value("sandbox_mode").value()).isEqualTo("\"workspace-write\"");
        assertThat(load().warnings()).singleElement().asString().contains("leads out");
    }

    @Test
    void theUsersOwnFileIsNoRepositorysFile() throws IOException {
        variables.put("SIDETONE_HOME", repository.resolve(".sidetone").toString());
        repository("notify = [\"say\"]\n");

        assertThat(value("notify").layer()).isEqualTo("home file");
        assertThat(load().warnings()).isEmpty();
    }

    @Test
    void argumentsAreTomlOrText() {
        arguments(
                "experimental_realtime_ws_model=gpt-realtime-1.5",
                "sidetone.server.port=9001",
                "notify=[\"a\", \"b\"]",
                "model_providers.x={base_url=\"https://x.example/v1\"}",
                "model_provider=x");

        Configuration configuration = load();

        assertThat(configuration.realtime().model()).contains("gpt-realtime-1.5");
        assertThat(configuration.settings().server().port()).isEqualTo(9001);
        assertThat(value("notify").value()).isEqualTo("[\"a\", \"b\"]");
        assertThat(configuration.provider().baseUrl())
                .hasValueSatisfying(u -> assertThat(u).hasToString("https://x.example/v1"));
    }

    @Test
    void anArgumentWithoutValueAndOneWithoutNameAreRefused() {
        arguments("realtime.voice", "a b=c");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("-c number 1 (realtime.voice): there is no value");

        arguments("a b=c");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .withMessageContaining("no name of a key");
    }

    @Test
    void faultsOfAllLayersAreToldAtOnce() throws IOException {
        system("[realtime]\nversion = 2\n");
        home("[realtime\n");
        repository("sandbox_mode = \"readonly\"\n");
        variables.put("SIDETONE_PORT", "http");
        arguments("realtime.type=speech");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::load)
                .satisfies(e ->
                        assertThat(e.faults())
                                .hasSize(5)
                                .anyMatch(f -> f.contains("system.toml, line 2, column 1"))
                                .anyMatch(f -> f.contains("home/config.toml, line 1"))
                                .anyMatch(f -> f.endsWith("did you mean read-only?"))
                                .anyMatch(f -> f.contains("SIDETONE_PORT"))
                                .anyMatch(f -> f.contains("-c number 1")));
    }
}
