package dev.sidetone.export;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.Printed;
import dev.sidetone.transcript.TranscriptStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sidetone export}: one conversation, or all of them, as a file. */
@Command(
        name = "export",
        description = "Write one conversation, or all of them, as a file.",
        mixinStandardHelpOptions = true)
public final class ExportCommand extends RecordCommand {

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The conversation; without one, all of them.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--format",
            defaultValue = "JSONL",
            description =
                    "${COMPLETION-CANDIDATES}. Default: jsonl. All of them in another format are a"
                            + " ZIP archive.")
    private Export format = Export.JSONL;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "A file that is not there yet. Default: standard output.")
    private Optional<Path> output = Optional.empty();

    public ExportCommand(Supplier<TranscriptStore> record) {
        super(record);
    }

    @Override
    int run(TranscriptStore store) throws IOException {
        Optional<Conversation> found = id.flatMap(ExportCommand::parsed).flatMap(store::find);
        if (id.isPresent() && found.isEmpty()) {
            return failed(
                    "There is no conversation "
                            + id.get()
                            + "; `sidetone conversations` lists them.");
        }
        try (OutputStream out = Printed.open(output)) {
            var download = new Download(store);
            if (found.isPresent()) {
                download.one(found.get(), format, 1, Long.MAX_VALUE, out);
            } else {
                download.all(format, out);
            }
        } catch (FileAlreadyExistsException e) {
            return failed(e.getFile() + " is there already; name another file.");
        }
        return 0;
    }

    private static Optional<ConversationId> parsed(String text) {
        try {
            return Optional.of(new ConversationId(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
