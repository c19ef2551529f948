package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfinementTest {

    @TempDir Path folder;
    private Path root;
    private Confinement confinement;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        Repositories.write(folder, "secret.txt", "outside");
        Repositories.write(root, "src/a.txt", "inside");
        Repositories.write(root, ".git/config", "token");
        Files.createSymbolicLink(root.resolve("out"), folder);
        Files.createSymbolicLink(root.resolve("out.txt"), folder.resolve("secret.txt"));
        Files.createSymbolicLink(root.resolve("in.txt"), root.resolve("src/a.txt"));
        Files.createSymbolicLink(root.resolve("loop"), root.resolve("loop"));
        confinement = new Confinement(root);
    }

    @Test
    void filesInsideAreFoundHoweverTheyAreReached() throws Exception {
        Path inside = root.toRealPath().resolve("src/a.txt");

        assertThat(confinement.resolve("src/a.txt")).isEqualTo(inside);
        assertThat(confinement.resolve("./src/../src//a.txt")).isEqualTo(inside);
        assertThat(confinement.resolve("in.txt")).isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "src/../../secret.txt",
                "out.txt",
                "out/secret.txt",
                "out/root/../secret.txt",
                "/etc/passwd",
                "loop",
                "src/a.txt\0.png",
                "..\\secret.txt",
                ".git/config",
                ".GIT/config",
                "src/../.git/config",
                "src/a.txt/../../../secret.txt",
                "~/secret.txt",
                "file:///etc/passwd",
                "src/\u202Ea.txt",
                "．．/secret.txt",
                "%2e%2e/secret.txt",
                "missing.txt"
            })
    void nothingElseIsReached(String path) {
        assertThatExceptionOfType(PathRefusedException.class)
                .isThrownBy(() -> confinement.resolve(path))
                .satisfies(e ->
                        assertThat(e.getMessage())
                                .doesNotContain("\u202E")
                                .doesNotContain(folder.toString()));
    }

    @Test
    void aLinkPutInPlaceAfterTheCheckIsNotFollowed() throws Exception {
        Path real = confinement.resolve("src/a.txt");
        Files.delete(real);
        Files.createSymbolicLink(real, folder.resolve("secret.txt"));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Confinement.read(real));
    }
}
