package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {

    private static final Path CODEX = Path.of("src", "test", "resources", "codex-config.toml");

    @TempDir private Path home;
    private final String usualHome = System.getProperty("sidetone.home", "");
    private final String usualWorkspace = System.getProperty("sidetone.workspace", "");
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void liveElsewhere() {
        System.setProperty("sidetone.home", home.toString());
        System.setProperty("sidetone.workspace", home.toString());
    }

    @AfterEach
    void comeBack() {
        System.setProperty("sidetone.home", usualHome);
        System.setProperty("sidetone.workspace", usualWorkspace);
        System.clearProperty("sidetone.profile");
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        var line = new CommandLine(new ConfigCommand());
        line.setExecutionExceptionHandler((e, _, _) -> {
            err.append(e.getMessage());
            return 78;
        });
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path file() {
        return home.resolve("config.toml");
    }

    @Test
    void aCodexFileIsImportedWithoutAnErrorAndWhatIsIgnoredIsTold() {
        assertThat(run("import", CODEX.toString())).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains("Calls go to Azure at https://team.openai.azure.com/openai, with the key")
                .contains("AZURE_OPENAI_API_KEY, which is not set")
                .contains("A call that says nothing itself has the voice cedar.")
                .contains("nothing acts on it yet: approval_policy, ")
                .contains("hooks.PreToolUse, hooks.state, mcp_servers.docs")
                .contains("Profiles: careful; none is chosen.")
                .contains("MCP servers: docs, remote.", "Hooks for: PreToolUse.")
                .contains("realtime.voice = \"cedar\"   # " + CODEX + ", line 15, column 1")
                .contains("realtime.voice: not set → \"cedar\"")
                .contains("Warnings: nothing", "Nothing was written")
                .doesNotContain("very-secret", "\"blue\"");
        assertThat(ignored())
                .containsExactlyInAnyOrder(
                        "model",
                        "model_reasoning_effort",
                        "file_opener",
                        "features.web_search_request",
                        "features.multi_agent_v2.enabled",
                        "model_providers.bedrock.aws.region",
                        "profiles.careful.model",
                        "profiles.careful.features.web_search_request",
                        "projects.\"/home/me/src/app\".trust_level",
                        "sandbox_workspace_write.network_access",
                        "tui.notifications",
                        "tui.keymap.chat.interrupt_turn",
                        "history.persistence",
                        "shell_environment_policy.inherit",
                        "shell_environment_policy.set.CI",
                        "otel.environment",
                        "otel.exporter.otlp-http.endpoint",
                        "otel.exporter.otlp-http.protocol");
        assertThat(file()).doesNotExist();
        assertThat(home).isEmptyDirectory();
    }

    private List<String> ignored() {
        return out.toString()
                .lines()
                .filter(line -> line.endsWith(" means nothing to Sidetone"))
                .map(line -> line.replaceAll(".*column \\d+: | means nothing.*", ""))
                .toList();
    }

    @Test
    void anImportIsAppliedAndRolledBack() throws IOException {
        Files.writeString(file(), "[realtime]\nvoice = \"sage\"\n");

        assertThat(run("import", CODEX.toString(), "--apply")).isZero();
        assertThat(out.toString())
                .contains("realtime.voice: \"sage\" → \"cedar\"", "Written as generation 2.");
        assertThat(file()).hasSameTextualContentAs(CODEX);

        assertThat(run("generations")).isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("   2  ").endsWith("  import"),
                        line -> assertThat(line).startsWith("   1  ").endsWith("  before"));

        assertThat(run("rollback", "1")).isZero();
        assertThat(file()).hasContent("[realtime]\nvoice = \"sage\"\n");
        assertThat(run("rollback", "77")).isEqualTo(1);
        assertThat(err.toString()).contains("no such generation");
    }

    @Test
    void aFileThatCannotBeUsedIsNotImportedAndNamedWithItsPlace() throws IOException {
        Path bad = Files.writeString(home.resolve("bad.toml"), "[realtime]\nversion = \"v4\"\n");

        assertThat(run("import", bad.toString(), "--apply")).isEqualTo(78);

        assertThat(err.toString())
                .contains("bad.toml, line 2, column 1: \"v4\"", "\"v1\", \"v2\", \"v3\"");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aGoodFileReplacesOneWithAFault() throws IOException {
        Files.writeString(file(), "[realtime\n");

        assertThat(run("check")).isEqualTo(78);
        assertThat(err.toString()).contains("config.toml, line 1, column 10");
        assertThat(run("import", CODEX.toString(), "--apply")).isZero();
        assertThat(run("check")).isZero();
    }

    @Test
    void checkTellsWarningsAndWhatIsIgnored() throws IOException {
        Path odd = Files.writeString(home.resolve("odd.toml"), "modle = 1\nmodel = \"x\"\n");

        assertThat(run("check", odd.toString())).isZero();

        assertThat(out.toString())
                .contains("Warning: " + odd + ", line 1, column 1: unknown key modle")
                .contains("Ignored: " + odd + ", line 2, column 1: model means nothing")
                .contains("can be used");
        assertThat(run("check", "/no/such/file")).isEqualTo(78);
        assertThat(err.toString()).contains("there is no such file");
    }

    @Test
    void explainShowsTheLayerThePlaceAndWhatIsCovered() throws IOException {
        Files.copy(CODEX, file());
        System.setProperty("sidetone.profile", "careful");

        assertThat(run("explain", "sandbox_mode")).isZero();
        assertThat(out.toString())
                .startsWith("sandbox_mode = \"read-only\"   # profile: " + file() + ", line 47")
                .contains("instead of \"workspace-write\" (" + file() + ", line 6, column 1)")
                .contains("instead of \"read-only\" (default)");

        assertThat(run("explain", "--set")).isZero();
        assertThat(out.toString())
                .contains("profile = \"careful\"   # environment: system property")
                .contains("model_providers.azure.http_headers.X-Team = [redacted]")
                .doesNotContain("very-secret", "realtime.type");
        assertThat(run("explain", "realtime")).isZero();
        assertThat(out.toString().lines().filter(l -> l.startsWith("realtime."))).hasSize(4);
    }

    @Test
    void explainKnowsAKeyThatIsNotSetFromOneThatIsNone() {
        assertThat(run("explain", "notify")).isZero();
        assertThat(err.toString()).contains("notify is not set");

        assertThat(run("explain", "notfiy")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no key notfiy; did you mean notify?");
    }

    @Test
    void everythingButFilesIsUnchangedByAStandIn() {
        Configuration empty = Configuration.loadWith(Path.of("x"), "");

        assertThat(Optional.of(empty.file())).contains(file());
        assertThat(Configuration.load().changesTo(empty)).isEmpty();
    }
}
