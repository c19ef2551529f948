package dev.sidetone;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Holds the package graph of docs/architecture.md: a package may use what its row names, no more.
 */
class ArchitectureTest {

    private static final String ROOT = "dev.sidetone";
    private static final Map<String, Set<String>> MAY_USE = graph();
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

    private static Map<String, Set<String>> graph() {
        var graph = new TreeMap<String, Set<String>>();
        graph.put("wire", Set.of());
        graph.put("telemetry", Set.of());
        graph.put("config", Set.of());
        graph.put("auth", Set.of("config"));
        graph.put("conversation", Set.of("wire"));
        graph.put("transcript", Set.of("conversation", "auth", "telemetry", "config"));
        graph.put("workspace", Set.of("config", "telemetry"));
        graph.put("agent", Set.of("conversation", "workspace", "config"));
        graph.put("agent.guide", Set.of("agent", "conversation", "workspace", "config"));
        graph.put("provider", Set.of("wire", "config", "telemetry"));
        graph.put(
                "session",
                Set.of(
                        "conversation",
                        "provider",
                        "agent",
                        "transcript",
                        "wire",
                        "auth",
                        "config",
                        "telemetry"));
        graph.put("appserver", Set.of("session", "transcript", "conversation", "auth", "config"));
        graph.put(
                "api",
                Set.of("session", "transcript", "conversation", "workspace", "auth", "config"));
        graph.put(
                "console",
                Set.of("transcript", "conversation", "session", "workspace", "auth", "config"));
        graph.put("embedded", Set.of("wire", "config", "telemetry"));
        graph.put("embedded.media", Set.of("embedded", "config", "telemetry"));
        graph.put("embedded.speech", Set.of("embedded", "config", "telemetry"));
        graph.put("lifecycle", Set.of("session", "transcript", "workspace", "embedded", "config"));
        return graph;
    }

    @TestFactory
    Stream<DynamicTest> packagesUseOnlyWhatTheGraphAllows() {
        return MAY_USE.entrySet().stream()
                .map(row -> dynamicTest(row.getKey(), () -> check(row.getKey(), row.getValue())));
    }

    private static void check(String name, Set<String> allowed) {
        List<String> forbidden = new ArrayList<>(MAY_USE.keySet());
        forbidden.remove(name);
        forbidden.removeAll(allowed);
        String[] packages =
                Stream.concat(forbidden.stream().map(f -> ROOT + "." + f), Stream.of(ROOT))
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackageStandsInTheGraph() {
        Set<String> found =
                CLASSES.stream()
                        .map(c -> c.getPackageName())
                        .filter(p -> p.startsWith(ROOT + "."))
                        .map(p -> p.substring(ROOT.length() + 1))
                        .collect(Collectors.toSet());

        assertThat(MAY_USE.keySet()).containsAll(found);
    }

    @Test
    void theGraphHasNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyTheMediaPackageSeesWebRtc() {
        classes()
                .that()
                .resideOutsideOfPackage(ROOT + ".embedded.media")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("dev.onvoid..")
                .check(CLASSES);
    }
}
