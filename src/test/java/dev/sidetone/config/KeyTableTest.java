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
        for (KeyRows.Row row : KeyRows.ALL) {
            missing.remove(KeyTable.find(Name.of(row.key())).orElseThrow());
        }
        assertThat(missing).extracting(key -> key.name().toString()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> goodValuesAreInForceWithTheirPlace() {
        return KeyRows.ALL.stream()
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
        return KeyRows.ALL.stream()
                .flatMap(row -> row.bad().stream().map(value -> bad(row.key(), value)));
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
                                                .contains(allowed(key, value))
                                                .doesNotContain("u:p@")));
    }

    /** Whatever is no TOML is told in the words of its reader. */
    private static String allowed(String key, String value) {
        try {
            TomlFile.parse(FILE, key + " = " + value);
        } catch (ConfigException _) {
            return "";
        }
        return " is no value for %s; allowed: %s"
                .formatted(key, KeyTable.find(Name.of(key)).orElseThrow().type().allowed());
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
