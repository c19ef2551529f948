package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.Change;
import dev.sidetone.config.ConfigException;
import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.Export;
import dev.sidetone.transcript.Found;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** {@code sidetone/search}, {@code sidetone/export}, {@code sidetone/config/check}. */
@ApplicationScoped
class RecordMethods {

    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;
    private static final int LONGEST_QUERY = 200;

    private final TranscriptStore store;
    private final Threads threads;
    private final RunningConfiguration running;

    @Inject
    RecordMethods(TranscriptStore store, Threads threads, RunningConfiguration running) {
        this.store = store;
        this.threads = threads;
        this.running = running;
    }

    Method[] methods() {
        return new Method[] {
            Method.stable("sidetone/search", this::search),
            Method.stable("sidetone/export", this::export),
            Method.stable("sidetone/config/check", this::check)
        };
    }

    private JsonNode search(Client client, Params params) throws RpcException {
        String words = params.text("query").strip();
        if (words.isEmpty() || words.length() > LONGEST_QUERY) {
            throw RpcException.undecodable("a query has 1 to " + LONGEST_QUERY + " characters");
        }
        Optional<ConversationId> within =
                params.has("threadId")
                        ? Optional.of(threads.existing(params.thread()).id())
                        : Optional.empty();
        int limit = (int) Math.clamp(params.optionalCount("limit").orElse(PAGE), 1, LONGEST_PAGE);
        ObjectNode result = Rpc.object();
        var data = result.putArray("data");
        for (Found found : store.search(words, within, limit)) {
            ObjectNode hit = data.addObject();
            hit.put("threadId", found.item().conversation().value());
            hit.put("title", found.title()).put("excerpt", found.excerpt());
            hit.set("item", ItemJson.stored(found.item()));
        }
        return result;
    }

    private JsonNode export(Client client, Params params) throws RpcException {
        Conversation conversation = threads.existing(params.thread());
        String name = params.optionalChoice("format", Export.ids()).orElse(Export.MARKDOWN.id());
        Export format = Export.named(name).orElseThrow();
        return Rpc.object()
                .put("fileName", format.fileName(conversation))
                .put("mediaType", format.mediaType())
                .put("text", format.write(conversation, store.items(conversation.id())));
    }

    /** A fault in the text is an answer, not a failure of the request. */
    private JsonNode check(Client client, Params params) throws RpcException {
        String text = params.text("text");
        ObjectNode result = Rpc.object();
        try {
            Configuration next = running.preview("text", text);
            put(result.put("ok", true), "faults", List.of());
            put(result, "warnings", next.warnings());
            put(result, "ignored", next.ignored());
            put(result, "meaning", next.meaning());
            put(
                    result,
                    "changes",
                    running.now().changesTo(next).stream().map(Change::toString).toList());
        } catch (ConfigException e) {
            put(result.put("ok", false), "faults", e.faults());
            for (String part : List.of("warnings", "ignored", "meaning", "changes")) {
                put(result, part, List.of());
            }
        }
        return result;
    }

    private static void put(ObjectNode result, String name, List<String> lines) {
        var array = result.putArray(name);
        lines.forEach(array::add);
    }
}
