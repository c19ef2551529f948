package dev.sidetone.api;

import dev.sidetone.access.Guard;
import dev.sidetone.access.Guarded;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.CallRequest;
import dev.sidetone.session.Starter;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calls of a conversation: begun by one exchange of SDP, as in WHIP (RFC 9725), or by JSON. */
@Path("/api/v1/conversations/{id}/calls")
@RunOnVirtualThread
@Tag(name = "Calls")
@APIResponse(responseCode = "default", ref = "Problem")
public class ConversationCallsResource {

    private static final String BEGUN =
            "The call is up: its answer to the offer, its place, its entity tag.";
    private static final String BEGINS =
            "A call that runs in the conversation is ended first. Options are those of"
                    + " thread/realtime/start; the output is audio when nothing is said. Answered when"
                    + " the provider has the call, or has refused it.";

    private final TranscriptStore store;
    private final CallStart calls;
    private final CallBook book;
    private final Guard guard;

    @Inject
    ConversationCallsResource(
            @Guarded TranscriptStore store, CallStart calls, CallBook book, Guard guard) {
        this.store = store;
        this.calls = calls;
        this.book = book;
        this.guard = guard;
    }

    /** The offer as the body, options in the query. */
    @POST
    @Consumes(Media.SDP)
    @Produces({Media.SDP, Media.JSON})
    @Operation(operationId = "startCall", summary = "Starts a call", description = BEGINS)
    @RequestBody(
            description = "The SDP offer, or JSON with an `sdp` or a `transport`.",
            content = {
                @Content(mediaType = Media.SDP, schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = Media.JSON,
                        schema = @Schema(implementation = CallOptionsView.class))
            })
    @Parameter(
            name = "outputModality",
            in = ParameterIn.QUERY,
            description = "audio (usual) or text")
    @Parameter(name = "voice", in = ParameterIn.QUERY, description = "one of the version's")
    @Parameter(name = "version", in = ParameterIn.QUERY, description = "v1, v2 or v3")
    @Parameter(
            name = "prompt",
            in = ParameterIn.QUERY,
            description = "instructions instead of ours")
    @Parameter(
            name = "model",
            in = ParameterIn.QUERY,
            description = "instead of the configured one")
    @APIResponse(
            responseCode = "201",
            description = BEGUN,
            headers = {
                @Header(name = "Location", description = "The call"),
                @Header(name = "ETag")
            },
            content = {
                @Content(mediaType = Media.SDP, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Media.JSON, schema = @Schema(implementation = CallView.class))
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "406", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    @APIResponse(responseCode = "413", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    @APIResponse(responseCode = "422", ref = "Problem")
    @APIResponse(responseCode = "502", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    @APIResponse(responseCode = "504", ref = "Problem")
    public Response ofOffer(
            @PathParam("id") String id,
            String offer,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context HttpServerResponse client)
            throws InterruptedException {
        ConversationId conversation = Conversations.existing(store, id).id();
        var request = CallParams.ofOffer(offer, uri.getQueryParameters());
        boolean sdp = Media.wantsSdp(headers.getAcceptableMediaTypes(), true);
        return calls.start(conversation, mine(request), sdp, client);
    }

    /** What is said in it is said by who is known by name. */
    private CallRequest mine(CallRequest request) {
        String name = guard.reader().name();
        return request.from(new Starter(name, name));
    }

    /** Everything as JSON. */
    @POST
    @Consumes(Media.JSON)
    @Produces({Media.JSON, Media.SDP})
    @Operation(hidden = true)
    public Response ofJson(
            @PathParam("id") String id,
            String body,
            @Context HttpHeaders headers,
            @Context HttpServerResponse client)
            throws InterruptedException {
        ConversationId conversation = Conversations.existing(store, id).id();
        var request = CallParams.ofJson(body);
        boolean sdp = Media.wantsSdp(headers.getAcceptableMediaTypes(), false);
        return calls.start(conversation, mine(request), sdp, client);
    }

    /** Those that run and those that ended a while ago. */
    @GET
    @Produces(Media.JSON)
    @Operation(operationId = "listCalls", summary = "Calls that run, and those that just ended")
    @APIResponse(
            responseCode = "200",
            description = "The latest first.",
            content = @Content(schema = @Schema(implementation = CallView.Several.class)))
    @APIResponse(responseCode = "404", ref = "Problem")
    public CallView.Several list(@PathParam("id") String id) {
        ConversationId conversation = Conversations.existing(store, id).id();
        return new CallView.Several(book.of(conversation).stream().map(CallView::of).toList());
    }

    /** What can be posted. */
    @OPTIONS
    @Operation(operationId = "callOptions", summary = "What can be posted (WHIP)")
    @APIResponse(responseCode = "204", description = "Accept-Post names the media types.")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response options(@PathParam("id") String id) {
        ConversationId _ = Conversations.existing(store, id).id();
        return Response.noContent()
                .header("Allow", "GET, POST, OPTIONS")
                .header("Accept-Post", Media.SDP + ", " + Media.JSON)
                .build();
    }
}
