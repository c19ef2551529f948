package dev.sidetone.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;

/** Which requests change something. */
final class Writes {

    private static final String ROOT = "/api/v1/";
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

    private Writes() {}

    static boolean isWrite(ContainerRequestContext request) {
        return METHODS.contains(request.getMethod())
                && request.getUriInfo().getRequestUri().getPath().startsWith(ROOT);
    }
}
