package dev.sidetone.api;

import dev.sidetone.access.Guarded;
import dev.sidetone.transcript.SearchHit;
import dev.sidetone.transcript.SearchLanguage;
import dev.sidetone.transcript.SearchPage;
import dev.sidetone.transcript.SearchQuery;
import dev.sidetone.transcript.SearchReading;
import dev.sidetone.transcript.SearchTerms;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Full-text search over all conversations. */
@Path("/api/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class SearchResource {

    private static final int LONGEST_PAGE = 200;

    private final TranscriptStore store;

    @Inject
    SearchResource(@Guarded TranscriptStore store) {
        this.store = store;
    }

    /** What was found; {@code next} is the cursor of the next page, {@code null} at the end. */
    @Schema(name = "SearchResult")
    public record ResultView(List<HitView> hits, @Nullable String next) {

        static ResultView of(SearchPage page) {
            return new ResultView(
                    page.hits().stream().map(HitView::of).toList(), page.next().orElse(null));
        }
    }

    /** An item that was found, its conversation, and its words with some text around them. */
    @Schema(name = "SearchHit")
    public record HitView(
            ConversationView conversation,
            ConversationResource.ItemView item,
            List<PieceView> snippet) {

        static HitView of(SearchHit hit) {
            return new HitView(
                    ConversationView.of(hit.conversation()),
                    ConversationResource.ItemView.of(hit.item()),
                    hit.snippet().stream()
                            .map(piece -> new PieceView(piece.text(), piece.marked()))
                            .toList());
        }
    }

    /** A piece of a snippet: text without markup, marked where it was searched for. */
    @Schema(name = "SnippetPiece")
    public record PieceView(String text, boolean marked) {}

    /** What was said and written that has what is searched for. */
    @GET
    @Operation(operationId = "search", summary = "Search in all conversations")
    @APIResponse(
            responseCode = "200",
            description = "What was found.",
            content = @Content(schema = @Schema(implementation = ResultView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    public Response search(
            @Parameter(
                            description =
                                    "Words, \"words in this order\", beginnings*, -exclusions and"
                                            + " filters such as role:user or after:2026-05-01.",
                            required = true)
                    @QueryParam("q")
                    @DefaultValue("")
                    String query,
            @Parameter(description = "`newest` or `best` first.")
                    @QueryParam("order")
                    @DefaultValue("newest")
                    String order,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        return switch (SearchLanguage.read(query)) {
            case SearchReading.Mistaken mistaken ->
                    Problem.of(400, "invalid_query", mistaken.text());
            case SearchReading.Understood(SearchTerms terms) ->
                    found(new SearchQuery(terms, order(order), cursor, size(limit)));
        };
    }

    private Response found(SearchQuery query) {
        try {
            return Response.ok(ResultView.of(store.search(query))).build();
        } catch (IllegalArgumentException e) {
            return Problem.of(400, "invalid_cursor", String.valueOf(e.getMessage()));
        }
    }

    private static SearchQuery.Order order(String name) {
        return Stream.of(SearchQuery.Order.values())
                .filter(order -> order.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.unreadable(
                                "invalid_order", "order is `newest` or `best`."));
    }

    private static int size(String limit) {
        try {
            int size = Integer.parseInt(limit);
            if (size >= 1 && size <= LONGEST_PAGE) {
                return size;
            }
        } catch (NumberFormatException _) {
            // As below.
        }
        throw ProblemException.unreadable(
                "invalid_limit", "limit is a whole number from 1 to %d.".formatted(LONGEST_PAGE));
    }
}
