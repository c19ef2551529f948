package dev.sidetone.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sidetone.auth.Reader;
import dev.sidetone.config.Scope;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of what requests need is whole, and a request finds its own line in it. */
class RoutesTest {

    private static final Set<String> VERBS =
            Set.of("get", "put", "post", "patch", "delete", "options");

    @Test
    void everyRouteOfTheDocumentHasItsNeed() throws IOException {
        JsonNode paths =
                new ObjectMapper()
                        .readTree(Files.readString(java.nio.file.Path.of("docs/openapi.json")))
                        .path("paths");
        var missing = new TreeSet<String>();
        var seen = new TreeSet<String>();
        paths.properties()
                .forEach(path ->
                        path.getValue()
                                .fieldNames()
                                .forEachRemaining(verb -> {
                                    if (VERBS.contains(verb)) {
                                        String method = verb.toUpperCase(Locale.ROOT);
                                        seen.add(method + " " + path.getKey());
                                        if (Routes.declared(method, path.getKey()).isEmpty()) {
                                            missing.add(method + " " + path.getKey());
                                        }
                                    }
                                }));
        assertThat(seen).hasSizeGreaterThan(30);
        assertThat(missing).as("routes of docs/openapi.json that nobody gave a need").isEmpty();
    }

    /**
     * Also of the console, the login form and the provider, which the document does not tell of.
     */
    @Test
    void everyMethodOfEveryResourceHasItsNeed() {
        var missing = new TreeSet<String>();
        var seen = new TreeSet<String>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.sidetone")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(type -> type.reflect())
                        .forEach(type -> {
                            for (Method method : type.getDeclaredMethods()) {
                                verb(method)
                                        .forEach(verb -> {
                                            String path = path(type, method);
                                            seen.add(verb + " " + path);
                                            if (Routes.declared(verb, path).isEmpty()) {
                                                missing.add(verb + " " + path);
                                            }
                                        });
                            }
                        });
        assertThat(seen).hasSizeGreaterThan(60);
        assertThat(missing).as("resources that nobody gave a need").isEmpty();
    }

    /** What answers somebody reads the record through the guard. */
    @Test
    void whatAnswersSomebodyHasTheGuardedRecord() {
        var bare = new TreeSet<String>();
        var guarded = new TreeSet<String>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages(
                                "dev.sidetone.api",
                                "dev.sidetone.console",
                                "dev.sidetone.appserver")
                        .stream()
                        .filter(type -> isMadeByTheContainer(type.reflect()))
                        .flatMap(type -> Stream.of(type.reflect().getDeclaredConstructors()))
                        .flatMap(made -> Stream.of(made.getParameters()))
                        .filter(given -> given.getType() == TranscriptStore.class)
                        .forEach(given ->
                                (given.isAnnotationPresent(Guarded.class) ? guarded : bare)
                                        .add(given.getDeclaringExecutable().getName()));
        assertThat(guarded).hasSizeGreaterThan(20);
        assertThat(bare).as("see everything, whoever asks").isEmpty();
    }

    private static boolean isMadeByTheContainer(Class<?> type) {
        return Stream.of(type.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(a ->
                        a == Path.class
                                || a.getPackageName().startsWith("jakarta.enterprise")
                                || a == jakarta.inject.Singleton.class);
    }

    private static Stream<String> verb(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value());
    }

    private static String path(Class<?> type, Method method) {
        String of = type.getAnnotation(Path.class).value();
        Path on = method.getAnnotation(Path.class);
        String whole = "/" + of + "/" + (on == null ? "" : on.value());
        String plain = whole.replaceAll("/+", "/");
        return plain.length() > 1 && plain.endsWith("/")
                ? plain.substring(0, plain.length() - 1)
                : plain;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/conversations, view",
        "GET, /api/v1/conversations/, view",
        "HEAD, /api/v1/conversations/x, view",
        "GET, /api/v1/conversations/x/export, view export",
        "DELETE, /api/v1/conversations/x, view delete",
        "GET, /api/v1/conversations/x/audio/a%20b, view",
        "GET, /conversations/import, admin",
        "POST, /conversations/x/hold, view hold",
        "GET, /api/v1/access/reads, admin",
        "GET, /, ''",
        "GET, /console/base.css, ''",
        "GET, /v1/realtime, talk"
    })
    void aRequestNeedsWhatItsRouteNeeds(String method, String path, String scopes) {
        assertThat(Routes.of(method, path).scopes())
                .extracting(Scope::word)
                .containsExactlyInAnyOrderElementsOf(
                        scopes.isEmpty() ? List.of() : List.of(scopes.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/metrics",
                "/api/v1/nothing",
                "/api/v1/conversations;a=b/x/items",
                "/api/v1/conversations/x%2Fexport",
                "/api/v1/conversations/%2e%2e/usage",
                "/api/v1//usage",
                "/api/v1/conversations/../usage",
                "/console/../settings",
                "/console/..%2fsettings",
                "/api/v1/%63onversations",
                "/login/../settings"
            })
    void whatNobodyThoughtOfIsForThoseWhoMayDoEverything(String path) {
        Need need = Routes.of("GET", path);
        var almost =
                new Reader(
                        "almost",
                        EnumSet.complementOf(EnumSet.of(Scope.ADMIN)),
                        Set.of("*"),
                        Instant.MAX);
        assertThat(need.of(almost, "here")).isEqualTo(new Decision.Missing(List.of(Scope.ADMIN)));
        assertThat(need.of(Reader.EVERYTHING, "here")).isEqualTo(new Decision.Allowed());
    }

    @Test
    void aRefusalSaysWhatIsMissing() {
        var alice = new Reader("alice", Set.of(Scope.VIEW), Set.of("here"), Instant.MAX);
        assertThat(Routes.of("GET", "/api/v1/export").of(alice, "here").refusal(alice))
                .hasValueSatisfying(why ->
                        assertThat(why)
                                .contains("needs the scope export; alice has view")
                                .contains("[sidetone.access]"));
        var bob = new Reader("bob", Set.of(Scope.VIEW), Set.of("there"), Instant.MAX);
        assertThat(Routes.of("GET", "/api/v1/code").of(bob, "here"))
                .isEqualTo(new Decision.Elsewhere());
    }
}
