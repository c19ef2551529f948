package dev.sidetone.api;

import dev.sidetone.delivery.Deliverer;
import dev.sidetone.delivery.Delivery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was taken elsewhere when calls ended. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class DeliveryResource {

    private final Deliverer deliverer;

    @Inject
    DeliveryResource(Deliverer deliverer) {
        this.deliverer = deliverer;
    }

    /** The deliveries, the newest first. */
    @Schema(name = "Deliveries")
    record DeliveriesView(List<DeliveryView> deliveries) {}

    /** One conversation on its way to one place. */
    @Schema(name = "Delivery")
    record DeliveryView(
            String id,
            String conversation,
            @Schema(description = "The name of the place in the configuration.") String target,
            @Schema(description = "waiting, delivered or failed") String state,
            int attempts,
            Instant createdAt,
            @Schema(description = "When the next attempt is due, or when it was over.")
                    Instant next,
            @Schema(description = "Why the last attempt failed; may be empty.") String fault) {

        static DeliveryView of(Delivery d) {
            return new DeliveryView(
                    d.id(),
                    d.conversation().value(),
                    d.target(),
                    d.state().name().toLowerCase(Locale.ROOT),
                    d.attempts(),
                    d.createdAt(),
                    d.next(),
                    d.fault());
        }
    }

    /** All that waits, and the last 500 that are over. */
    @GET
    @Operation(
            operationId = "listDeliveries",
            summary = "What was taken elsewhere when calls ended, the newest first")
    @APIResponse(
            responseCode = "200",
            description = "All that waits, and the last 500 that are over.",
            content = @Content(schema = @Schema(implementation = DeliveriesView.class)))
    public DeliveriesView list() {
        return new DeliveriesView(deliverer.list().stream().map(DeliveryView::of).toList());
    }

    /** Tries it again now. */
    @POST
    @Path("{id}/retry")
    @Operation(operationId = "retryDelivery", summary = "Tries a delivery again now")
    @APIResponse(
            responseCode = "200",
            description = "The delivery, which waits.",
            content = @Content(schema = @Schema(implementation = DeliveryView.class)))
    @APIResponse(responseCode = "404", ref = "Problem")
    public DeliveryView retry(@PathParam("id") String id) {
        return deliverer.retry(id).map(DeliveryView::of).orElseThrow(DeliveryResource::unknown);
    }

    /** Gives it up. */
    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "dropDelivery",
            summary = "Gives up a delivery that waits or failed",
            description =
                    "It is not tried and not listed any more. What has arrived stays in the list.")
    @APIResponse(responseCode = "204", description = "It is gone.")
    @APIResponse(responseCode = "404", ref = "Problem")
    public void drop(@PathParam("id") String id) {
        if (!deliverer.drop(id)) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(
                404,
                "not_found",
                "No such delivery waits or failed; GET /api/v1/deliveries lists them.");
    }
}
