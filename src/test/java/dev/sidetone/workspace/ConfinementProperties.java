package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever path is asked for, what is opened lies inside the root and outside Git's folder. */
class ConfinementProperties {

    private static Path folder = Path.of("");
    private static Confinement confinement;

    @BeforeContainer
    static void layOut() throws IOException {
        folder = Files.createTempDirectory("confinement");
        Path root = Files.createDirectories(folder.resolve("root"));
        Repositories.write(folder, "secret", "outside");
        Repositories.write(root, "a/b/c", "inside");
        Repositories.write(root, ".git/config", "token");
        Files.createSymbolicLink(root.resolve("a/up"), folder);
        Files.createSymbolicLink(root.resolve("a/down"), root.resolve("a/b"));
        Files.createSymbolicLink(root.resolve("git"), root.resolve(".git"));
        confinement = new Confinement(root);
    }

    @AfterContainer
    static void remove() throws IOException {
        Files.walkFileTree(folder, new Deleter());
    }

    @Property(tries = 2000)
    void onlyWhatIsInsideIsOpened(@ForAll("paths") String path) {
        check(path);
    }

    @Property
    void anyTextIsEitherInsideOrRefused(@ForAll String path) {
        check(path);
    }

    private static void check(String path) {
        try {
            Path real = confinement.resolve(path);
            assertThat(real).startsWith(confinement.root());
            assertThat(confinement.relative(real)).doesNotStartWith(".git");
        } catch (PathRefusedException e) {
            assertThat(e.getMessage()).doesNotContain(folder.toString());
        }
    }

    @Provide
    static Arbitrary<String> paths() {
        return Arbitraries.of(
                        "a", "b", "c", "up", "down", "..", ".", "", "git", ".git", "config", "root",
                        "secret", "~", "\0", "\u202E", "．．")
                .list()
                .ofMinSize(1)
                .ofMaxSize(7)
                .flatMap(parts ->
                        Arbitraries.of("/", "//", "\\").map(slash -> String.join(slash, parts)))
                .flatMap(path -> Arbitraries.of("", "/", "./").map(start -> start + path));
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(
                Path dir, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
        }
    }
}
