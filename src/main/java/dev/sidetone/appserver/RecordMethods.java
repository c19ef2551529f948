package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guarded;
import dev.sidetone.config.Change;
import dev.sidetone.config.ConfigException;
import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.export.Export;
import dev.sidetone.transcript.SearchHit;
import dev.sidetone.transcript.SearchLanguage;
import dev.sidetone.transcript.SearchPage;
import dev.sidetone.transcript.SearchQuery;
import dev.sidetone.transcript.SearchQuery.Order;
import dev.sidetone.transcript.SearchReading;
import dev.sidetone.transcript.SearchTerms;
import dev.sidetone.transcript.TranscriptStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;

/** {@code sidetone/search}, {@code sidetone/export}, {@code sidetone/config/check}. */
@ApplicationScoped
class RecordMethods {

    private static final int PAGE = 50;
    private static final int LONGEST_PAGE = 200;

    private final TranscriptStore store;
    private final Threads threads;
    private final RunningConfiguration running;

    @Inject
    RecordMethods(@Guarded TranscriptStore store, Threads threads, RunningConfiguration running) {
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
        SearchTerms terms = terms(params.text("query"));
        if (params.has("threadId")) {
            terms = terms.in(threads.existing(params.thread()).id());
        }
        SearchPage page = found(terms, params);
        ObjectNode result = Rpc.object();
        var data = result.putArray("data");
        page.hits().forEach(hit -> put(data.addObject(), hit));
        page.next().ifPresent(next -> result.put("nextCursor", next));
        return result;
    }

    private static SearchTerms terms(String query) throws RpcException {
        return switch (SearchLanguage.read(query)) {
            case SearchReading.Understood(SearchTerms terms) -> terms;
            case SearchReading.Mistaken mistaken -> throw RpcException.undecodable(mistaken.text());
        };
    }

    private SearchPage found(SearchTerms terms, Params params) throws RpcException {
        int limit = (int) Math.clamp(params.optionalCount("limit").orElse(PAGE), 1, LONGEST_PAGE);
        Order order =
                params.optionalChoice("order", List.of("newest", "best"))
                        .map(name -> Order.valueOf(name.toUpperCase(Locale.ROOT)))
                        .orElse(Order.NEWEST);
        try {
            return store.search(
                    new SearchQuery(terms, order, params.optionalText("cursor"), limit));
        } catch (IllegalArgumentException e) {
            throw RpcException.undecodable(String.valueOf(e.getMessage()));
        }
    }

    private static void put(ObjectNode to, SearchHit hit) {
        to.put("threadId", hit.conversation().id().value());
        to.put("title", hit.conversation().title()).put("excerpt", hit.excerpt());
        var snippet = to.putArray("snippet");
        hit.snippet()
                .forEach(p -> snippet.addObject().put("text", p.text()).put("marked", p.marked()));
        to.set("item", ItemJson.stored(hit.item()));
    }

    private JsonNode export(Client client, Params params) throws RpcException {
        Conversation conversation = threads.existing(params.thread());
        String name = params.optionalChoice("format", Export.ids()).orElse(Export.MARKDOWN.id());
        Export format = Export.named(name).orElseThrow();
        return Rpc.object()
                .put("fileName", format.fileName(conversation))
                .put("mediaType", format.mediaType())
                .put("text", format.text(conversation, store.items(conversation.id())));
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
