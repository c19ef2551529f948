package dev.sidetone.embedded;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** {@code GET /v1/models}: what the embedded provider can be asked for. */
@Path("/v1/models")
public final class ModelsResource {

    private static final Model EMBEDDED =
            new Model(EmbeddedProvider.MODEL, "model", 1_790_000_000L, "sidetone");

    public record Model(String id, String object, long created, String owned_by) {}

    public record Models(String object, List<Model> data) {}

    @GET
    public Models list() {
        return new Models("list", List.of(EMBEDDED));
    }

    @GET
    @Path("{id}")
    public Response one(@PathParam("id") String id) {
        return EMBEDDED.id().equals(id)
                ? Response.ok(EMBEDDED).build()
                : ApiError.of(
                        404,
                        "model_not_found",
                        "The model '%s' does not exist; this provider has '%s'."
                                .formatted(SpokenResult.clean(id), EMBEDDED.id()));
    }
}
