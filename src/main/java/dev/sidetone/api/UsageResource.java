package dev.sidetone.api;

import dev.sidetone.access.Guard;
import dev.sidetone.config.Scope;
import dev.sidetone.usage.Money;
import dev.sidetone.usage.Tokens;
import dev.sidetone.usage.UsageCsv;
import dev.sidetone.usage.UsageException;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.usage.UsageQuery;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.usage.UsageSum;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What calls used and cost. */
@Path("/api/v1/usage")
@Produces({MediaType.APPLICATION_JSON, UsageResource.CSV})
@RunOnVirtualThread
@Tag(name = "Usage")
@APIResponse(responseCode = "default", ref = "Problem")
public class UsageResource {

    static final String CSV = "text/csv";

    private final UsageLedger ledger;
    private final Guard guard;

    @Inject
    UsageResource(UsageLedger ledger, Guard guard) {
        this.ledger = ledger;
        this.guard = guard;
    }

    /**
     * Sums.
     *
     * @param by what each is of
     */
    @Schema(name = "Usage")
    public record UsageView(String by, List<SumView> sums) {}

    /** A sum; {@code seconds} and {@code costUsd} are decimal numbers, exact. */
    @Schema(name = "UsageSum")
    public record SumView(
            @Schema(description = "A day, a name or an id; empty when not known.") String key,
            long responses,
            TokensView tokens,
            @Schema(description = "Time that is paid for by its length.") BigDecimal seconds,
            @Schema(description = "Of what had a known price when it was counted.")
                    BigDecimal costUsd,
            @Schema(description = "How many things had no known price.") long withoutPrice,
            @Schema(description = "Time in which calls were parked, without a session.")
                    BigDecimal parkedSeconds,
            @Schema(
                            description =
                                    "What sessions that are paid for by time would have cost in"
                                            + " it; null when that is not known.")
                    @Nullable BigDecimal savedUsd) {

        static SumView of(UsageSum sum) {
            return new SumView(
                    sum.key(),
                    sum.responses(),
                    TokensView.of(sum.tokens()),
                    BigDecimal.valueOf(sum.millis(), 3),
                    sum.cost().dollars(),
                    sum.unpriced(),
                    BigDecimal.valueOf(sum.parked().millis(), 3),
                    sum.parked().saved().map(Money::dollars).orElse(null));
        }
    }

    /** Tokens by modality; nothing is in two of them but {@code total}. */
    @Schema(name = "Tokens")
    public record TokensView(
            long textIn,
            long audioIn,
            long imageIn,
            long otherIn,
            long cachedTextIn,
            long cachedAudioIn,
            long cachedImageIn,
            long cachedOtherIn,
            long textOut,
            long audioOut,
            long otherOut,
            long total) {

        static TokensView of(Tokens t) {
            return new TokensView(
                    t.in().text(),
                    t.in().audio(),
                    t.in().image(),
                    t.in().other(),
                    t.cached().text(),
                    t.cached().audio(),
                    t.cached().image(),
                    t.cached().other(),
                    t.out().text(),
                    t.out().audio(),
                    t.out().other(),
                    t.total());
        }
    }

    /** Sums of all calls in the reader's workspaces. */
    @GET
    @Operation(operationId = "getUsage", summary = "What calls used and cost")
    @APIResponse(
            responseCode = "200",
            description = "Sums, ordered by their key.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = UsageView.class)),
                @Content(
                        mediaType = CSV,
                        schema =
                                @Schema(
                                        type =
                                                org.eclipse.microprofile.openapi.annotations.enums
                                                        .SchemaType.STRING))
            })
    @APIResponse(responseCode = "400", ref = "Problem")
    @APIResponse(responseCode = "503", ref = "Problem")
    public Response usage(
            @Parameter(description = "The first day, 2026-11-22 for example.") @QueryParam("from")
                    Optional<String> from,
            @Parameter(description = "The last day, itself within.") @QueryParam("to")
                    Optional<String> to,
            @Parameter(
                            description =
                                    "day, workspace, provider, user, agent, model, conversation or call.")
                    @QueryParam("by")
                    @DefaultValue("day")
                    String by,
            @Parameter(description = "Only the calls of this conversation.")
                    @QueryParam("conversation")
                    Optional<String> conversation,
            @Parameter(description = "json or csv.") @QueryParam("format") @DefaultValue("json")
                    String format) {
        By wanted = by(by);
        UsageQuery all =
                new UsageQuery(from.map(this::day), to.map(this::day), wanted)
                        .within(guard.need(Scope.VIEW).confined());
        UsageQuery query = conversation.map(id -> all.only(By.CONVERSATION, id)).orElse(all);
        List<UsageSum> sums = sums(query);
        return switch (format) {
            case "json" ->
                    Response.ok(
                                    new UsageView(
                                            wanted.name().toLowerCase(Locale.ROOT),
                                            sums.stream().map(SumView::of).toList()))
                            .type(MediaType.APPLICATION_JSON)
                            .build();
            case "csv" ->
                    Response.ok(UsageCsv.write(wanted, sums))
                            .type(CSV + ";charset=UTF-8")
                            .header(
                                    "Content-Disposition",
                                    "attachment; filename=\"usage-by-"
                                            + wanted.name().toLowerCase(Locale.ROOT)
                                            + ".csv\"")
                            .build();
            default ->
                    throw ProblemException.unreadable("invalid_format", "format is json or csv.");
        };
    }

    private List<UsageSum> sums(UsageQuery query) {
        try {
            return ledger.sums(query);
        } catch (UsageException e) {
            throw new ProblemException(503, "usage_unreadable", String.valueOf(e.getMessage()));
        }
    }

    private static By by(String given) {
        try {
            return By.valueOf(given.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw ProblemException.unreadable(
                    "invalid_by",
                    "by is one of day, workspace, provider, user, agent, model, conversation,"
                            + " call.");
        }
    }

    private LocalDate day(String given) {
        try {
            return LocalDate.parse(given);
        } catch (DateTimeException _) {
            throw ProblemException.unreadable(
                    "invalid_date", "from and to are days, 2026-11-22 for example.");
        }
    }
}
