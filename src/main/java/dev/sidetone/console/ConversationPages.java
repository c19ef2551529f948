package dev.sidetone.console;

import dev.sidetone.access.Guarded;
import dev.sidetone.access.Reveals;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Visible;
import dev.sidetone.export.Download;
import dev.sidetone.export.Export;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.ConversationQuery.Shelf;
import dev.sidetone.transcript.StoreHealth;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.UsageLedger;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The stored conversations: the list, one record, and its download. */
@Path("/conversations")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ConversationPages {

    private static final int PAGE = 30;
    private static final int MOST_PINNED = 200;

    private final TranscriptStore store;
    private final Download download;
    private final Windows windows;
    private final Reveals reveals;
    private final InstantSource clock = InstantSource.system();

    ConversationPages(@Guarded TranscriptStore store, UsageLedger ledger, Reveals reveals) {
        this.reveals = reveals;
        this.store = store;
        this.download = new Download(store);
        this.windows = new Windows(store, ledger);
    }

    /** The templates of {@code web-console/templates}. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance conversations(
                Shelves shelves, List<Row> rows, String next, boolean first, String trouble);

        static native TemplateInstance conversation(
                Row conversation,
                ItemWindow window,
                Moves moves,
                List<Export> formats,
                boolean reveals,
                String trouble);

        static native TemplateInstance bringing();

        static native TemplateInstance missing(String what, String remedy);
    }

    /** A conversation in the list. */
    public record Row(
            String id,
            String title,
            String workspace,
            When begun,
            When changed,
            long items,
            List<String> tags,
            boolean pinned,
            boolean archived,
            boolean held,
            boolean deleted) {

        static Row of(Conversation c, Instant now) {
            String title = c.title().isEmpty() ? "Nothing was said" : Visible.text(c.title());
            return new Row(
                    c.id().value(),
                    title,
                    Visible.text(c.workspace()),
                    When.of(c.createdAt(), now),
                    When.of(c.updatedAt(), now),
                    c.items(),
                    c.marks().tags().stream().map(Visible::text).toList(),
                    c.marks().pinned(),
                    c.marks().archived(),
                    c.marks().held(),
                    c.deleted());
        }

        /** Tags as the form takes them. */
        public String tagLine() {
            return String.join(", ", tags);
        }
    }

    /**
     * Where the list looks, and what was done there.
     *
     * @param now which shelf is shown: open, archived or deleted
     * @param undo what was just deleted
     */
    public record Shelves(String now, List<Row> undo) {}

    /**
     * Merging and splitting on the record's page.
     *
     * @param merged what was just merged, to be undone; empty when nothing was
     * @param split the same of a split
     * @param others conversations that can be taken in
     */
    public record Moves(String merged, String split, List<Row> others) {}

    /** The list, the last changed first. */
    @GET
    public Response list(
            @QueryParam("after") Optional<String> after,
            @QueryParam("shelf") @DefaultValue("open") String name,
            @QueryParam("deleted") Optional<String> deleted) {
        Shelf shelf = shelf(name);
        ConversationPage page;
        try {
            page = store.list(ConversationQuery.newest(after, PAGE, shelf).pinned(false));
        } catch (IllegalArgumentException _) {
            return missing(
                    404, "There is no such page of conversations.", "Begin with the newest.");
        }
        Instant now = clock.instant();
        Stream<Conversation> pinned = after.isEmpty() ? pinned(shelf) : Stream.empty();
        List<Row> rows =
                Stream.concat(pinned, page.conversations().stream())
                        .map(c -> Row.of(c, now))
                        .toList();
        List<Row> undo =
                deleted.flatMap(this::findAny).filter(Conversation::deleted).stream()
                        .map(c -> Row.of(c, now))
                        .toList();
        return html(
                200,
                Templates.conversations(
                        new Shelves(shelf.name().toLowerCase(Locale.ROOT), undo),
                        rows,
                        page.next().orElse(""),
                        after.isEmpty(),
                        trouble()));
    }

    private Stream<Conversation> pinned(Shelf shelf) {
        var query = ConversationQuery.newest(Optional.empty(), MOST_PINNED, shelf).pinned(true);
        return store.list(query).conversations().stream();
    }

    private static Shelf shelf(String name) {
        return Stream.of(Shelf.values())
                .filter(shelf -> shelf.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(Shelf.OPEN);
    }

    /** One conversation: the part around an item, from a place on, or all of it. */
    @GET
    @Path("{id}")
    public Response record(
            @PathParam("id") String id,
            @QueryParam("at") @DefaultValue("0") long seq,
            @QueryParam("from") @DefaultValue("1") long place,
            @QueryParam("all") boolean all,
            @QueryParam("merged") @DefaultValue("") String merged,
            @QueryParam("split") @DefaultValue("") String split) {
        Optional<Response> elsewhere = id(id).flatMap(it -> Leads.to(store, it, seq));
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Optional<Conversation> found = findAny(id);
        if (found.isEmpty()) {
            return unknown();
        }
        if (found.get().deleted()) {
            return missing(
                    410,
                    "This conversation was deleted.",
                    "It can be restored from the deleted ones among the conversations.");
        }
        Instant now = clock.instant();
        ItemWindow window = windows.asked(found.get(), seq, place, all, now);
        return html(
                200,
                Templates.conversation(
                        Row.of(found.get(), now),
                        window,
                        new Moves(merged, split, others(found.get(), now)),
                        List.of(Export.values()),
                        reveals.offered(),
                        trouble()));
    }

    private List<Row> others(Conversation than, Instant now) {
        return store
                .list(ConversationQuery.newest(Optional.empty(), PAGE, Shelf.OPEN))
                .conversations()
                .stream()
                .filter(other -> !other.id().equals(than.id()) && !other.marks().held())
                .map(other -> Row.of(other, now))
                .toList();
    }

    /** Where files are taken in. */
    @GET
    @Path("import")
    public Response bringing() {
        return html(200, Templates.bringing());
    }

    /** Searches in one conversation. */
    @GET
    @Path("{id}/find")
    public Response find(
            @PathParam("id") String id, @QueryParam("q") @DefaultValue("") String words) {
        String query = URLEncoder.encode(words.strip() + " in:" + id, StandardCharsets.UTF_8);
        return Response.seeOther(URI.create("/search?q=" + query)).build();
    }

    /** One conversation as a file. */
    @GET
    @Path("{id}/export")
    public Response export(@PathParam("id") String id, @QueryParam("format") String format) {
        Optional<Export> export = Export.named(String.valueOf(format));
        if (export.isEmpty()) {
            return missing(
                    400,
                    "There is no such format.",
                    "Ask with format= for one of " + String.join(", ", Export.ids()) + ".");
        }
        Optional<Conversation> found = find(id);
        if (found.isEmpty()) {
            return unknown();
        }
        StreamingOutput file =
                out -> download.one(found.get(), export.get(), 1, Long.MAX_VALUE, out);
        return Response.ok(file)
                .header("Content-Type", export.get().mediaType())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + export.get().fileName(found.get()) + "\"")
                .build();
    }

    private Optional<Conversation> find(String id) {
        return findAny(id).filter(c -> !c.deleted());
    }

    private Optional<Conversation> findAny(String id) {
        return id(id).flatMap(store::findAny);
    }

    private static Optional<ConversationId> id(String text) {
        try {
            return Optional.of(new ConversationId(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Response unknown() {
        return store.health().durable()
                ? missing(
                        404,
                        "There is no such conversation.",
                        "The address may be incomplete, or the conversation is in another home"
                                + " folder.")
                : missing(503, "The conversation cannot be read now.", store.health().text());
    }

    static Response missing(int status, String what, String remedy) {
        return html(status, Templates.missing(what, remedy));
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .entity(page.render())
                .type("text/html;charset=UTF-8")
                .build();
    }

    private String trouble() {
        StoreHealth health = store.health();
        return health.state() == StoreHealth.State.OK ? "" : health.text();
    }
}
