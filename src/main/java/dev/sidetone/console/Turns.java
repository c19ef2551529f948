package dev.sidetone.console;

import dev.sidetone.conversation.Item;
import dev.sidetone.usage.Cost;
import dev.sidetone.usage.Money;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.usage.UsagePoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What items, and what their calls used, tell about the turns that begin with them.
 *
 * @param items in the order of speech
 * @param used what the calls of these items used
 */
record Turns(List<Item> items, List<UsagePoint> used) {

    /** As long after the last item as a turn may still cost something. */
    private static final Duration AFTERWARDS = Duration.ofHours(1);

    /** Reads what the turns of these items used. */
    static Turns of(List<Item> items, UsageLedger ledger) {
        List<Item> called = items.stream().filter(item -> item.callId() != null).toList();
        if (called.isEmpty()) {
            return new Turns(items, List.of());
        }
        List<String> calls =
                called.stream().flatMap(item -> item.call().stream()).distinct().toList();
        return new Turns(
                items,
                ledger.points(
                        calls,
                        called.getFirst().startedAt(),
                        called.getLast().startedAt().plus(AFTERWARDS)));
    }

    /** That of the turn which begins with this item; nothing when none does. */
    ItemWindow.Turn at(int index) {
        Item asked = items.get(index);
        if (!begins(asked)) {
            return ItemWindow.Turn.NONE;
        }
        List<Item> later = items.subList(index + 1, items.size());
        return new ItemWindow.Turn(latency(asked, later), cost(asked, later));
    }

    /** What its call used until the next turn in it began; empty when that is nothing. */
    private String cost(Item asked, List<Item> later) {
        Instant end =
                later.stream()
                        .filter(item -> begins(item) && sameCall(item, asked))
                        .map(Item::startedAt)
                        .findFirst()
                        .orElse(Instant.MAX);
        List<UsagePoint> mine =
                used.stream()
                        .filter(point -> point.call().equals(asked.callId()))
                        .filter(point -> !point.at().isBefore(asked.startedAt()))
                        .filter(point -> point.at().isBefore(end))
                        .toList();
        if (mine.isEmpty()) {
            return "";
        }
        long tokens = mine.stream().mapToLong(UsagePoint::tokens).sum();
        long millis = mine.stream().mapToLong(UsagePoint::millis).sum();
        Money money =
                mine.stream()
                        .flatMap(point -> point.cost().stream())
                        .reduce(Money.ZERO, Money::plus);
        long unpriced = mine.stream().filter(point -> point.cost().isEmpty()).count();
        return Cost.amount(tokens, millis)
                + ", "
                + Cost.text(money, mine.size() - unpriced, unpriced);
    }

    private static boolean sameCall(Item a, Item b) {
        return Objects.equals(a.callId(), b.callId());
    }

    private static boolean begins(Item item) {
        return item.role() == Item.Role.USER
                && (item.kind() == Item.Kind.SPEECH || item.kind() == Item.Kind.TEXT);
    }

    /** From the end of the person's speech to the begin of the answer's in the same call. */
    private static String latency(Item asked, List<Item> later) {
        Long end = asked.endMs();
        if (end == null) {
            return "";
        }
        for (Item item : later) {
            if (begins(item)) {
                return "";
            }
            Long start = item.startMs();
            if (item.role() == Item.Role.ASSISTANT
                    && item.kind() == Item.Kind.SPEECH
                    && start != null
                    && sameCall(item, asked)) {
                return start < end ? "" : seconds(start - end);
            }
        }
        return "";
    }

    /** {@code 0.8 s}. */
    static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
    }
}
