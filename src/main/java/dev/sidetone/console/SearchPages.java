package dev.sidetone.console;

import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Visible;
import dev.sidetone.export.Export;
import dev.sidetone.transcript.SavedSearch;
import dev.sidetone.transcript.SearchHit;
import dev.sidetone.transcript.SearchLanguage;
import dev.sidetone.transcript.SearchPage;
import dev.sidetone.transcript.SearchQuery;
import dev.sidetone.transcript.SearchReading;
import dev.sidetone.transcript.SearchTerms;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Searching in all conversations; the page asks for itself anew while somebody types. */
@Path("/search")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SearchPages {

    private static final int PAGE = 30;

    private final TranscriptStore store;
    private final InstantSource clock = InstantSource.system();

    SearchPages(@Guarded TranscriptStore store) {
        this.store = store;
    }

    /** The templates of {@code web-console/templates}. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance search(
                String query,
                List<Saved> saved,
                List<Hit> hits,
                List<String> mistakes,
                List<Form> forms,
                String newest,
                String next);
    }

    /**
     * Something that was found.
     *
     * @param title that of its conversation
     * @param href the item on the record's page
     */
    public record Hit(
            String title, String workspace, String href, ItemView item, List<Piece> pieces) {

        static Hit of(SearchHit hit, Instant now) {
            String title = hit.conversation().title();
            return new Hit(
                    title.isEmpty() ? "Nothing was said" : Visible.text(title),
                    Visible.text(hit.conversation().workspace()),
                    "/conversations/%1$s?at=%2$d#item-%2$d"
                            .formatted(hit.conversation().id(), hit.item().seq()),
                    ItemView.of(hit.item(), now),
                    hit.snippet().stream()
                            .map(p -> new Piece(Visible.text(p.text()), p.marked()))
                            .toList());
        }
    }

    /** A form in which what was found is taken away. */
    public record Form(String title, String href) {}

    private static List<Form> forms(String query) {
        return Stream.of(Export.values())
                .map(format ->
                        new Form(
                                format.title(),
                                "/api/v1/search/export?format=%s&q=%s"
                                        .formatted(format.id(), code(query))))
                .toList();
    }

    /** A search that is kept. */
    public record Saved(String id, String name, String query, String href) {

        static Saved of(SavedSearch search) {
            return new Saved(
                    search.id(),
                    Visible.text(search.name()),
                    Visible.text(search.query()),
                    "/search?q=" + code(search.query()));
        }
    }

    private List<Saved> saved() {
        return store.searches().all().stream().map(Saved::of).toList();
    }

    /** A piece of the text around what was found. */
    public record Piece(String text, boolean marked) {}

    @GET
    public TemplateInstance search(
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("after") Optional<String> after) {
        String shown = Visible.text(query);
        if (query.isBlank()) {
            return Templates.search("", saved(), List.of(), List.of(), List.of(), "", "");
        }
        return switch (SearchLanguage.read(query)) {
            case SearchReading.Mistaken(var mistakes) ->
                    Templates.search(
                            shown,
                            saved(),
                            List.of(),
                            mistakes.stream().map(m -> Visible.text(m.hint())).toList(),
                            List.of(),
                            "",
                            "");
            case SearchReading.Understood(var terms) -> found(query, shown, terms, after);
        };
    }

    private TemplateInstance found(
            String query, String shown, SearchTerms terms, Optional<String> after) {
        SearchPage page;
        try {
            page = store.search(new SearchQuery(terms, SearchQuery.Order.NEWEST, after, PAGE));
        } catch (IllegalArgumentException _) {
            page = store.search(SearchQuery.newest(terms, PAGE)); // a cursor of another time
        }
        Instant now = clock.instant();
        String newest = "/search?q=" + code(query);
        String next = page.next().map(cursor -> newest + "&after=" + code(cursor)).orElse("");
        return Templates.search(
                shown,
                saved(),
                page.hits().stream().map(hit -> Hit.of(hit, now)).toList(),
                List.of(),
                forms(query),
                after.isEmpty() ? "" : newest,
                next);
    }

    private static String code(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
