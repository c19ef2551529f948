package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.transcript.SearchLexer.Piece;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads queries as people write them: {@code "session manager" role:user -test* after:2026-05-01}.
 * Any text has a reading. Nothing of it is passed on as the syntax of a database.
 */
public final class SearchLanguage {

    /** The longest query, in characters. */
    public static final int LONGEST = 500;

    private static final int MOST_PIECES = 32;
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final ZoneId zone;
    private final List<SearchWords> wanted = new ArrayList<>();
    private final List<SearchWords> unwanted = new ArrayList<>();
    private final List<SearchFilter> filters = new ArrayList<>();
    private final List<SearchFilter> without = new ArrayList<>();
    private final List<SearchMistake> mistakes = new ArrayList<>();
    private Optional<Instant> from = Optional.empty();
    private Optional<Instant> until = Optional.empty();
    private boolean archived;

    private SearchLanguage(ZoneId zone) {
        this.zone = zone;
    }

    /** Reads a query whose days are those of UTC. */
    public static SearchReading read(String query) {
        return read(query, ZoneOffset.UTC);
    }

    /** Reads a query whose days are those of a zone. */
    public static SearchReading read(String query, ZoneId zone) {
        return new SearchLanguage(zone).reading(query);
    }

    private SearchReading reading(String query) {
        if (query.length() > LONGEST) {
            return mistaken(LONGEST, "", "A query has at most %d characters.".formatted(LONGEST));
        }
        List<Piece> pieces = SearchLexer.pieces(query);
        if (pieces.size() > MOST_PIECES) {
            Piece over = pieces.get(MOST_PIECES);
            return mistaken(
                    over.at(),
                    over.raw(),
                    "A query has at most %d words and filters.".formatted(MOST_PIECES));
        }
        pieces.forEach(this::take);
        if (!mistakes.isEmpty()) {
            return new SearchReading.Mistaken(mistakes);
        }
        var terms = new SearchTerms(wanted, unwanted, filters, without, from, until, archived);
        return looksForNothing()
                ? mistaken(
                        0,
                        query,
                        "There is nothing to look for: give a word, \"words in this order\", the"
                                + " beginning of a word with a star (sess*), or a filter ("
                                + keys()
                                + ").")
                : new SearchReading.Understood(terms);
    }

    private boolean looksForNothing() {
        return wanted.isEmpty()
                && unwanted.isEmpty()
                && filters.isEmpty()
                && without.isEmpty()
                && from.isEmpty()
                && until.isEmpty()
                && !archived;
    }

    private static SearchReading mistaken(int at, String text, String hint) {
        return new SearchReading.Mistaken(List.of(new SearchMistake(at, text, hint)));
    }

    private void take(Piece piece) {
        if (piece.key().isEmpty()) {
            SearchWords words = SearchWords.of(piece.value(), piece.prefix());
            if (!words.whole().isEmpty()) {
                (piece.negated() ? unwanted : wanted).add(words);
            }
            return;
        }
        Optional<SearchKey> key = SearchKey.named(piece.key());
        if (key.isEmpty()) {
            String meant = SearchKey.near(piece.key()).orElseThrow().text();
            refuse(
                    piece,
                    "There is no filter `%s:`; did you mean `%s:`? Filters are %s. To look for the text itself, put it in quotes."
                            .formatted(piece.key(), meant, keys()));
        } else if (piece.value().isBlank()) {
            refuse(piece, "`%s:` has no value: %s".formatted(piece.key(), key.get().allowed()));
        } else {
            take(key.get(), piece);
        }
    }

    private void take(SearchKey key, Piece piece) {
        String value = piece.value().strip();
        switch (key) {
            case ROLE ->
                    filter(
                            piece,
                            named(Item.Role.values(), value).map(SearchFilter.OfRole::new),
                            key);
            case KIND ->
                    filter(
                            piece,
                            named(Item.Kind.values(), value).map(SearchFilter.OfKind::new),
                            key);
            case WORKSPACE -> filter(piece, Optional.of(new SearchFilter.OfWorkspace(value)), key);
            case CALL -> filter(piece, Optional.of(new SearchFilter.OfCall(value)), key);
            case HAS -> has(piece, value.toLowerCase(Locale.ROOT));
            case IN -> filter(piece, id(value).map(SearchFilter.In::new), key);
            case BEFORE, AFTER -> time(key, piece, value);
            case IS -> is(piece, value);
        }
    }

    private void filter(Piece piece, Optional<? extends SearchFilter> filter, SearchKey key) {
        if (filter.isPresent()) {
            (piece.negated() ? without : filters).add(filter.get());
        } else {
            refuse(piece, "`%s`: %s".formatted(piece.raw(), key.allowed()));
        }
    }

    private void has(Piece piece, String value) {
        switch (value) {
            case "citation" -> filter(piece, Optional.of(new SearchFilter.Cites()), SearchKey.HAS);
            case "interrupted" ->
                    filter(piece, Optional.of(new SearchFilter.Interrupted()), SearchKey.HAS);
            case "approval" ->
                    filter(piece, Optional.of(new SearchFilter.Approval()), SearchKey.HAS);
            case "diff" -> filter(piece, Optional.of(new SearchFilter.Diff()), SearchKey.HAS);
            default -> filter(piece, Optional.empty(), SearchKey.HAS);
        }
    }

    private void is(Piece piece, String value) {
        if (piece.negated() || !value.equalsIgnoreCase("archived")) {
            refuse(piece, "`%s`: %s".formatted(piece.raw(), SearchKey.IS.allowed()));
        } else {
            archived = true;
        }
    }

    private void time(SearchKey key, Piece piece, String value) {
        Optional<Instant> at = piece.negated() ? Optional.empty() : instant(value);
        if (at.isEmpty()) {
            refuse(piece, "`%s`: %s".formatted(piece.raw(), key.allowed()));
        } else if (key == SearchKey.AFTER) {
            from = from.filter(at.get()::isBefore).or(() -> at);
        } else {
            until = until.filter(at.get()::isAfter).or(() -> at);
        }
    }

    private Optional<Instant> instant(String value) {
        try {
            Instant at =
                    value.length() <= 10
                            ? LocalDate.parse(value).atStartOfDay(zone).toInstant()
                            : OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant();
            return Optional.of(at).filter(t -> !t.isBefore(FIRST) && !t.isAfter(LAST));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Optional<ConversationId> id(String value) {
        try {
            return Optional.of(new ConversationId(value));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Stream.of(values).filter(value -> value.name().equalsIgnoreCase(name)).findFirst();
    }

    private void refuse(Piece piece, String hint) {
        mistakes.add(new SearchMistake(piece.at(), piece.raw(), hint));
    }

    private static String keys() {
        return Stream.of(SearchKey.values())
                .map(key -> key.text() + ":")
                .collect(Collectors.joining(", "));
    }
}
