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
import org.jspecify.annotations.Nullable;

/** What the console shows of the workspace: its state, and lines of its files. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
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
    public record WorkspaceView(
            String name, @Nullable GitHead git, List<String> losses, IndexView index) {}

    /** How far the index is; {@code state} is {@code indexing}, {@code ready} or {@code failed}. */
    public record IndexView(String state, int filesDone, int filesTotal, String message) {}

    /** Lines of a file; {@code language} is the tag of a fenced code block. */
    public record CodeView(
            String path, String language, int firstLine, int totalLines, List<String> lines) {}

    /** Why a request failed and what to do. */
    public record ErrorView(ErrorBody error) {}

    /** An error's code and text. */
    public record ErrorBody(String code, String message) {}

    /** Its state. */
    @GET
    @Path("/workspace")
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
            return refused(404, "not_found", String.valueOf(e.getMessage()));
        } catch (NumberFormatException _) {
            return refused(400, "invalid_line", "start and end are line numbers, from 1");
        }
    }

    private static int number(String given) {
        return Integer.parseInt(given);
    }

    private static Response refused(int status, String code, String message) {
        return Response.status(status).entity(new ErrorView(new ErrorBody(code, message))).build();
    }
}
