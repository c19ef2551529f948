package dev.sidetone.console;

import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the forms of the record's page do. Each leads to a page that can be loaded again. */
@Path("/conversations/{id}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ConversationForms {

    private static final int LONGEST_TITLE = 200;

    private final TranscriptStore store;
    private final InstantSource clock = InstantSource.system();

    ConversationForms(@Guarded TranscriptStore store) {
        this.store = store;
    }

    @POST
    @Path("title")
    public Response title(@PathParam("id") String id, @FormParam("title") Optional<String> title) {
        String text = title.orElse("").strip();
        if (text.isEmpty() || text.length() > LONGEST_TITLE) {
            return refused("A title has 1 to %d characters.".formatted(LONGEST_TITLE));
        }
        return change(id, new ConversationChange.Retitle(text));
    }

    /** Tags with commas between them. */
    @POST
    @Path("tags")
    public Response tags(@PathParam("id") String id, @FormParam("tags") Optional<String> tags) {
        List<String> given =
                Stream.of(tags.orElse("").split(",")).filter(tag -> !tag.isBlank()).toList();
        ConversationChange.Tag change;
        try {
            change = new ConversationChange.Tag(given);
        } catch (IllegalArgumentException e) {
            return refused("The tags were not taken: " + e.getMessage() + ".");
        }
        return change(id, change);
    }

    @POST
    @Path("pin")
    public Response pin(@PathParam("id") String id, @FormParam("on") boolean on) {
        return change(id, new ConversationChange.Pin(on));
    }

    @POST
    @Path("archive")
    public Response archive(@PathParam("id") String id, @FormParam("on") boolean on) {
        return change(id, new ConversationChange.Archive(on));
    }

    @POST
    @Path("hold")
    public Response hold(@PathParam("id") String id, @FormParam("on") boolean on) {
        return change(id, new ConversationChange.Hold(on));
    }

    /** The list says what was deleted and offers to undo it. */
    @POST
    @Path("delete")
    public Response delete(@PathParam("id") String id) {
        Optional<Conversation> after = made(id, new ConversationChange.Delete(clock.instant()));
        if (after.isPresent() && !after.get().deleted()) {
            return refused("The conversation is under legal hold. Release it before.");
        }
        return after.map(c -> to("/conversations?deleted=" + c.id())).orElseGet(this::unknown);
    }

    @POST
    @Path("restore")
    public Response restore(@PathParam("id") String id) {
        return change(id, new ConversationChange.Restore());
    }

    private Response change(String id, ConversationChange change) {
        return made(id, change).map(c -> to("/conversations/" + c.id())).orElseGet(this::unknown);
    }

    private Optional<Conversation> made(String id, ConversationChange change) {
        try {
            return store.change(new ConversationId(id), List.of(change));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Response unknown() {
        return ConversationPages.missing(
                404, "There is no such conversation.", "It may have been purged meanwhile.");
    }

    private static Response refused(String why) {
        return ConversationPages.missing(409, "Nothing was changed.", why);
    }

    private static Response to(String page) {
        return Response.seeOther(URI.create(page)).build();
    }
}
