package dev.sidetone.api;

import dev.sidetone.workspace.CodeLines;
import dev.sidetone.workspace.GitHead;
import dev.sidetone.workspace.IndexStatus;
import dev.sidetone.workspace.PathRefusedException;
import dev.sidetone.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the console shows of the workspace: its state, and lines of its files. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Workspace")
@APIResponse(responseCode = "default", ref = "Problem")
public class WorkspaceResource {

    private final Workspace workspace;

    @Inject
    WorkspaceResource(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * The workspace.
     *
     * @param git {@code null} outside a Git work tree
     * @param losses what is missing here and what that costs
     */
    @Schema(name = "Workspace")
    public record WorkspaceView(
            String name, @Nullable GitHead git, List<String> losses, IndexView index) {}

    /** How far the index is; {@code state} is {@code indexing}, {@code ready} or {@code failed}. */
    @Schema(name = "Index")
    public record IndexView(String state, int filesDone, int filesTotal, String message) {}

    /** Lines of a file; {@code language} is the tag of a fenced code block. */
    @Schema(name = "Code")
    public record CodeView(
            String path, String language, int firstLine, int totalLines, List<String> lines) {}

    /** Its state. */
    @GET
    @Path("/workspace")
    @Operation(operationId = "getWorkspace", summary = "The workspace and how far its index is")
    @APIResponse(
            responseCode = "200",
            description = "The workspace.",
            content = @Content(schema = @Schema(implementation = WorkspaceView.class)))
    public WorkspaceView workspace() throws IOException {
        IndexStatus status = workspace.status();
        GitHead head = workspace.history().isEmpty() ? null : workspace.history().get().head();
        return new WorkspaceView(
                workspace.name(),
                head,
                workspace.losses(),
                new IndexView(
                        status.state().name().toLowerCase(Locale.ROOT),
                        status.filesDone(),
                        status.filesTotal(),
                        status.message()));
    }

    /** Lines {@code start} to {@code end} of a file; 404 for what is not one of its text files. */
    @GET
    @Path("/code")
    @Operation(operationId = "getCode", summary = "Lines of a file of the workspace")
    @APIResponse(
            responseCode = "200",
            description = "The lines.",
            content = @Content(schema = @Schema(implementation = CodeView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "404", ref = "Problem")
    public Response code(
            @QueryParam("path") @DefaultValue("") String path,
            @QueryParam("start") @DefaultValue("1") String start,
            @QueryParam("end") @DefaultValue("2000") String end) {
        try {
            CodeLines lines = workspace.code().open(path, number(start), number(end));
            return Response.ok(
                            new CodeView(
                                    lines.path(),
                                    lines.language().fence(),
                                    lines.firstLine(),
                                    lines.totalLines(),
                                    lines.lines()))
                    .build();
        } catch (PathRefusedException e) {
            return Problem.of(404, "not_found", String.valueOf(e.getMessage()));
        } catch (NumberFormatException _) {
            return Problem.of(400, "invalid_line", "start and end are line numbers, from 1.");
        }
    }

    private static int number(String given) {
        return Integer.parseInt(given);
    }
}
