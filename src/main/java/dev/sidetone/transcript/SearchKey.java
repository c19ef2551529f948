package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that may stand before a colon in a query. */
enum SearchKey {
    ROLE,
    KIND,
    WORKSPACE,
    CALL,
    BEFORE,
    AFTER,
    HAS,
    IN,
    IS;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What may stand behind it. */
    String allowed() {
        return switch (this) {
            case ROLE -> "give one of " + names(Item.Role.values()) + ".";
            case KIND -> "give one of " + names(Item.Kind.values()) + ".";
            case WORKSPACE -> "give a workspace's name, workspace:\"my work\" if it has spaces.";
            case CALL -> "give the id of a call.";
            case BEFORE, AFTER ->
                    "give a day (2026-05-01) or a moment (2026-05-01T12:00:00Z), and no minus"
                            + " before the filter.";
            case HAS -> "give one of citation, interrupted, approval, diff.";
            case IN -> "give the id of a conversation, as it stands in its address.";
            case IS -> "give archived, which finds what was put away instead of the rest.";
        };
    }

    private static String names(Enum<?>[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    static Optional<SearchKey> named(String text) {
        return Stream.of(values()).filter(key -> key.text().equalsIgnoreCase(text)).findFirst();
    }

    /**
     * The one that is meant, also when one letter of a word is wrong, missing or too much. Shorter
     * ones must be right: too much else is written so.
     */
    static Optional<SearchKey> near(String text) {
        Optional<SearchKey> exact = named(text);
        return exact.isPresent()
                ? exact
                : Stream.of(values())
                        .filter(key -> key.text().length() > 3)
                        .filter(key -> oneAway(key.text(), text.toLowerCase(Locale.ROOT)))
                        .findFirst();
    }

    private static boolean oneAway(String a, String b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        String restA = a.substring(same);
        String restB = b.substring(same);
        return switch (a.length() - b.length()) {
            case 0 -> tail(restA, 1).equals(tail(restB, 1)) || swapped(restA, restB);
            case 1 -> tail(restA, 1).equals(restB);
            case -1 -> restA.equals(tail(restB, 1));
            default -> false;
        };
    }

    private static boolean swapped(String a, String b) {
        return a.length() > 1
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && tail(a, 2).equals(tail(b, 2));
    }

    private static String tail(String text, int from) {
        return text.substring(Math.min(from, text.length()));
    }
}
