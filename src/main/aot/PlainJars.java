import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * Takes the signatures off the packaged jars. The JVM keeps no class of a signed jar in an AOT
 * cache; it checks the signature and reads a digest of every file at each start instead, which
 * protects nothing: who can change the jar can take the signature off it too.
 */
final class PlainJars {

    private static final Path META = Path.of("META-INF");

    private PlainJars() {}

    /** The one argument is the folder of the packaged application. */
    public static void main(String... args) throws IOException {
        rewrite(Path.of(args[0]));
    }

    static void rewrite(Path app) throws IOException {
        List<Path> jars;
        try (var files = Files.walk(app)) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : jars) {
            try (FileSystem zip = FileSystems.newFileSystem(jar)) {
                strip(zip.getPath(META.toString()));
            }
        }
    }

    private static void strip(Path meta) throws IOException {
        if (!Files.isDirectory(meta)) {
            return;
        }
        List<Path> signatures;
        try (var files = Files.list(meta)) {
            signatures = files.filter(PlainJars::isSignature).toList();
        }
        if (signatures.isEmpty()) {
            return;
        }
        for (Path signature : signatures) {
            Files.delete(signature);
        }
        Path manifest = meta.resolve("MANIFEST.MF");
        Files.write(manifest, withoutDigests(Files.readAllBytes(manifest)));
    }

    private static boolean isSignature(Path file) {
        return file.getFileName().toString().matches("(?i).*\\.(SF|RSA|DSA|EC)");
    }

    private static byte[] withoutDigests(byte[] bytes) throws IOException {
        var manifest = new Manifest(new ByteArrayInputStream(bytes));
        for (Attributes section : manifest.getEntries().values()) {
            section.keySet().removeIf(name -> name.toString().contains("-Digest"));
        }
        manifest.getEntries().values().removeIf(Attributes::isEmpty);
        var plain = new ByteArrayOutputStream();
        manifest.write(plain);
        return plain.toByteArray();
    }
}
