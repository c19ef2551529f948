package dev.sidetone.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document of the interface is whole, and docs/openapi.json is that document. */
@QuarkusTest
class OpenApiTest {

    private static final java.nio.file.Path FILE = java.nio.file.Path.of("docs/openapi.json");
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final Set<String> VERBS =
            Set.of("get", "post", "put", "patch", "delete", "options", "head");

    private static JsonNode document() {
        return EventClient.read(given().get("/q/openapi?format=json").asString());
    }

    @Test
    void everyRouteIsInItAndNothingElse() {
        var described = new TreeSet<String>();
        document()
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(verb -> {
                                    if (VERBS.contains(verb)) {
                                        described.add(verb + " " + path.getKey());
                                    }
                                }));
        assertThat(routes()).hasSizeGreaterThan(12);
        assertThat(described).isEqualTo(routes());
    }

    private static Set<String> routes() {
        var routes = new TreeSet<String>();
        for (JavaClass type :
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.sidetone.api")) {
            if (type.isAnnotatedWith(Path.class)) {
                type.getMethods().forEach(m -> add(routes, type, m));
            }
        }
        return routes;
    }

    private static void add(Set<String> routes, JavaClass type, JavaMethod method) {
        method.getAnnotations().stream()
                .filter(a -> a.getRawType().isAnnotatedWith(HttpMethod.class))
                .forEach(verb -> {
                    String own =
                            method.isAnnotatedWith(Path.class)
                                    ? method.getAnnotationOfType(Path.class).value()
                                    : "";
                    String path = type.getAnnotationOfType(Path.class).value();
                    String slash = own.isEmpty() || own.startsWith("/") ? "" : "/";
                    routes.add(
                            verb.getRawType().getSimpleName().toLowerCase(Locale.ROOT)
                                    + " "
                                    + path
                                    + slash
                                    + own);
                });
    }

    @Test
    void everyOperationHasANameASummaryAndSaysWhatItAnswers() {
        List<String> lacking = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        document()
                .path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation -> {
                                    if (!VERBS.contains(operation.getKey())) {
                                        return;
                                    }
                                    JsonNode it = operation.getValue();
                                    String name = it.path("operationId").asText();
                                    if (name.isEmpty()
                                            || !names.add(name)
                                            || it.path("summary").asText().isEmpty()
                                            || it.path("tags").isEmpty()
                                            || it.path("responses").isEmpty()) {
                                        lacking.add(operation.getKey() + " " + path.getKey());
                                    }
                                }));
        assertThat(lacking).isEmpty();
    }

    @Test
    void theCheckedInDocumentIsThisOne() throws IOException {
        String now = JSON.writeValueAsString(JSON.treeToValue(document(), TreeMap.class)) + "\n";
        if (Boolean.getBoolean("sidetone.docs.write")) {
            Files.writeString(FILE, now);
        }
        assertThat(Files.readString(FILE))
                .as("docs/openapi.json; write it anew with -Dsidetone.docs.write=true")
                .isEqualTo(now);
    }
}
