package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.Guard;
import dev.sidetone.export.Export;
import dev.sidetone.people.Gone;
import dev.sidetone.people.PersonErasure;
import dev.sidetone.people.PersonExport;
import dev.sidetone.people.PersonGone;
import dev.sidetone.recording.RecordingException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What one person said: taken away, taken out for good. */
@Path("/api/v1/people/{name}")
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class PeopleResource {

    private static final int LONGEST = 80;

    private final PersonExport export;
    private final PersonErasure erasure;
    private final Guard guard;
    private final InstantSource clock = InstantSource.system();

    @Inject
    PeopleResource(PersonExport export, PersonErasure erasure, Guard guard) {
        this.export = export;
        this.erasure = erasure;
        this.guard = guard;
    }

    /** How it is erased. */
    @Schema(name = "NewErasure")
    record NewView(
            @Schema(description = "Only say what would go.", defaultValue = "false")
                    @Nullable Boolean dryRun) {}

    /** What of one conversation goes, went, or stays. */
    @Schema(name = "Gone")
    public record GoneView(
            String conversation,
            String workspace,
            @Schema(description = "How many items lose their words and the name.") long items,
            @Schema(description = "How many recorded pieces go.") long sounds,
            @Schema(
                            description = "Why all of it stays; empty when it goes.",
                            enumeration = {"", "legal_hold"})
                    String kept) {

        static GoneView of(Gone gone) {
            return new GoneView(
                    gone.conversation().value(),
                    gone.workspace(),
                    gone.items(),
                    gone.sounds(),
                    gone.kept());
        }
    }

    /** What goes, went, or stays. */
    @Schema(name = "PersonErasure")
    public record ErasureView(
            boolean dryRun,
            List<GoneView> conversations,
            @Schema(description = "How many entries of what calls used lose the name.")
                    long usage) {

        static ErasureView of(boolean dryRun, PersonGone gone) {
            return new ErasureView(
                    dryRun, gone.conversations().stream().map(GoneView::of).toList(), gone.usage());
        }
    }

    /** What they said. */
    @GET
    @Path("export")
    @Operation(
            operationId = "exportPerson",
            summary = "What one person said, in all conversations, as JSON Lines")
    @APIResponse(
            responseCode = "200",
            description = "The file, streamed; it holds only what this person said.",
            content = @Content(mediaType = "application/jsonl"))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    public Response export(
            @Parameter(description = "As a token or a client names them.") @PathParam("name")
                    String name) {
        String person = known(name);
        return ExportFiles.answer(
                out ->
                        export.write(
                                person,
                                said -> guard.reads(List.of(said.conversation().id())),
                                out),
                Export.JSONL.mediaType(),
                "person.jsonl");
    }

    /** Takes what they said out for good. */
    @POST
    @Path("erase")
    @Consumes(Media.JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "erasePerson",
            summary =
                    "Takes out for good what one person said, the sound too; nothing under legal"
                            + " hold")
    @RequestBody(
            content =
                    @Content(
                            mediaType = Media.JSON,
                            schema = @Schema(implementation = NewView.class)))
    @APIResponse(
            responseCode = "200",
            description = "What went and what stays; of a dry run, what would.",
            content = @Content(schema = @Schema(implementation = ErasureView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public ErasureView erase(@PathParam("name") String name, String body) {
        String person = known(name);
        boolean dryRun = dryRun(JsonBody.read(body));
        try {
            return ErasureView.of(
                    dryRun, dryRun ? erasure.due(person) : erasure.apply(person, clock.instant()));
        } catch (SQLException | RecordingException _) {
            throw new ProblemException(
                    503,
                    "record_unavailable",
                    "The record cannot be read or written now, so maybe not all of it went. Send"
                            + " this again when /readyz says that it can.");
        }
    }

    private static boolean dryRun(ObjectNode sent) {
        JsonBody.onlyKnown(sent, Set.of("dryRun"));
        JsonNode value = sent.path("dryRun");
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw ProblemException.unreadable("invalid_request", "`dryRun` is true or false.");
        }
        return value.asBoolean(false);
    }

    private static String known(String name) {
        if (name.isBlank() || name.length() > LONGEST) {
            throw ProblemException.unreadable(
                    "invalid_name", "A name is 1 to %d characters.".formatted(LONGEST));
        }
        return name;
    }
}
