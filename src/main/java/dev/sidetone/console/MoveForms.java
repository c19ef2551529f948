package dev.sidetone.console;

import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Activity;
import dev.sidetone.transcript.MoveRequest;
import dev.sidetone.transcript.MoveResult;
import dev.sidetone.transcript.TranscriptException;
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
import java.util.Optional;

/** The forms of the record's page that merge and split, and undo that. */
@Path("/conversations/{id}/moves")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class MoveForms {

    private final TranscriptStore store;
    private final Activity activity;

    MoveForms(@Guarded TranscriptStore store, Activity activity) {
        this.store = store;
        this.activity = activity;
    }

    /** Takes another conversation into this one. */
    @POST
    @Path("merge")
    public Response merge(@PathParam("id") String id, @FormParam("from") String from) {
        Optional<ConversationId> source = seen(from);
        Optional<ConversationId> target = seen(id);
        if (source.isEmpty() || target.isEmpty()) {
            return refused(MoveResult.Why.MISSING.text());
        }
        if (activity.busy(source.get()) || activity.busy(target.get())) {
            return busy();
        }
        return made(new MoveRequest.Merge(source.get(), target.get()), "merged");
    }

    /** This item and all behind it become another conversation. */
    @POST
    @Path("split")
    public Response split(@PathParam("id") String id, @FormParam("at") long seq) {
        Optional<ConversationId> source = seen(id);
        if (source.isEmpty()) {
            return refused(MoveResult.Why.MISSING.text());
        }
        return activity.busy(source.get())
                ? busy()
                : made(new MoveRequest.Split(source.get(), seq, Optional.empty()), "split");
    }

    @POST
    @Path("undo")
    public Response undo(@FormParam("move") String move) {
        return made(new MoveRequest.Undo(String.valueOf(move)), "back");
    }

    /** The page of where the items are now, which offers to undo that. */
    private Response made(MoveRequest request, String what) {
        try {
            return switch (store.move(request)) {
                case MoveResult.Moved moved ->
                        Response.seeOther(
                                        URI.create(
                                                "/conversations/%s?%s=%s"
                                                        .formatted(
                                                                moved.target(), what, moved.id())))
                                .build();
                case MoveResult.Refused(MoveResult.Why why) -> refused(why.text());
            };
        } catch (TranscriptException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static Response busy() {
        return refused("A call or a turn runs in one of the conversations: end it before.");
    }

    private static Response refused(String why) {
        return ConversationPages.missing(409, "Nothing was changed.", why);
    }

    /** What is not for the reader to see is neither busy nor there. */
    private Optional<ConversationId> seen(String text) {
        return id(text).filter(id -> store.findAny(id).isPresent());
    }

    private static Optional<ConversationId> id(String text) {
        try {
            return Optional.of(new ConversationId(String.valueOf(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
