package dev.sidetone.retention;

import dev.sidetone.config.RetentionSettings;
import dev.sidetone.config.RetentionSettings.Rule;
import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.transcript.ConversationPage;
import dev.sidetone.transcript.ConversationQuery;
import dev.sidetone.transcript.ConversationQuery.Shelf;
import dev.sidetone.transcript.TranscriptStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Takes out for good what is older than it may be, and what was deleted and can no longer be
 * restored; never what is under legal hold. What goes is entered in the {@link ErasureLog}.
 */
public final class Retention {

    /** How long a deletion can be undone. */
    public static final Duration UNDO = Duration.ofDays(30);

    private static final int PAGE = 200;
    private static final int OUTPUTS = 500;
    private static final Instant MARK = Instant.EPOCH;

    private final TranscriptStore store;
    private final ErasureLog log;
    private final Supplier<RetentionSettings> settings;

    /**
     * @param settings asked for before each use
     */
    public Retention(TranscriptStore store, ErasureLog log, Supplier<RetentionSettings> settings) {
        this.store = store;
        this.log = log;
        this.settings = settings;
    }

    /** What {@link #apply} would take out now; of tool outputs no more than the next 500. */
    public List<Erasure> due(Instant now) {
        RetentionSettings rules = settings.get();
        var due = new ArrayList<Erasure>();
        each(Shelf.DELETED, c -> undone(c, now), Erasure.Why.DELETED, due);
        for (Shelf shelf : List.of(Shelf.OPEN, Shelf.ARCHIVED)) {
            each(shelf, c -> expired(c, rules, now), Erasure.Why.EXPIRED, due);
        }
        due.addAll(summed(outputs(rules, now)));
        return due;
    }

    /**
     * Takes it out.
     *
     * @return what is gone
     * @throws SQLException when that cannot be entered in the log, though it is gone
     */
    public List<Erasure> apply(Instant now) throws SQLException {
        RetentionSettings rules = settings.get();
        Map<ConversationId, Erasure> leaving = new LinkedHashMap<>();
        for (Erasure due : due(now)) {
            if (due.why() == Erasure.Why.EXPIRED) {
                var delete = new ConversationChange.Delete(MARK);
                store.change(due.conversation(), List.of(delete));
            }
            if (due.why() != Erasure.Why.TOOL_OUTPUTS) {
                leaving.put(due.conversation(), due);
            }
        }
        var gone = new ArrayList<Erasure>();
        for (ConversationId id : store.purge(now.minus(UNDO))) {
            Optional.ofNullable(leaving.get(id)).ifPresent(gone::add);
        }
        List<Item> outputs =
                outputs(rules, now).stream()
                        .filter(item -> store.forget(item.conversation(), item.itemId()))
                        .toList();
        gone.addAll(summed(outputs));
        log.add(gone, now);
        return gone;
    }

    private static boolean undone(Conversation c, Instant now) {
        return c.marks().deletedAt().filter(at -> at.isBefore(now.minus(UNDO))).isPresent();
    }

    private static boolean expired(Conversation c, RetentionSettings rules, Instant now) {
        Rule rule = rules.workspaces().getOrDefault(c.workspace(), rules.usual());
        return rule.conversations()
                .filter(most -> c.updatedAt().isBefore(now.minus(most)))
                .isPresent();
    }

    private void each(
            Shelf shelf, Predicate<Conversation> goes, Erasure.Why why, List<Erasure> to) {
        Optional<String> cursor = Optional.empty();
        do {
            ConversationPage page = store.list(ConversationQuery.newest(cursor, PAGE, shelf));
            page.conversations().stream()
                    .filter(c -> !c.marks().held() && goes.test(c))
                    .map(c -> erasure(why, c, c.items()))
                    .forEach(to::add);
            cursor = page.next();
        } while (cursor.isPresent());
    }

    private List<Item> outputs(RetentionSettings rules, Instant now) {
        var found = new ArrayList<Item>();
        List<String> own = List.copyOf(rules.workspaces().keySet());
        rules.usual()
                .toolOutputs()
                .ifPresent(most ->
                        found.addAll(
                                store.outputsBefore(
                                        now.minus(most), Optional.empty(), own, OUTPUTS)));
        rules.workspaces()
                .forEach((workspace, rule) ->
                        rule.toolOutputs()
                                .ifPresent(most ->
                                        found.addAll(
                                                store.outputsBefore(
                                                        now.minus(most),
                                                        Optional.of(workspace),
                                                        List.of(),
                                                        OUTPUTS))));
        return found;
    }

    /** By conversation. */
    private List<Erasure> summed(List<Item> outputs) {
        var counts = new LinkedHashMap<ConversationId, Long>();
        outputs.forEach(item -> counts.merge(item.conversation(), 1L, Long::sum));
        var summed = new ArrayList<Erasure>();
        counts.forEach((id, items) ->
                store.findAny(id)
                        .ifPresent(c -> summed.add(erasure(Erasure.Why.TOOL_OUTPUTS, c, items))));
        return summed;
    }

    private static Erasure erasure(Erasure.Why why, Conversation c, long items) {
        return new Erasure(why, c.id(), c.workspace(), c.createdAt(), c.updatedAt(), items);
    }
}
