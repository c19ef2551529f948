package dev.sidetone.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sidetone import}: takes conversations in; what is there stays as it is. */
@Command(
        name = "import",
        description =
                "Take conversations in: exported JSON and JSON Lines, rollouts of Codex, SubRip and"
                        + " WebVTT. What is there stays as it is, so the same file may be taken in"
                        + " twice.",
        mixinStandardHelpOptions = true)
public final class ImportCommand extends RecordCommand {

    private static final String STANDARD_INPUT = "-";

    /** What is looked for in a folder. */
    private static final List<String> EXTENSIONS = List.of(".jsonl", ".json", ".srt", ".vtt");

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "- is standard input. Of a folder all files that end in .jsonl, .json, .srt or"
                            + " .vtt, also those in folders within.")
    private List<String> files = new ArrayList<>();

    public ImportCommand(Supplier<TranscriptStore> record) {
        super(record);
    }

    @Override
    int run(TranscriptStore store) throws IOException {
        int code = 0;
        for (String file : files) {
            if (file.equals(STANDARD_INPUT)) {
                var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
                code |= take(store, "Standard input", input, Import.Source.of("", Instant.now()));
                continue;
            }
            Path path = Path.of(file);
            for (Path each : Files.isDirectory(path) ? within(path) : List.of(path)) {
                code |= take(store, each);
            }
        }
        return code;
    }

    /** In the order of their names, which for rollouts is that of their days. */
    private static List<Path> within(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(ImportCommand::known).sorted().toList();
        }
    }

    private static boolean known(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
    }

    private int take(TranscriptStore store, Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file)) {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            String name = String.valueOf(file.getFileName());
            return take(store, file.toString(), text, Import.Source.of(name, changed));
        } catch (NoSuchFileException _) {
            return failed("There is no file " + file + ".");
        }
    }

    private int take(TranscriptStore store, String what, Reader text, Import.Source source)
            throws IOException {
        try {
            new Import(store).read(text, source).forEach(taken -> print(what, taken));
            return 0;
        } catch (ImportException e) {
            return failed(what + ": " + e.getMessage());
        } catch (MalformedInputException _) {
            return failed(what + " is not UTF-8.");
        }
    }

    private void print(String what, Import.Taken taken) {
        if (asJson()) {
            line(described(taken));
            return;
        }
        String news = taken.added() == 0 ? "nothing was new" : taken.added() + " were new";
        out().printf(
                        "%s  %s: of %d items %s.%n",
                        taken.conversation(), Visible.text(taken.title()), taken.items(), news);
        Skips skipped = taken.skipped();
        skipped.lines().forEach(l -> out().printf("%s:%d %s%n", what, l.number(), l.why()));
        if (skipped.count() > skipped.lines().size()) {
            out().printf("%s: and %d lines more%n", what, skipped.count() - skipped.lines().size());
        }
    }

    private static ObjectNode described(Import.Taken taken) {
        ObjectNode object =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", taken.conversation().value())
                        .put("title", taken.title())
                        .put("items", taken.items())
                        .put("added", taken.added());
        ObjectNode skipped = object.putObject("skipped").put("count", taken.skipped().count());
        var lines = skipped.putArray("lines");
        taken.skipped()
                .lines()
                .forEach(l -> lines.addObject().put("line", l.number()).put("why", l.why()));
        ObjectNode records = skipped.putObject("records");
        taken.skipped().records().forEach(records::put);
        return object;
    }
}
