package dev.sidetone.console;

import dev.sidetone.access.Guarded;
import dev.sidetone.transcript.SavedSearch;
import dev.sidetone.transcript.TranscriptException;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The forms of the search page that keep searches and forget them. */
@Path("/search/saved")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class SavedSearchForms {

    private final TranscriptStore store;

    SavedSearchForms(@Guarded TranscriptStore store) {
        this.store = store;
    }

    @POST
    public Response save(
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("q") @DefaultValue("") String query) {
        try {
            SavedSearch saved = store.searches().save(name, query);
            return to("/search?q=" + URLEncoder.encode(saved.query(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | TranscriptException e) {
            return refused(e);
        }
    }

    @POST
    @Path("forget")
    public Response forget(@FormParam("id") @DefaultValue("") String id) {
        try {
            boolean _ = store.searches().forget(id); // one that is gone already is gone
            return to("/search");
        } catch (TranscriptException e) {
            return refused(e);
        }
    }

    private static Response refused(RuntimeException why) {
        return ConversationPages.missing(
                409, "The search was not saved.", String.valueOf(why.getMessage()));
    }

    private static Response to(String page) {
        return Response.seeOther(URI.create(page)).build();
    }
}
