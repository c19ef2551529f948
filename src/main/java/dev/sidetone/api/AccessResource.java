package dev.sidetone.api;

import dev.sidetone.access.Read;
import dev.sidetone.access.ReadLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who read what is another's. */
@Path("/api/v1/access/reads")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Conversations")
@APIResponse(responseCode = "default", ref = "Problem")
public class AccessResource {

    private static final int MOST = 1_000;

    private final ReadLog log;

    @Inject
    AccessResource(ReadLog log) {
        this.log = log;
    }

    /** One line for each reader, conversation, way of reading and hour. */
    @Schema(name = "Read")
    public record ReadView(
            long number,
            @Schema(description = "When it was read first in its hour.") Instant at,
            @Schema(description = "Who read it; empty for whoever shows the one token.")
                    String reader,
            String conversation,
            @Schema(
                            enumeration = {
                                "open", "search", "export", "audio", "follow", "move", "context",
                                "reveal"
                            })
                    String kind,
            @Schema(description = "For `reveal`, which item; empty for a whole conversation.")
                    String itemId,
            @Schema(description = "Whose it is; an empty name for nobody in particular.")
                    List<String> owners,
            String seal) {

        static ReadView of(Read read) {
            return new ReadView(
                    read.number(),
                    read.at(),
                    read.reader(),
                    read.conversation().value(),
                    read.kind().text(),
                    read.itemId(),
                    read.owners(),
                    read.seal());
        }
    }

    /** A page of the log; {@code next} is the cursor of the next one, {@code null} at the end. */
    @Schema(name = "Reads")
    public record ReadsView(List<ReadView> reads, @Nullable String next) {}

    /** The newest first. */
    @GET
    @Operation(operationId = "listReads", summary = "Who read the record of others, newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of the log.",
            content = @Content(schema = @Schema(implementation = ReadsView.class)))
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "403", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public ReadsView reads(
            @Parameter(description = "`next` of the page before.") @QueryParam("cursor")
                    Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("100") String limit) {
        long below = cursor.map(text -> number(text, Long.MAX_VALUE)).orElse(Long.MAX_VALUE);
        int size = Math.toIntExact(number(limit, MOST));
        try {
            List<Read> page = log.newest(below, size);
            boolean more = page.size() == size && page.getLast().number() > 1;
            return new ReadsView(
                    page.stream().map(ReadView::of).toList(),
                    more ? String.valueOf(page.getLast().number()) : null);
        } catch (SQLException e) {
            throw new ProblemException(
                    503,
                    "record_unavailable",
                    "The log cannot be read now. Try again when /readyz says that the record can.");
        }
    }

    private static long number(String text, long most) {
        if (text.matches("\\d{1,18}")
                && Long.parseLong(text) >= 1
                && Long.parseLong(text) <= most) {
            return Long.parseLong(text);
        }
        throw ProblemException.unreadable(
                "invalid_page",
                "limit is a whole number from 1 to %d, cursor what `next` of a page says."
                        .formatted(MOST));
    }
}
