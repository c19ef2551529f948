package dev.sidetone.auth;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Where a browser shows the token once and gets a cookie for it. */
@Path("/login")
@Produces(MediaType.TEXT_HTML)
public class LoginPage {

    private static final Duration LASTS = Duration.ofDays(30);

    private final Tokens tokens;
    private final Attempts attempts = new Attempts(Clock.systemUTC());

    LoginPage(Tokens tokens) {
        this.tokens = tokens;
    }

    /** The templates of {@code web-console/templates}. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance login(String next, String message);
    }

    /** The form. */
    @GET
    public TemplateInstance form(@QueryParam("next") Optional<String> next) {
        return Templates.login(within(next.orElse("/")), "");
    }

    /** Takes the token; the answer never repeats it. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RunOnVirtualThread
    public Response login(
            @FormParam("token") Optional<String> token,
            @FormParam("next") Optional<String> next,
            @Context HttpServerRequest request) {
        String onward = within(next.orElse("/"));
        if (!attempts.allowed()) {
            return page(429, onward, "Too many wrong tokens. Wait a minute, then try again.");
        }
        if (tokens.needed() && !tokens.isToken(token.orElse("").strip())) {
            attempts.failed();
            return page(
                    401,
                    onward,
                    tokens.typed()
                            ? "That is not the token. It is what SIDETONE_TOKEN was set to."
                            : "This service takes signed tokens of programs only; for browsers set"
                                    + " SIDETONE_TOKEN too.");
        }
        Response.ResponseBuilder response = Response.seeOther(URI.create(onward));
        tokens.cookie(token.orElse("").strip())
                .ifPresent(value -> response.cookie(cookie(value, request.isSSL())));
        return response.build();
    }

    private static NewCookie cookie(String value, boolean secure) {
        return new NewCookie.Builder(Callers.COOKIE)
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge((int) LASTS.toSeconds())
                .build();
    }

    private static Response page(int status, String next, String message) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(Templates.login(next, message).render())
                .build();
    }

    /** A path of this service; the start page instead of anything that may lead elsewhere. */
    static String within(String next) {
        return next.matches("/[A-Za-z0-9_.~/-]*") && !next.startsWith("//") ? next : "/";
    }
}
