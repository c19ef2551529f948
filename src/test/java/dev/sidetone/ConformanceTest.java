package dev.sidetone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/conformance.md to the tests that it names. */
class ConformanceTest {

    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)\\.(\\w+)`");

    private record Named(String type, String method) {}

    private static List<Named> named() throws IOException {
        return NAMED.matcher(Files.readString(Path.of("docs/conformance.md")))
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
                .allSatisfy(test -> assertThat(source(files, test)).contains(annotated(test)));
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

    private static String annotated(Named test) {
        return " void " + test.method() + "(";
    }
}
