import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the independent tools. */
final class Shell {

    private Shell() {}

    /** Output lines of a command; grep's "found nothing" is no failure. */
    static List<String> lines(Path folder, String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            var lines = new ArrayList<String>();
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                reader.lines().forEach(lines::add);
            }
            process.waitFor();
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException(command[0] + " did not run: install it", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
