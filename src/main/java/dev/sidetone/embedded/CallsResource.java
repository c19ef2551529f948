package dev.sidetone.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.WireCodec;
import dev.sidetone.wire.WireError;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** {@code /v1/realtime/calls}: WebRTC calls by one exchange of SDP, and hanging up. */
@Path("/v1/realtime/calls")
@RunOnVirtualThread
public final class CallsResource {

    private static final String SDP = "application/sdp";

    private final EmbeddedProvider provider;

    @Inject
    CallsResource(EmbeddedProvider provider) {
        this.provider = provider;
    }

    /** The offer as the body; the session comes by {@code session.update} later. */
    @POST
    @Consumes(SDP)
    public Response raw(
            String offer, @QueryParam("model") @DefaultValue(EmbeddedProvider.MODEL) String model) {
        return answer(EmbeddedProvider.config(model), offer);
    }

    /** Parts {@code sdp} and, if there is one, {@code session}. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response multipart(MultipartFormDataInput form) {
        Optional<String> offer = part(form, "sdp");
        if (offer.isEmpty()) {
            return ApiError.of(
                    400,
                    WireError.invalidRequest(
                            "missing_required_parameter",
                            "Missing required parameter: 'sdp', a part of type application/sdp.",
                            "sdp",
                            null));
        }
        JsonNode session;
        try {
            session = WireCodec.json().readTree(part(form, "session").orElse("{}"));
        } catch (JsonProcessingException e) {
            return ApiError.of(
                    400,
                    WireError.invalidRequest(
                            "invalid_json",
                            "The part 'session' is not valid JSON: " + e.getOriginalMessage(),
                            "session",
                            null));
        }
        return configured(session, offer.get());
    }

    private Response configured(JsonNode session, String offer) {
        Optional<WireError> other = OtherVersions.ofSession(session);
        if (other.isPresent()) {
            return ApiError.of(400, other.get());
        }
        SessionConfig initial =
                EmbeddedProvider.config(session.path("model").asText(EmbeddedProvider.MODEL));
        if (session.isEmpty()) {
            return answer(initial, offer);
        }
        return switch (initial.apply(session, false)) {
            case SessionConfig.Update.Refused(var error) -> ApiError.of(400, error);
            case SessionConfig.Update.Accepted(var config) -> answer(config, offer);
        };
    }

    private static Optional<String> part(MultipartFormDataInput form, String name) {
        Collection<FormValue> values = form.getValues().get(name);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        FormValue value = values.iterator().next();
        try {
            return Optional.of(
                    value.isFileItem()
                            ? new String(
                                    value.getFileItem().getInputStream().readAllBytes(),
                                    StandardCharsets.UTF_8)
                            : value.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException("a part of the request could not be read", e);
        }
    }

    private Response answer(SessionConfig config, String offer) {
        try {
            var call = provider.answer(config, offer);
            return Response.status(201)
                    .type(SDP)
                    .header("Location", "/v1/realtime/calls/" + call.id())
                    .entity(call.answerSdp())
                    .build();
        } catch (MediaException e) {
            String message = String.valueOf(e.getMessage());
            return switch (e.kind()) {
                case BAD_OFFER -> ApiError.of(400, "invalid_offer", message);
                case UNAVAILABLE -> ApiError.of(503, "webrtc_unavailable", message);
                case BUSY -> ApiError.of(503, "session_limit_reached", message);
            };
        }
    }

    @POST
    @Path("{id}/hangup")
    public Response hangUp(@PathParam("id") String id) {
        return provider.hangUp(id)
                ? Response.ok().build()
                : ApiError.of(
                        404,
                        "call_id_not_found",
                        "No call with id '" + SpokenResult.clean(id) + "' is running.");
    }

    /** A browser's preflight; which origins may come in is decided for the whole service. */
    @OPTIONS
    public Response preflight() {
        return Response.noContent().build();
    }
}
