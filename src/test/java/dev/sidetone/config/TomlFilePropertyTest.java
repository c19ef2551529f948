package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TomlFilePropertyTest {

    private static final Path FILE = Path.of("config.toml");
    private static final Configuration NOTHING =
            Configuration.load(
                    new Surroundings(
                            Map.of("SIDETONE_HOME", "/nowhere", "SIDETONE_WORKSPACE", "/nowhere"),
                            Map.of(),
                            Path.of("/nowhere/system.toml")));
    private static final String GOOD =
            """
            # all that a file may hold
            [sidetone]
            models = "ask"
            models_dir = "~/models"
            models_mirror = "https://mirror.example/models"
            [sidetone.speech]
            recogniser = 'whisper-base'
            [sidetone.server]
            host = "127.0.0.1"
            port = 8_081
            [sidetone.provider]
            url = "https://api.example/v1"
            [realtime]
            voice = "cedar"
            version = 'v2'
            [model_providers."my host"]
            base_url = "https://my.example/v1"
            http_headers = { x-key = "a", "x y" = "b" }
            request_max_retries = 3
            [mcp_servers.files]
            args = ["-y", "files"]
            [[hooks.Stop]]
            hooks = [{ type = "command", command = "true" }]
            [profiles.quiet]
            model = "gpt-5"
            sandbox_mode = "read-only"
            """;

    /** It may be a key whose quotes are wrong, and a short one at that. */
    @Property(tries = 300)
    void whatTheReaderStumblesOverIsNotRepeated(@ForAll("words") String secret) {
        for (String line :
                List.of("key = \"\"%s\"", "key = %s", "%s", "key = { a = \"\"%s\" }", "[%s")) {
            assertThatThrownBy(() -> TomlFile.parse(FILE, line.formatted(secret)))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("config.toml, line 1, column ")
                    .hasMessageNotContaining(secret);
        }
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings().withChars("qxzQXZ_-").ofMinLength(4).ofMaxLength(40);
    }

    /** Without help the parser needs minutes for this, and any repository may hold such a file. */
    @Example
    void manyLinesThatSayNothingTakeNoTimeAndPlacesStay() {
        String text = "a = 1\n" + "# nothing\n\n".repeat(20_000) + "b = 2 # two\n";

        TomlFile file = TomlFile.parse(FILE, text);

        assertThat(file.entries().get(Name.of("b")).place())
                .isEqualTo(new Origin.File(FILE, 40_002, 1));
    }

    /** Lines of comments and blanks between others change nothing but the numbers of lines. */
    @Property(tries = 4)
    void whatStandsBetweenLinesChangesNoValue(@ForAll @IntRange(max = 3) int times) {
        String head = "x = \"\"\"\n# kept\n\n\"\"\"\"\nl = '''\n# kept '' too\n'''\ny = '#\"'\n";
        String between = "\n" + "# \"\"\" it's '''\n  \t\r\n".repeat(times);

        TomlFile plain = TomlFile.parse(FILE, head + GOOD);
        TomlFile apart = TomlFile.parse(FILE, head + GOOD.replace("\n", between));

        assertThat(values(apart)).isEqualTo(values(plain));
        assertThat(values(apart))
                .containsEntry(Name.of("x"), "# kept\n\n\"")
                .containsEntry(Name.of("l"), "# kept '' too\n")
                .containsEntry(Name.of("y"), "#\"");
    }

    private static Map<Name, Object> values(TomlFile file) {
        Map<Name, Object> values = new HashMap<>();
        file.entries().forEach((name, entry) -> values.put(name, entry.value()));
        return values;
    }

    /** The library gives up without a place. */
    @Example
    void whatTripsTheReaderHasItsLine() {
        assertThatThrownBy(() ->
                        TomlFile.parse(FILE, "a = 1\n\n[x]\nc = { d ,#-]\u00071 }\n# e\nf = 2\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("config.toml, line 4, column 1: the file is no TOML");
    }

    @Property(tries = 400)
    void whatIsWrittenIsRead(@ForAll("files") Map<String, Object> written) {
        var text = new StringBuilder();
        written.forEach(
                (key, value) -> text.append(key).append(" = ").append(toml(value)).append('\n'));

        TomlFile read = TomlFile.parse(FILE, text.toString());

        var values = new HashMap<String, Object>();
        read.entries().forEach((key, entry) -> values.put(key.toString(), entry.value()));
        assertThat(values).isEqualTo(written);
        assertThat(read.entries().values())
                .extracting(TomlFile.Entry::place)
                .allSatisfy(place ->
                        assertThat(((Origin.File) place).line()).isBetween(1, written.size()));
    }

    @Property(tries = 1500)
    void aMutatedFileIsReadOrRefusedWithAPlace(
            @ForAll @IntRange(max = 1000) int at,
            @ForAll @IntRange(max = 6) int cut,
            @ForAll("noise") String put) {
        int from = Math.min(at, GOOD.length());
        int to = Math.min(from + cut, GOOD.length());
        String mutated = GOOD.substring(0, from) + put + GOOD.substring(to);

        try {
            Configuration read = NOTHING.with(FILE, mutated);
            assertThat(read.warnings()).allSatisfy(TomlFilePropertyTest::hasPlace);
        } catch (ConfigException e) {
            assertThat(e.getMessage().lines())
                    .isNotEmpty()
                    .allSatisfy(TomlFilePropertyTest::hasPlace);
        }
    }

    private static void hasPlace(String line) {
        assertThat(line).containsPattern("^\\S*config\\.toml, line \\d+, column \\d+: ");
    }

    private static String toml(Object value) {
        return value instanceof String s
                ? "\"" + s.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : value.toString();
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings()
                .withChars("[]{}=\"'#\n\t \\.,-_:0123456789abcXYZ\u0000\u0007é\u202e\ud83d")
                .ofMaxLength(5);
    }

    @Provide
    Arbitrary<Map<String, Object>> files() {
        Arbitrary<String> key = Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(8);
        Arbitrary<Object> text =
                Arbitraries.strings()
                        .withCharRange(' ', '~')
                        .withChars("äß漢\"\\")
                        .ofMaxLength(20)
                        .map(Object.class::cast);
        Arbitrary<Object> value =
                Arbitraries.oneOf(
                        text,
                        Arbitraries.longs().map(Object.class::cast),
                        Arbitraries.of(true, false).map(Object.class::cast));
        return Arbitraries.maps(key, value).ofMinSize(1).ofMaxSize(8);
    }
}
