package dev.sidetone;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z.]+)` \\| [^|]+ \\| ([a-z., ]+|–) \\|");
    private static final Map<String, Set<String>> MAY_USE = graph();
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

    private static Map<String, Set<String>> graph() {
        try (Stream<String> lines = Files.lines(Path.of("docs/architecture.md"))) {
            return lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .collect(Collectors.toMap(m -> m.group(1), m -> packages(m.group(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> packages(String cell) {
        return cell.equals("–") ? Set.of() : Set.of(cell.split(", "));
    }

    @Test
    void everyRowNamesPackagesThatHaveARow() {
        assertThat(MAY_USE).hasSizeGreaterThan(10);
        assertThat(MAY_USE.keySet())
                .containsAll(MAY_USE.values().stream().flatMap(Set::stream).toList());
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

    /** REST answers 404 in silence for a resource method that is not public. */
    @Test
    void resourceMethodsArePublic() {
        methods().that().areMetaAnnotatedWith(HttpMethod.class).should().bePublic().check(CLASSES);
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
