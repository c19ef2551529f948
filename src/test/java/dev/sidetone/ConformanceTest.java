package dev.sidetone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/conformance.md to the tests that it names, of ours and of Codex. */
class ConformanceTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Path PAGE = Path.of("docs/conformance.md");
    private static final Path CODEX = Path.of("src/test/resources/conformance/codex-tests.txt");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)\\.(\\w+)`");

    private record Named(String type, String method) {

        /** Whatever runs it must be written above it. */
        Pattern definition() {
            return Pattern.compile(
                    "\n    @(Test|ParameterizedTest|Property)\\b(?:(?!\n    \\}\n).)*?\n    void "
                            + method
                            + "\\(",
                    Pattern.DOTALL);
        }
    }

    private static List<Named> named() throws IOException {
        return NAMED.matcher(Files.readString(PAGE))
                .results()
                .map(match -> new Named(match.group(1), match.group(2)))
                .distinct()
                .toList();
    }

    @Test
    void everyTestThatThePageNamesIsThere() throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(TESTS)) {
            files = tree.filter(file -> file.toString().endsWith("Test.java")).toList();
        }

        assertThat(named())
                .hasSizeGreaterThan(40)
                .allSatisfy(
                        test -> assertThat(source(files, test)).containsPattern(test.definition()));
    }

    /** A row that is lost is a behaviour that nobody holds any more. */
    @Test
    void everyTestOfCodexHasARow() throws IOException {
        String firstColumn =
                Files.readString(PAGE)
                        .lines()
                        .filter(line -> line.startsWith("| "))
                        .map(line -> line.split("\\|")[1])
                        .reduce("", String::concat);

        assertThat(Files.readAllLines(CODEX))
                .hasSizeGreaterThan(80)
                .allSatisfy(test -> assertThat(firstColumn).containsPattern("\\b" + test + "\\b"));
    }

    private static String source(List<Path> files, Named test) throws IOException {
        var text = new StringBuilder();
        for (Path file : files) {
            if (file.getFileName().toString().equals(test.type() + ".java")) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
