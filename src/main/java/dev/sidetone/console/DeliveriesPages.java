package dev.sidetone.console;

import dev.sidetone.access.Guarded;
import dev.sidetone.config.DeliverySettings;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.delivery.Deliverer;
import dev.sidetone.delivery.Delivery;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was taken elsewhere when calls ended; what failed can be tried again or given up. */
@Path("/deliveries")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class DeliveriesPages {

    /** What was done just now, as the address of the page says it. */
    private static final Map<String, String> DONE =
            Map.of(
                    "retried", "It is tried again now.",
                    "all", "All that failed are tried again now.",
                    "dropped", "It is not tried any more.",
                    "gone", "It is not in the list any more: it has arrived, or was dropped.");

    private final Deliverer deliverer;
    private final TranscriptStore store;
    private final RunningConfiguration running;
    private final InstantSource clock = InstantSource.system();

    DeliveriesPages(
            Deliverer deliverer, @Guarded TranscriptStore store, RunningConfiguration running) {
        this.deliverer = deliverer;
        this.store = store;
        this.running = running;
    }

    /** The templates of {@code web-console/templates}. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance deliveries(DeliveriesPage page, String done);
    }

    @GET
    public Response deliveries(@QueryParam("done") Optional<String> done) {
        var titles = new HashMap<ConversationId, String>();
        DeliveriesPage page =
                DeliveriesPage.of(
                        running.now().delivery().targets().stream()
                                .map(DeliverySettings.Target::name)
                                .toList(),
                        deliverer.list(),
                        id -> titles.computeIfAbsent(id, this::title),
                        clock.instant());
        return Response.ok(Templates.deliveries(page, done.map(DONE::get).orElse("")).render())
                .header("Cache-Control", "no-store")
                .build();
    }

    private String title(ConversationId id) {
        return store.find(id).map(Conversation::title).orElse("");
    }

    @POST
    @Path("{id}/retry")
    public Response retry(@PathParam("id") String id) {
        return to(deliverer.retry(id).isPresent() ? "retried" : "gone");
    }

    @POST
    @Path("{id}/drop")
    public Response drop(@PathParam("id") String id) {
        return to(deliverer.drop(id) ? "dropped" : "gone");
    }

    /** All that failed for good. */
    @POST
    @Path("retry")
    public Response retryAll() {
        List<Delivery> failed =
                deliverer.list().stream().filter(d -> d.state() == Delivery.State.FAILED).toList();
        failed.forEach(d -> deliverer.retry(d.id()));
        return to(failed.isEmpty() ? "gone" : "all");
    }

    private static Response to(String done) {
        return Response.seeOther(URI.create("/deliveries?done=" + done)).build();
    }
}
