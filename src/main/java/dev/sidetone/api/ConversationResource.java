package dev.sidetone.api;

import dev.sidetone.conversation.Citation;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stored conversations for programs. */
@Path("/api/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConversationResource {

    private final TranscriptStore store;

    @Inject
    ConversationResource(TranscriptStore store) {
        this.store = store;
    }

    /** A conversation. */
    public record ConversationView(
            String id,
            String title,
            String workspace,
            Instant createdAt,
            Instant updatedAt,
            long items) {

        static ConversationView of(Conversation c) {
            return new ConversationView(
                    c.id().value(),
                    c.title(),
                    c.workspace(),
                    c.createdAt(),
                    c.updatedAt(),
                    c.items());
        }
    }

    /**
     * A page of conversations; {@code next} is the cursor of the next one, {@code null} at the end.
     */
    public record ConversationsView(List<ConversationView> conversations, @Nullable String next) {}

    /** Items; {@code next} is the {@code afterSeq} of the next page, {@code null} at the end. */
    public record ItemsView(List<ItemView> items, @Nullable Long next) {}

    /** An item; members mean what they mean in the JSON export. */
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
            List<PlaceView> citations) {

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
                    i.citations().stream().map(PlaceView::of).toList());
        }
    }

    /** A citation. */
    public record PlaceView(String path, int startLine, int endLine, String label) {

        static PlaceView of(Citation c) {
            return new PlaceView(c.path(), c.startLine(), c.endLine(), c.label());
        }
    }

    /** The conversations, the last changed first. */
    @GET
    public Response list(
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        Optional<Integer> size = number(limit, 1, 200).map(Math::toIntExact);
        if (size.isEmpty()) {
            return Problem.of(400, "invalid_limit", "limit is a whole number from 1 to 200.");
        }
        ConversationPage page;
        try {
            page = store.list(cursor, size.get());
        } catch (IllegalArgumentException e) {
            return Problem.of(400, "invalid_cursor", String.valueOf(e.getMessage()));
        }
        List<ConversationView> found =
                page.conversations().stream().map(ConversationView::of).toList();
        return Response.ok(new ConversationsView(found, page.next().orElse(null))).build();
    }

    /** One conversation. */
    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id) {
        return find(id).map(c -> Response.ok(ConversationView.of(c)).build())
                .orElseGet(ConversationResource::unknown);
    }

    /** Its items in the order of writing. */
    @GET
    @Path("{id}/items")
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
        Optional<Conversation> found = find(id);
        if (found.isEmpty()) {
            return unknown();
        }
        List<Item> items = store.itemsAfter(found.get().id(), after.get(), size.get());
        Long next = items.size() == size.get() ? items.getLast().seq() : null;
        return Response.ok(new ItemsView(items.stream().map(ItemView::of).toList(), next)).build();
    }

    private Optional<Conversation> find(String id) {
        try {
            return store.find(new ConversationId(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Response unknown() {
        return Problem.of(
                404,
                "conversation_not_found",
                "There is no such conversation; GET /api/v1/conversations lists them.");
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
