package dev.sidetone.api;

import dev.sidetone.access.AccessException;
import dev.sidetone.access.DeniedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What the resources refuse, and what is refused before they are reached, as problems. */
final class Problems {

    private static final String ROOT = "/api/v1/";

    Problems() {}

    @ServerExceptionMapper
    Response refused(ProblemException refusal) {
        Problem problem = refusal.problem();
        Response answer = Problem.of(problem.status(), problem.error().code(), problem.detail());
        return refusal.location()
                .map(place -> Response.fromResponse(answer).location(place).build())
                .orElse(answer);
    }

    @ServerExceptionMapper
    Response denied(DeniedException refusal) {
        return Problem.of(403, DeniedException.CODE, String.valueOf(refusal.getMessage()));
    }

    @ServerExceptionMapper
    Response unlogged(AccessException refusal) {
        return Problem.of(503, AccessException.CODE, String.valueOf(refusal.getMessage()));
    }

    @ServerExceptionMapper
    @Priority(Priorities.USER - 1)
    Response unknown(NotFoundException e, UriInfo uri) {
        return other(e, uri);
    }

    /** Other interfaces of the service have errors of their own shape. */
    @ServerExceptionMapper
    Response other(WebApplicationException e, UriInfo uri) {
        Response given = e.getResponse();
        if (!uri.getRequestUri().getPath().startsWith(ROOT)) {
            return given;
        }
        Problem problem = ofStatus(given.getStatus());
        Response response = Problem.of(problem.status(), problem.error().code(), problem.detail());
        return e instanceof NotAllowedException
                ? Response.fromResponse(response)
                        .header("Allow", given.getHeaderString("Allow"))
                        .build()
                : response;
    }

    /** What a status means here. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> ProblemRoutes.unknownPath();
            case 405 ->
                    Problem.named(
                            405,
                            "method_not_allowed",
                            "This path has no such method; the header Allow names those it has.");
            case 406 ->
                    Problem.named(
                            406,
                            "not_acceptable",
                            "What the header Accept asks for does not exist here: ask for"
                                    + " application/json, or application/sdp where a call starts.");
            case 413 ->
                    Problem.named(413, "request_too_large", "The request is too large; send less.");
            case 415 ->
                    Problem.named(
                            415,
                            "unsupported_media_type",
                            "The body's Content-Type is not taken here: send application/json, or"
                                    + " application/sdp where a call starts.");
            case 500 ->
                    Problem.named(
                            500,
                            "internal",
                            "The service has a fault; its log says more. Nothing that was said is"
                                    + " lost.");
            default ->
                    Problem.named(
                            status,
                            "invalid_request",
                            "The request is not in order; /q/openapi says what this path takes.");
        };
    }
}
