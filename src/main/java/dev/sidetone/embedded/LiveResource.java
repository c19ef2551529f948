package dev.sidetone.embedded;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** {@code POST /v1/live}, where calls of v3 would be made. */
@Path("/v1/live")
public final class LiveResource {

    @POST
    public Response refuse() {
        return ApiError.of(404, OtherVersions.refusal("v3"));
    }
}
