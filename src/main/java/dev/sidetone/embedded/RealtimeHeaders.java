package dev.sidetone.embedded;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Cross-origin headers of the REST endpoints under {@code /v1}. They only let a page read what it
 * may ask for; the service's gate comes before this, looks at keys and refuses foreign pages.
 */
public final class RealtimeHeaders {

    private static final String ALLOWED =
            "authorization, content-type, api-key, x-openai-agents-sdk, openai-organization,"
                    + " openai-project, openai-safety-identifier";

    @ServerResponseFilter
    public void cors(ContainerRequestContext request, ContainerResponseContext response) {
        String origin = header(request, "Origin");
        if (origin.isEmpty() || !ours(request)) {
            return;
        }
        var headers = response.getHeaders();
        headers.putSingle("Access-Control-Allow-Origin", origin);
        headers.add("Vary", "Origin");
        headers.putSingle("Access-Control-Expose-Headers", "Location");
        if (request.getMethod().equals("OPTIONS")) {
            String asked = header(request, "Access-Control-Request-Headers");
            headers.putSingle("Access-Control-Allow-Methods", "POST, OPTIONS");
            headers.putSingle("Access-Control-Allow-Headers", allowed(asked));
            headers.putSingle("Access-Control-Max-Age", "600");
        }
    }

    /** The known headers, and of the asked ones those that every generated SDK adds. */
    private static String allowed(String asked) {
        var all = new StringBuilder(ALLOWED);
        for (String name : asked.split(",")) {
            if (name.strip().toLowerCase(java.util.Locale.ROOT).matches("x-stainless-[a-z-]+")) {
                all.append(", ").append(name.strip());
            }
        }
        return all.toString();
    }

    private static boolean ours(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.startsWith("/v1/") || path.startsWith("v1/");
    }

    private static String header(ContainerRequestContext request, String name) {
        String value = request.getHeaderString(name);
        return value == null ? "" : value;
    }
}
