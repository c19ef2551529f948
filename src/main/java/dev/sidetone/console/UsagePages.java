package dev.sidetone.console;

import dev.sidetone.access.Guard;
import dev.sidetone.access.Guarded;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.config.Scope;
import dev.sidetone.config.UsageSettings.Budget;
import dev.sidetone.config.UsageSettings.Cap;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Visible;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.UsageException;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.usage.UsageQuery;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.usage.UsageSum;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What calls used and cost: a chart by day, a table by anything. */
@Path("/usage")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class UsagePages {

    private static final int DAYS = 30;
    private static final String BAD_RANGE =
            "These days cannot be shown: both are dates as 2026-11-22, the first one not after the"
                    + " last, at most ten years apart.";

    private final UsageLedger ledger;
    private final TranscriptStore store;
    private final Guard guard;
    private final RunningConfiguration running;
    private final Clock clock = Clock.systemDefaultZone();

    UsagePages(
            UsageLedger ledger,
            @Guarded TranscriptStore store,
            Guard guard,
            RunningConfiguration running) {
        this.ledger = ledger;
        this.store = store;
        this.guard = guard;
        this.running = running;
    }

    /** The templates of {@code web-console/templates}. */
    @CheckedTemplate(basePath = "")
    static class Templates {
        private Templates() {}

        static native TemplateInstance usage(UsagePage page, List<BudgetRow> budgets);
    }

    /** The last thirty days by day, unless others are asked for. */
    @GET
    public Response usage(
            @QueryParam("from") Optional<String> from,
            @QueryParam("to") Optional<String> to,
            @QueryParam("by") Optional<String> by) {
        By wanted = by.flatMap(UsagePages::by).orElse(By.DAY);
        LocalDate today = LocalDate.now(clock);
        UsagePage.Range usual = new UsagePage.Range(today.minusDays(DAYS - 1), today);
        Optional<UsagePage.Range> range = range(from, to, usual);
        if (range.isEmpty()) {
            return html(400, UsagePage.troubled(usual, wanted, BAD_RANGE, ledger.prices()));
        }
        try {
            return html(200, page(range.get(), wanted), budgets(today));
        } catch (UsageException e) {
            return html(
                    503,
                    UsagePage.troubled(
                            range.get(), wanted, String.valueOf(e.getMessage()), ledger.prices()));
        }
    }

    private UsagePage page(UsagePage.Range range, By by) {
        List<UsageSum> days = sums(range, By.DAY);
        List<UsageSum> sums = by == By.DAY ? days : sums(range, by);
        return UsagePage.of(range, by, days, sums, label(by), ledger.prices());
    }

    private List<BudgetRow> budgets(LocalDate today) {
        var day = new UsagePage.Range(today, today);
        Budget budget = running.now().usage().budget();
        boolean all = guard.reader().everywhere();
        return BudgetRow.of(all ? budget : ofWorkspaces(budget), by -> sums(day, by));
    }

    /** What people and all calls together used is known only to those who see all workspaces. */
    private static Budget ofWorkspaces(Budget budget) {
        return new Budget(
                budget.session(),
                Cap.NONE,
                budget.workspace(),
                Cap.NONE,
                budget.runawayReplies(),
                budget.parkAfter());
    }

    private List<UsageSum> sums(UsagePage.Range range, By by) {
        return ledger.sums(
                UsageQuery.between(range.from(), range.to(), by)
                        .within(guard.need(Scope.VIEW).confined()));
    }

    private Function<String, String> label(By by) {
        return by == By.CONVERSATION ? this::title : key -> key;
    }

    private String title(String id) {
        return store.find(new ConversationId(id))
                .map(Conversation::title)
                .filter(title -> !title.isEmpty())
                .map(Visible::text)
                .orElse(id);
    }

    private static Optional<UsagePage.Range> range(
            Optional<String> from, Optional<String> to, UsagePage.Range usual) {
        try {
            LocalDate last = day(to).orElse(usual.to());
            LocalDate first = day(from).orElse(last.minusDays(DAYS - 1));
            var range = new UsagePage.Range(first, last);
            return Optional.of(range).filter(UsagePage.Range::shown);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(Optional<String> given) {
        return given.filter(text -> !text.isEmpty()).map(LocalDate::parse);
    }

    private static Optional<By> by(String given) {
        return UsagePage.CHOICES.stream()
                .filter(by -> by.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst();
    }

    private static Response html(int status, UsagePage page) {
        return html(status, page, List.of());
    }

    private static Response html(int status, UsagePage page, List<BudgetRow> budgets) {
        return Response.status(status)
                .entity(Templates.usage(page, budgets).render())
                .type("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .build();
    }
}
