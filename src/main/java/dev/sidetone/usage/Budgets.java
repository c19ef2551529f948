package dev.sidetone.usage;

import dev.sidetone.config.UsageSettings.Budget;
import dev.sidetone.config.UsageSettings.Cap;
import dev.sidetone.telemetry.Quiet;
import dev.sidetone.usage.UsageQuery.By;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Holds calls to their caps. What was used today is read from the store when a call begins and kept
 * up with what is booked. While it cannot be read, what is known counts. Thread-safe.
 */
final class Budgets {

    private static final Logger LOG = Logger.getLogger(Budgets.class);

    private final Supplier<Budget> budget;
    private final Function<UsageQuery, List<UsageSum>> sums;
    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<Key, Used> today = new HashMap<>();
    private Optional<LocalDate> day = Optional.empty();
    private boolean stale;

    /** Whose usage of the day it is. */
    private record Key(By by, String value) {}

    /** Money and tokens. */
    private record Used(Money cost, long tokens) {
        static final Used NOTHING = new Used(Money.ZERO, 0);

        Used plus(Used more) {
            return new Used(cost.plus(more.cost), tokens + more.tokens);
        }

        /** What waits to be written is known here only, what others wrote there only. */
        Used atLeast(Used other) {
            Money most = cost.compareTo(other.cost) < 0 ? other.cost : cost;
            return new Used(most, Math.max(tokens, other.tokens));
        }
    }

    /**
     * @param sums of what was booked before
     */
    Budgets(
            Supplier<Budget> budget,
            Function<UsageQuery, List<UsageSum>> sums,
            InstantSource clock,
            ZoneId zone) {
        this.budget = budget;
        this.sums = sums;
        this.clock = clock;
        this.zone = zone;
    }

    /** Books an entry by {@code write} and counts it, so that it is read or counted, never both. */
    synchronized void book(UsageEntry entry, Runnable write) {
        write.run();
        if (entry.parked()) {
            return;
        }
        LocalDate date = LocalDate.ofInstant(clock.instant(), zone);
        if (day.isEmpty()) {
            return;
        }
        if (!day.get().equals(date)) {
            today.clear();
            day = Optional.of(date);
        }
        var used = new Used(entry.cost().orElse(Money.ZERO), entry.tokens().total());
        keys(entry.account()).forEach(key -> today.merge(key, used, Used::plus));
    }

    /** Why no call may begin now, in words; empty when one may. */
    Optional<String> refusal(Account account) {
        refresh();
        return ofTheDay(budget.get(), account)
                .filter(line -> line.percent() >= 100)
                .findFirst()
                .map(line ->
                        line.words()
                                + " No call can begin until tomorrow; typed questions are answered."
                                + " Who runs the service can raise [sidetone.budget].");
    }

    /** How a call stands that has used so much. */
    Allowance allowance(Account account, Spent spent) {
        Budget caps = budget.get();
        var own = new Used(spent.cost(), spent.tokens().total());
        return Stream.concat(lines(caps.session(), own, "This call"), ofTheDay(caps, account))
                .max(Comparator.comparingLong(Line::percent))
                .filter(line -> line.percent() >= 80)
                .map(line ->
                        new Allowance(
                                line.percent() >= 100
                                        ? Allowance.Level.USED_UP
                                        : Allowance.Level.NEAR,
                                line.words()))
                .orElse(Allowance.OPEN);
    }

    /** Some cap is in money, so that a model without a price escapes it. */
    boolean countsMoney() {
        Budget caps = budget.get();
        return Stream.of(caps.session(), caps.user(), caps.workspace(), caps.day())
                .anyMatch(cap -> cap.usd().isPresent());
    }

    private Stream<Line> ofTheDay(Budget caps, Account account) {
        boolean none =
                Stream.of(caps.user(), caps.workspace(), caps.day()).allMatch(Cap.NONE::equals);
        if (none) {
            return Stream.empty();
        }
        return Stream.of(
                        lines(caps.user(), used(By.USER, account.user()), "Today this user"),
                        lines(
                                caps.workspace(),
                                used(By.WORKSPACE, account.workspace()),
                                "Today this workspace"),
                        lines(caps.day(), used(By.DAY, ""), "Today all calls together"))
                .flatMap(line -> line);
    }

    private static Stream<Line> lines(Cap cap, Used used, String who) {
        Stream<Line> money =
                cap.usd().stream()
                        .map(usd -> {
                            Money most = Money.of(usd);
                            return new Line(
                                    who,
                                    percent(used.cost().nanos(), most.nanos()),
                                    used.cost().text(),
                                    most.text());
                        });
        Stream<Line> tokens =
                cap.tokens().stream()
                        .mapToObj(most ->
                                new Line(
                                        who,
                                        percent(used.tokens(), most),
                                        "%,d".formatted(used.tokens()),
                                        "%,d tokens".formatted(most)));
        return Stream.concat(money, tokens);
    }

    private static long percent(long used, long most) {
        return most == 0 ? 100 : Math.multiplyHigh(used, 100) > 0 ? 100 : used * 100 / most;
    }

    /** One cap and how much of it is used. */
    private record Line(String who, long percent, String used, String most) {
        String words() {
            String verb = who.endsWith("together") ? "have" : "has";
            return percent >= 100
                    ? "%s %s used up the budget: %s of %s.".formatted(who, verb, used, most)
                    : "%s %s used %d %% of the budget: %s of %s."
                            .formatted(who, verb, percent, used, most);
        }
    }

    /** Other processes may book to the same record: what they did is read when a call begins. */
    private synchronized void refresh() {
        stale = true;
    }

    private synchronized Used used(By by, String value) {
        LocalDate date = LocalDate.ofInstant(clock.instant(), zone);
        if (stale || !day.equals(Optional.of(date))) {
            renew(date);
        }
        return today.getOrDefault(new Key(by, value), Used.NOTHING);
    }

    private void renew(LocalDate date) {
        if (!day.equals(Optional.of(date))) {
            today.clear();
        }
        read(date).forEach((key, used) -> today.merge(key, used, Used::atLeast));
        day = Optional.of(date);
        stale = false;
    }

    private Map<Key, Used> read(LocalDate date) {
        var read = new HashMap<Key, Used>();
        try {
            for (By by : List.of(By.USER, By.WORKSPACE, By.DAY)) {
                for (UsageSum sum : sums.apply(UsageQuery.between(date, date, by))) {
                    String value = by == By.DAY ? "" : sum.key();
                    read.put(new Key(by, value), new Used(sum.cost(), sum.tokens().total()));
                }
            }
        } catch (UsageException e) {
            LOG.warn("what was used today cannot be read: what is known counts", Quiet.of(e));
        }
        return read;
    }

    private static List<Key> keys(Account account) {
        return List.of(
                new Key(By.USER, account.user()),
                new Key(By.WORKSPACE, account.workspace()),
                new Key(By.DAY, ""));
    }
}
