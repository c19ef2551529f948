package dev.sidetone.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sidetone.conversation.Visible;
import dev.sidetone.transcript.TranscriptStore;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sidetone import}: takes exported conversations in; what is there stays as it is. */
@Command(
        name = "import",
        description =
                "Take conversations in that were exported as JSON or JSON Lines. What is there"
                        + " stays as it is, so the same file may be taken in twice.",
        mixinStandardHelpOptions = true)
public final class ImportCommand extends RecordCommand {

    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "- is standard input.")
    private List<String> files = new ArrayList<>();

    public ImportCommand(Supplier<TranscriptStore> record) {
        super(record);
    }

    @Override
    int run(TranscriptStore store) throws IOException {
        int code = 0;
        for (String file : files) {
            try (Reader text = open(file)) {
                new Import(store).read(text).forEach(this::print);
            } catch (ImportException e) {
                code = failed(file + ": " + e.getMessage());
            } catch (NoSuchFileException e) {
                code = failed("There is no file " + file + ".");
            } catch (MalformedInputException e) {
                code = failed(file + " is not UTF-8.");
            }
        }
        return code;
    }

    private static Reader open(String file) throws IOException {
        return file.equals(STANDARD_INPUT)
                ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
                : Files.newBufferedReader(Path.of(file));
    }

    private void print(Import.Taken taken) {
        if (asJson()) {
            line(
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("id", taken.conversation().value())
                            .put("title", taken.title())
                            .put("items", taken.items())
                            .put("added", taken.added()));
            return;
        }
        String news = taken.added() == 0 ? "nothing was new" : taken.added() + " were new";
        out().printf(
                        "%s  %s: of %d items %s.%n",
                        taken.conversation(), Visible.text(taken.title()), taken.items(), news);
    }
}
