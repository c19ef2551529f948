package dev.sidetone.api;

import dev.sidetone.access.Guard;
import dev.sidetone.access.Guarded;
import dev.sidetone.appserver.Contract;
import dev.sidetone.transcript.TranscriptStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One call: its state, what is typed into it, its end. */
@Path("/api/v1/calls/{callId}")
@Produces(Media.JSON)
@RunOnVirtualThread
@Tag(name = "Calls")
@APIResponse(responseCode = "default", ref = "Problem")
public class CallResource {

    /** How long a hang-up is waited for: what was said last is being recognised. */
    private static final Duration HANG_UP = Duration.ofSeconds(2);

    private static final Set<String> MESSAGE = Set.of("text", "role", "kind");

    private final CallBook book;
    private final TranscriptStore store;
    private final Guard guard;

    @Inject
    CallResource(CallBook book, @Guarded TranscriptStore store, Guard guard) {
        this.book = book;
        this.store = store;
        this.guard = guard;
    }

    /** A message. */
    @Schema(name = "Message")
    record MessageView(
            @Schema(required = true) String text,
            @Schema(
                            description = "Who says it: user asks, the others only tell the voice.",
                            enumeration = {"user", "developer", "assistant"},
                            defaultValue = "user")
                    @Nullable String role,
            @Schema(
                            description = "say: the voice says it to the user.",
                            enumeration = {"text", "say"},
                            defaultValue = "text")
                    @Nullable String kind) {}

    /** A message was taken; {@code itemId} is its item's. */
    @Schema(name = "MessageTaken")
    public record Taken(String itemId) {}

    /** Its state. */
    @GET
    @Operation(
            operationId = "getCall",
            summary = "The call's state",
            description = "A call that ended can be asked about for five minutes.")
    @APIResponse(
            responseCode = "200",
            description = "The call.",
            content = @Content(schema = @Schema(implementation = CallView.class)))
    @APIResponse(responseCode = "404", ref = "Problem")
    public CallView state(@PathParam("callId") String id) {
        return CallView.of(existing(id));
    }

    /** Something typed, or something that the voice should say. */
    @POST
    @Path("messages")
    @Consumes(Media.JSON)
    @Operation(
            operationId = "sendMessage",
            summary = "Types something into the call",
            description = "As thread/realtime/appendText; with kind `say` as appendSpeech.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = Media.JSON,
                            schema = @Schema(implementation = MessageView.class)))
    @APIResponse(
            responseCode = "202",
            description = "The call has it; what comes of it is told as events.",
            content = @Content(schema = @Schema(implementation = Taken.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "409", ref = "Problem")
    @APIResponse(responseCode = "415", ref = "Problem")
    public Response message(@PathParam("callId") String id, String body)
            throws InterruptedException {
        Call call = existing(id);
        var tree = JsonBody.read(body);
        JsonBody.onlyKnown(tree, MESSAGE);
        Contract.Message message;
        try {
            message = Contract.message(tree);
        } catch (Contract.Refused e) {
            throw CallParams.refused(e);
        }
        String item =
                Commands.say(call, message, guard.reader())
                        .orElseThrow(() -> new ProblemException(409, "call_ended", Commands.ENDED));
        return Response.accepted(new Taken(item)).build();
    }

    /** Hangs up; for one that has ended nothing is left to do, and that is fine. */
    @DELETE
    @Operation(
            operationId = "hangUp",
            summary = "Hangs up",
            description =
                    "Can be repeated: a call that ended is told as it is for five minutes, then it"
                            + " is not found any more. Ends a call that is still beginning too.")
    @APIResponse(
            responseCode = "200",
            description = "The call as it is now.",
            content = @Content(schema = @Schema(implementation = CallView.class)))
    @APIResponse(responseCode = "404", ref = "Problem")
    public CallView hangUp(@PathParam("callId") String id) throws InterruptedException {
        Call call = existing(id);
        boolean _ = call.live().stop();
        call.log().awaitEnd(HANG_UP);
        return CallView.of(call);
    }

    /** WHIP's way to add candidates later. */
    @PATCH
    @Operation(
            operationId = "patchCall",
            summary = "Trickle ICE (WHIP): not here",
            description = "Send the offer when all candidates are gathered.")
    @APIResponse(responseCode = "501", ref = "Problem")
    public Response trickle(@PathParam("callId") String id) {
        return Problem.of(
                501,
                "trickle_not_supported",
                "Trickle ICE and ICE restarts are not supported: gather all candidates, then post"
                        + " the offer. For another network start the call again.");
    }

    /** What can be asked of a call. */
    @OPTIONS
    @Operation(operationId = "callMethods", summary = "What can be asked of a call")
    @APIResponse(responseCode = "204", description = "Allow names the methods.")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response options(@PathParam("callId") String id) {
        Call _ = existing(id);
        return Response.noContent().header("Allow", "GET, DELETE, PATCH, OPTIONS").build();
    }

    /** Only for those who ask without an upgrade: the socket itself never comes here. */
    @GET
    @Path("events")
    @Operation(
            operationId = "callEvents",
            summary = "The call's events, as a WebSocket",
            description =
                    "Every event in order with its number `seq`; commands go the other way."
                            + " docs/rest.md describes both.")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description =
                    "The last number that was seen; 0, and nothing, for all that is kept. The"
                            + " header Last-Event-ID means the same.")
    @APIResponse(responseCode = "101", description = "The socket is open.")
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    @APIResponse(responseCode = "426", ref = "Problem")
    public Response events(@PathParam("callId") String id) {
        existing(id);
        Response problem =
                Problem.of(
                        426,
                        "upgrade_required",
                        "The events of a call come over a WebSocket: connect to ws://…/api/v1/calls/"
                                + id
                                + "/events.");
        return Response.fromResponse(problem).header("Upgrade", "websocket").build();
    }

    private Call existing(String id) {
        Call call =
                book.find(id).filter(one -> shown(one, store)).orElseThrow(CallResource::unknown);
        call.log().presence().asked();
        return call;
    }

    /** One in a workspace that is not the reader's is as if it were not there. */
    static boolean shown(Call call, TranscriptStore store) {
        return store.findAny(call.live().facts().conversation()).isPresent();
    }

    static ProblemException unknown() {
        return new ProblemException(
                404,
                "call_not_found",
                "There is no such call, or it ended more than five minutes ago. GET"
                        + " /api/v1/conversations/{id}/calls lists those there are.");
    }
}
