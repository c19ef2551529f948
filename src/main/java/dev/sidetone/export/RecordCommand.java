package dev.sidetone.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.transcript.TranscriptException;
import dev.sidetone.transcript.TranscriptStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that works on the record, next to a running service if need be. Exit code 0 for
 * success, 1 for what it explains on standard error.
 */
abstract class RecordCommand implements Callable<Integer> {

    static final int FAILED = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<TranscriptStore> record;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print a line of JSON for each.")
    private boolean json;

    RecordCommand(Supplier<TranscriptStore> record) {
        this.record = record;
    }

    /** What the command does; returns its exit code. */
    abstract int run(TranscriptStore store) throws IOException;

    @Override
    public final Integer call() throws IOException {
        try (TranscriptStore store = record.get()) {
            int code = run(store);
            out().flush();
            return store.health().durable() ? code : failed(store.health().text());
        } catch (TranscriptException | ImportException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final boolean asJson() {
        return json;
    }

    final int failed(String why) {
        spec.commandLine().getErr().println(why);
        return FAILED;
    }

    final void line(ObjectNode object) {
        out().println(object);
    }

    static ObjectNode described(Conversation c) {
        return JSON.createObjectNode()
                .put("id", c.id().value())
                .put("title", c.title())
                .put("workspace", c.workspace())
                .put("createdAt", c.createdAt().toString())
                .put("updatedAt", c.updatedAt().toString())
                .put("items", c.items());
    }
}
