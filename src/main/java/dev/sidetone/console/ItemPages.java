package dev.sidetone.console;

import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.Landmark;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.UsageLedger;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.InstantSource;
import java.util.List;

/** Parts of the record's page, which it asks for while somebody reads. */
@Path("/conversations/{id}/items")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ItemPages {

    private final TranscriptStore store;
    private final Windows windows;
    private final InstantSource clock = InstantSource.system();

    ItemPages(@Guarded TranscriptStore store, UsageLedger ledger) {
        this.store = store;
        this.windows = new Windows(store, ledger);
    }

    /** The templates of {@code web-console/templates}. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance items(ItemWindow window);

        static native TemplateInstance contents(String conversation, List<Contents.Day> days);
    }

    /** Items around one, from a place on, or all; with {@code If-None-Match} only what is new. */
    @GET
    public Response items(
            @PathParam("id") String id,
            @QueryParam("at") @DefaultValue("0") long seq,
            @QueryParam("from") @DefaultValue("1") long place,
            @QueryParam("all") boolean all,
            @Context Request request) {
        ItemWindow window = windows.asked(existing(id), seq, place, all, clock.instant());
        var tag = new EntityTag(window.tag());
        ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged != null ? unchanged : html(Templates.items(window))).tag(tag).build();
    }

    /** Its days, calls and handoffs, to jump to. */
    @GET
    @Path("contents")
    public Response contents(@PathParam("id") String id) {
        Conversation found = existing(id);
        List<Landmark> landmarks = store.landmarks(found.id());
        return html(Templates.contents(found.id().value(), Contents.of(landmarks))).build();
    }

    private Conversation existing(String id) {
        try {
            return store.find(new ConversationId(id)).orElseThrow(NotFoundException::new);
        } catch (IllegalArgumentException _) {
            throw new NotFoundException();
        }
    }

    private static ResponseBuilder html(TemplateInstance part) {
        return Response.ok(part.render()).type("text/html;charset=UTF-8");
    }
}
