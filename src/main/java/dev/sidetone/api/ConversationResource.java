package dev.sidetone.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guard;
import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.session.Sessions;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.ConversationQuery.Shelf;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Stored conversations for programs. */
@Path("/api/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class ConversationResource {

    private final TranscriptStore store;
    private final Sessions sessions;
    private final Guard guard;

    @Inject
    ConversationResource(@Guarded TranscriptStore store, Sessions sessions, Guard guard) {
        this.store = store;
        this.sessions = sessions;
        this.guard = guard;
    }

    /** What a new conversation may be given. */
    @Schema(name = "NewConversation")
    record NewView(
            @Schema(description = "What it is about; otherwise its first words are.")
                    @Nullable String title) {}

    /**
     * A page of conversations; {@code next} is the cursor of the next one, {@code null} at the end.
     */
    @Schema(name = "Conversations")
    public record ConversationsView(List<ConversationView> conversations, @Nullable String next) {}

    /** Items; {@code next} is the {@code afterSeq} of the next page, {@code null} at the end. */
    @Schema(name = "Items")
    public record ItemsView(List<ItemView> items, @Nullable Long next) {}

    /** An item; members mean what they mean in the JSON export. */
    @Schema(name = "Item")
    public record ItemView(
            long seq,
            String itemId,
            @Nullable String callId,
            String role,
            String kind,
            String text,
            @Nullable String toolName,
            @Nullable String toolCallId,
            Instant startedAt,
            @Nullable Long startMs,
            @Nullable Long endMs,
            boolean interrupted,
            @Nullable Long heardMs,
            List<PlaceView> citations,
            @Schema(description = "A BCP 47 tag.") @Nullable String language,
            @Schema(description = "How sure the recogniser was, 0 to 1.")
                    @Nullable Double confidence,
            @Nullable String device,
            @Schema(description = "The words of a cut-off answer that were not played.")
                    @Nullable String unheard,
            List<EditView> edits,
            List<LinkView> links) {

        static ItemView of(Item i) {
            return new ItemView(
                    i.seq(),
                    i.itemId(),
                    i.callId(),
                    i.role().name().toLowerCase(Locale.ROOT),
                    i.kind().name().toLowerCase(Locale.ROOT),
                    i.text(),
                    i.toolName(),
                    i.toolCallId(),
                    i.startedAt(),
                    i.startMs(),
                    i.endMs(),
                    i.interrupted(),
                    i.heardMs(),
                    i.citations().stream().map(PlaceView::of).toList(),
                    i.details().language().orElse(null),
                    i.details().confidence().orElse(null),
                    i.details().device().orElse(null),
                    i.details().unheard().orElse(null),
                    i.details().edits().stream()
                            .map(e -> new EditView(e.at(), e.before()))
                            .toList(),
                    i.details().links().stream()
                            .map(l -> new LinkView(l.kind().text(), l.target(), l.label()))
                            .toList());
        }
    }

    /** What the words were before somebody put them right. */
    @Schema(name = "Edit")
    public record EditView(Instant at, String before) {}

    /** What an item has to do with: a tool call, an approval, a diff, a commit, a recording. */
    @Schema(name = "Link")
    public record LinkView(String kind, String target, String label) {}

    /** A citation. */
    @Schema(name = "Citation")
    public record PlaceView(String path, int startLine, int endLine, String label) {

        static PlaceView of(Citation c) {
            return new PlaceView(c.path(), c.startLine(), c.endLine(), c.label());
        }
    }

    /** The conversations, the last changed first. */
    @GET
    @Operation(
            operationId = "listConversations",
            summary = "The conversations, the last changed first")
    @APIResponse(
            responseCode = "200",
            description = "The conversations, the last changed first.",
            content = @Content(schema = @Schema(implementation = ConversationsView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    public Response list(
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") String limit,
            @QueryParam("shelf") @DefaultValue("open") String shelf) {
        Optional<Integer> size = number(limit, 1, 200).map(Math::toIntExact);
        if (size.isEmpty()) {
            return Problem.of(400, "invalid_limit", "limit is a whole number from 1 to 200.");
        }
        ConversationPage page;
        try {
            page = store.list(ConversationQuery.newest(cursor, size.get(), shelf(shelf)));
        } catch (IllegalArgumentException e) {
            return Problem.of(400, "invalid_cursor", String.valueOf(e.getMessage()));
        }
        List<ConversationView> found =
                page.conversations().stream().map(ConversationView::of).toList();
        return Response.ok(new ConversationsView(found, page.next().orElse(null))).build();
    }

    private static Shelf shelf(String name) {
        return Stream.of(Shelf.values())
                .filter(shelf -> shelf.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.unreadable(
                                "invalid_shelf", "shelf is open, archived or deleted."));
    }

    /** A new one about the workspace. */
    @POST
    @Consumes(Media.JSON)
    @Operation(operationId = "createConversation", summary = "A new conversation")
    @RequestBody(
            content =
                    @Content(
                            mediaType = Media.JSON,
                            schema = @Schema(implementation = NewView.class)))
    @APIResponse(
            responseCode = "201",
            description = "It is there; the header Location names it.",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    public Response create(String body) {
        ObjectNode wanted = JsonBody.read(body);
        JsonBody.onlyKnown(wanted, Set.of("title"));
        Optional<String> title = NewTitle.read(wanted.path("title"));
        ConversationId id = sessions.create().id();
        guard.began(id);
        title.ifPresent(text -> store.retitle(id, text));
        return Response.created(URI.create("/api/v1/conversations/" + id))
                .entity(ConversationView.of(Conversations.existing(store, id.value())))
                .build();
    }

    /** One conversation. */
    @GET
    @Path("{id}")
    @Operation(operationId = "getConversation", summary = "One conversation")
    @APIResponse(
            responseCode = "200",
            description = "One conversation.",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "304", description = "As If-None-Match says it was last seen.")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    public Response one(@PathParam("id") String id, @Context Request request) {
        Conversation found = Conversations.readable(store, id);
        guard.reads(List.of(found.id())); // its title is made of what was said
        ConversationView view = ConversationView.of(found);
        ResponseBuilder unchanged = request.evaluatePreconditions(view.tag());
        return (unchanged != null ? unchanged : Response.ok(view)).tag(view.tag()).build();
    }

    /** Its items in the order of writing. */
    @GET
    @Path("{id}/items")
    @Operation(operationId = "listItems", summary = "Its items in the order of writing")
    @APIResponse(
            responseCode = "200",
            description = "Its items in the order of writing.",
            content = @Content(schema = @Schema(implementation = ItemsView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "410", ref = "Problem")
    public Response items(
            @PathParam("id") String id,
            @QueryParam("afterSeq") @DefaultValue("0") String afterSeq,
            @QueryParam("limit") @DefaultValue("200") String limit) {
        Optional<Long> after = number(afterSeq, 0, Long.MAX_VALUE);
        Optional<Integer> size = number(limit, 1, 1000).map(Math::toIntExact);
        if (after.isEmpty() || size.isEmpty()) {
            return Problem.of(
                    400,
                    "invalid_page",
                    "afterSeq is a whole number from 0, limit one from 1 to 1000.");
        }
        ConversationId found = Conversations.readable(store, id).id();
        List<Item> items = store.itemsAfter(found, after.get(), size.get());
        Long next = items.size() == size.get() ? items.getLast().seq() : null;
        return Response.ok(new ItemsView(items.stream().map(ItemView::of).toList(), next)).build();
    }

    private static Optional<Long> number(String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            return value >= least && value <= most ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
