package dev.sidetone.api;

import dev.sidetone.retention.Erased;
import dev.sidetone.retention.Erasure;
import dev.sidetone.retention.ErasureLog;
import dev.sidetone.retention.Retention;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is kept no longer, and what was taken out for good. */
@Path("/api/v1/retention")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Retention")
@APIResponse(responseCode = "default", ref = "Problem")
public class RetentionResource {

    private final Retention retention;
    private final ErasureLog log;
    private final InstantSource clock = InstantSource.system();

    @Inject
    RetentionResource(Retention retention, ErasureLog log) {
        this.retention = retention;
        this.log = log;
    }

    /** Something that goes for good; nothing of what was said. */
    @Schema(name = "Erasure")
    public record ErasureView(
            @Schema(description = "`deleted`, `expired`, `tool_outputs` or `asked`.") String why,
            String conversation,
            String workspace,
            Instant begunAt,
            Instant changedAt,
            long items) {

        static ErasureView of(Erasure what) {
            return new ErasureView(
                    what.why().text(),
                    what.conversation().value(),
                    what.workspace(),
                    what.begunAt(),
                    what.changedAt(),
                    what.items());
        }
    }

    /** What the next sweep takes out. */
    @Schema(name = "Due")
    public record DueView(List<ErasureView> due) {}

    /** An entry of the log. */
    @Schema(name = "Erased")
    public record ErasedView(long number, Instant at, ErasureView what, String seal) {}

    /** The log; {@code broken} is the first entry that is not as it was written. */
    @Schema(name = "ErasureLog")
    public record LogView(List<ErasedView> entries, @Nullable Long broken) {}

    /** A dry run: changes nothing. */
    @GET
    @Operation(
            operationId = "dueForErasure",
            summary = "What the next hourly sweep takes out for good; changes nothing")
    @APIResponse(responseCode = "200", description = "What is due.")
    public DueView due() {
        return new DueView(retention.due(clock.instant()).stream().map(ErasureView::of).toList());
    }

    /** The proof. */
    @GET
    @Path("log")
    @Operation(
            operationId = "erasureLog",
            summary = "What was taken out for good; each entry is sealed with the one before")
    @APIResponse(responseCode = "200", description = "The oldest first.")
    @APIResponse(responseCode = "503", ref = "Problem")
    public LogView log() {
        try {
            List<Erased> entries = log.entries();
            return new LogView(
                    entries.stream()
                            .map(e ->
                                    new ErasedView(
                                            e.number(), e.at(), ErasureView.of(e.what()), e.seal()))
                            .toList(),
                    ErasureLog.broken(entries).orElse(null));
        } catch (SQLException e) {
            throw new ProblemException(
                    503,
                    "record_unavailable",
                    "The log cannot be read now. Try again when /readyz says that the record can.");
        }
    }
}
