package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RoundTripPropertyTest {

    private static final Path FILE = Path.of("config.toml");
    private static final Path CODEX = Path.of("src", "test", "resources", "codex-config.toml");
    private static final Configuration NOTHING =
            Configuration.load(
                    new Surroundings(
                            Map.of("SIDETONE_HOME", "/nowhere", "SIDETONE_WORKSPACE", "/nowhere"),
                            Map.of(),
                            Path.of("/nowhere/system.toml")));

    @Property(tries = 500)
    void aValueThatIsWrittenIsReadAsItWas(@ForAll("values") Object value) {
        TomlFile read = TomlFile.parse(FILE, "k = [" + TomlText.of(value) + "]\n");

        assertThat(read.entries().get(Name.of("k")).value()).isEqualTo(List.of(value));
    }

    @Property(tries = 500)
    void aNameThatIsWrittenIsReadAsItWas(
            @ForAll("names") @Size(min = 1, max = 4) List<String> parts) {
        Name name = new Name(parts);

        assertThat(TomlFile.parse(FILE, name + " = 1\n").entries()).containsOnlyKeys(name);
    }

    @Property(tries = 200)
    void whatExplainPrintsMeansTheSame(@ForAll("lines") List<String> lines) {
        Configuration first = NOTHING.with(FILE, String.join("\n", lines) + "\n");
        String explained =
                first.effective().stream()
                        .filter(e -> e.layer().equals("home file"))
                        .map(e -> e.key() + " = " + e.value())
                        .collect(Collectors.joining("\n"));

        Configuration second = NOTHING.with(FILE, explained + "\n");

        assertThat(first.changesTo(second)).isEmpty();
        assertThat(second.realtime()).isEqualTo(first.realtime());
        assertThat(second.providers()).isEqualTo(first.providers());
    }

    @Property(tries = 1000)
    void aMutatedCodexFileIsReadOrRefusedWithAPlace(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int mutations)
            throws IOException {
        var random = new Random(seed);
        String text = Files.readString(CODEX);
        for (int i = 0; i < mutations; i++) {
            text = mutated(text, random);
        }
        try {
            Configuration read = NOTHING.with(FILE, text);
            assertThat(read.warnings()).allSatisfy(RoundTripPropertyTest::hasPlace);
            assertThat(read.ignored()).allSatisfy(RoundTripPropertyTest::hasPlace);
            assertThat(read.effective()).noneMatch(e -> e.toString().contains("very-secret"));
            assertThat(read.warnings()).noneMatch(w -> w.contains("very-secret"));
        } catch (ConfigException e) {
            assertThat(e.faults()).isNotEmpty().allSatisfy(RoundTripPropertyTest::hasPlace);
            assertThat(e.getMessage()).doesNotContain("very-secret");
        }
    }

    private static void hasPlace(String line) {
        assertThat(line).containsPattern("^config\\.toml, line \\d+, column \\d+: \\S");
    }

    /**
     * What editors and people do to files: lines lost, doubled, swapped; letters lost or struck.
     */
    private static String mutated(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        int column = line.isEmpty() ? 0 : random.nextInt(line.length());
        String noise = "[]{}=\"'#.,\\ \t\u0000\u202eé1x";
        char struck = noise.charAt(random.nextInt(noise.length()));
        switch (random.nextInt(7)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size()), line);
            case 2 -> lines.set(at, lines.set(random.nextInt(lines.size()), line));
            case 3 -> lines.set(at, line.substring(0, column));
            case 4 -> lines.set(at, line.substring(column));
            case 5 -> lines.set(at, line.substring(0, column) + struck + line.substring(column));
            default ->
                    lines.set(
                            at, line.replaceFirst("= .*", Matcher.quoteReplacement("= " + struck)));
        }
        return lines.isEmpty() ? "x" : String.join("\n", lines);
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings().ofMinLength(1).ofMaxLength(8).filter(this::isText).list();
    }

    private boolean isText(String s) {
        return s.codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> text =
                Arbitraries.strings().ofMaxLength(20).filter(this::isText).map(Object.class::cast);
        Arbitrary<Object> plain =
                Arbitraries.oneOf(
                        text,
                        Arbitraries.longs().map(Object.class::cast),
                        Arbitraries.of(true, false).map(Object.class::cast));
        Arbitrary<Object> list = plain.list().ofMaxSize(4).map(Object.class::cast);
        Arbitrary<Object> table =
                Arbitraries.maps(
                                Arbitraries.strings().ofMaxLength(6).filter(this::isText),
                                Arbitraries.oneOf(plain, list))
                        .ofMaxSize(3)
                        .map(Object.class::cast);
        return Arbitraries.oneOf(plain, list, table);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.subsetOf(
                        "realtime.voice = 'sage'",
                        "realtime.version = \"v1\"",
                        "realtime = { type = \"transcription\" }",
                        "experimental_realtime_ws_startup_context = ''",
                        "experimental_realtime_ws_backend_prompt = \"\"\"\nTwo\n\"lines\".\"\"\"",
                        "notify = [ 'a',\n  \"b\\tc\", ]",
                        "model_provider = \"my.host\"",
                        "model_providers.\"my.host\" = { base_url = 'https://x.example/v1' }",
                        "model_providers.'my.host2'.query_params = { api-version = '1' }",
                        "mcp_servers.x.startup_timeout_sec = 0x10",
                        "mcp_servers.x.tool_timeout_sec = 1_0.5e0",
                        "hooks.Stop = [ { matcher = '^x$', hooks = [ { type = \"command\" } ] } ]",
                        "sandbox_mode = \"workspace-write\"",
                        "sidetone.server.port = 9_001")
                .map(List::copyOf)
                .filter(lines ->
                        lines.stream().noneMatch(l -> l.startsWith("realtime ="))
                                || lines.stream().noneMatch(l -> l.startsWith("realtime.")))
                .filter(lines ->
                        !lines.contains("model_provider = \"my.host\"")
                                || lines.stream()
                                        .anyMatch(
                                                l -> l.startsWith("model_providers.\"my.host\"")));
    }
}
