package dev.sidetone.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} names every meter, and the service has no other. */
@QuarkusTest
class OperationsDocTest {

    private static final Path PAGE = Path.of("docs/operations.md");

    @Inject Tracing tracing;

    private static String row(MeterName name) {
        String labels =
                name.labels().isEmpty()
                        ? "–"
                        : name.labels().stream()
                                .map(l -> "`" + l + "`")
                                .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        name.exposed(),
                        name.type() == MeterName.Type.TIMER
                                ? "histogram"
                                : name.type().name().toLowerCase(Locale.ROOT),
                        labels,
                        name.meaning());
    }

    @Test
    void thePageHasARowForEveryMeterAndNoOther() throws IOException {
        List<String> rows =
                Files.readAllLines(PAGE).stream()
                        .filter(l -> l.startsWith("| `sidetone_"))
                        .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(MeterName.values()).map(OperationsDocTest::row).toList());
    }

    @Test
    void thePageHasARowForEverySpanAndEverythingTheyAreTold() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page)
                .contains(
                        Stream.concat(
                                        Arrays.stream(SpanName.values()).map(SpanName::text),
                                        Arrays.stream(SpanKey.values()).map(SpanKey::text))
                                .map(text -> "`" + text + "`")
                                .toList());
    }

    @Test
    void nobodyWantsSpansUnlessTheyAreSentSomewhere() {
        assertThat(tracing.on()).isFalse();
    }

    @Test
    void theServiceShowsNoMeterOfItsOwnThatIsNotOnThePage() {
        List<String> known =
                Arrays.stream(MeterName.values())
                        .flatMap(name ->
                                Stream.of("", "_count", "_sum", "_bucket", "_max")
                                        .map(end -> name.exposed() + end))
                        .toList();

        assertThat(given().get("/q/metrics").asString().lines())
                .filteredOn(line -> line.startsWith("sidetone_"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(known).contains(line.split("[{ ]")[0]));
    }
}
