package dev.sidetone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build does to the packaged jars before it trains the AOT cache. */
class PlainJarsTest {

    private static final String CLASS = "dev/example/Signed.class";

    @TempDir Path app;

    @Test
    void aSignatureAndItsDigestsGoAndTheRestStays() throws Exception {
        Path jar = Files.createDirectories(app.resolve("lib")).resolve("signed.jar");
        write(jar, "META-INF/SIGNER.SF", "META-INF/SIGNER.RSA", "META-INF/services/x", CLASS);

        rewrite();

        try (var plain = new JarFile(jar.toFile())) {
            assertThat(plain.stream().map(JarEntry::getName))
                    .contains("META-INF/MANIFEST.MF", "META-INF/services/x", CLASS)
                    .noneMatch(name -> name.contains("SIGNER"));
            Manifest manifest = plain.getManifest();
            assertThat(manifest.getMainAttributes().getValue("Multi-Release")).isEqualTo("true");
            assertThat(manifest.getEntries()).containsOnlyKeys("dev/example/");
            assertThat(manifest.getAttributes("dev/example/").getValue("Sealed")).isEqualTo("true");
            assertThat(plain.getInputStream(plain.getEntry(CLASS)).readAllBytes())
                    .isEqualTo(content(CLASS));
        }
    }

    @Test
    void aJarWithoutSignatureIsNotTouched() throws Exception {
        Path jar = app.resolve("plain.jar");
        write(jar, CLASS);
        byte[] before = Files.readAllBytes(jar);

        rewrite();

        assertThat(Files.readAllBytes(jar)).isEqualTo(before);
    }

    private void rewrite() throws Exception {
        Process run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "src/main/aot/PlainJars.java",
                                app.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
    }

    private static void write(Path jar, String... names) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Multi-Release", "true");
        manifest.getEntries()
                .computeIfAbsent(CLASS, _ -> new Attributes())
                .putValue("SHA-256-Digest", "eA==");
        var folder = manifest.getEntries().computeIfAbsent("dev/example/", _ -> new Attributes());
        folder.putValue("Sealed", "true");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (String name : names) {
                out.putNextEntry(new JarEntry(name));
                out.write(content(name));
                out.closeEntry();
            }
        }
    }

    private static byte[] content(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
