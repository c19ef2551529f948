package dev.sidetone.console;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Visible;
import dev.sidetone.delivery.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What the page of deliveries shows.
 *
 * @param places the names of where conversations are taken; empty when they stay here
 * @param groups what failed, waits and has arrived, in this order; only those that have something
 */
public record DeliveriesPage(List<String> places, List<Group> groups) {

    /** The most rows of one group: whoever has more needs the command and not a page. */
    static final int MOST_ROWS = 100;

    /**
     * Deliveries that stand alike, the newest first.
     *
     * @param count how many there are, also those that are not shown
     * @param open whether they can be tried again and dropped
     */
    public record Group(String title, int count, boolean failed, boolean open, List<Row> rows) {

        public boolean cut() {
            return rows.size() < count;
        }
    }

    /**
     * A delivery.
     *
     * @param title of the conversation; empty when that is gone
     * @param due when it is tried next, in words; empty when it is over
     * @param when it was over, or was asked for
     */
    public record Row(
            String id,
            String conversation,
            String title,
            String target,
            int attempts,
            String due,
            When when,
            String fault) {}

    static DeliveriesPage of(
            List<String> places,
            List<Delivery> all,
            Function<ConversationId, String> titles,
            Instant now) {
        return new DeliveriesPage(
                places.stream().map(Visible::text).toList(),
                List.of(
                                group("Failed", Delivery.State.FAILED, all, titles, now),
                                group("Waiting", Delivery.State.WAITING, all, titles, now),
                                group("Delivered", Delivery.State.DELIVERED, all, titles, now))
                        .stream()
                        .filter(group -> group.count() > 0)
                        .toList());
    }

    /** How many have failed for good. */
    public int failures() {
        return groups.stream().filter(Group::failed).mapToInt(Group::count).sum();
    }

    private static Group group(
            String title,
            Delivery.State state,
            List<Delivery> all,
            Function<ConversationId, String> titles,
            Instant now) {
        List<Delivery> those = all.stream().filter(d -> d.state() == state).toList();
        return new Group(
                title,
                those.size(),
                state == Delivery.State.FAILED,
                state != Delivery.State.DELIVERED,
                those.stream().limit(MOST_ROWS).map(d -> row(d, titles, now)).toList());
    }

    private static Row row(Delivery d, Function<ConversationId, String> titles, Instant now) {
        boolean waits = d.state() == Delivery.State.WAITING;
        return new Row(
                d.id(),
                d.conversation().value(),
                Visible.text(titles.apply(d.conversation())),
                Visible.text(d.target()),
                d.attempts(),
                waits ? due(Duration.between(now, d.next())) : "",
                When.of(waits ? d.createdAt() : d.next(), now),
                Visible.text(d.fault()));
    }

    private static String due(Duration left) {
        if (left.isNegative() || left.isZero()) {
            return "now";
        }
        long seconds = left.toSeconds() + 1;
        return seconds < 100 ? "in " + seconds + " s" : "in " + (seconds + 59) / 60 + " min";
    }
}
