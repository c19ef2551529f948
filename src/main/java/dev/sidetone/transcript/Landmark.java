package dev.sidetone.transcript;

import dev.sidetone.conversation.Item;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * An item by which one finds one's way in a long conversation.
 *
 * @param seq its position in the journal
 * @param call the call it belongs to
 * @param text how it begins; empty unless it is a handoff
 * @param beginsDay it is the first of its day, in UTC
 * @param beginsCall it is the first of its call
 */
public record Landmark(
        long seq,
        Instant at,
        Optional<String> call,
        Item.Kind kind,
        String text,
        boolean beginsDay,
        boolean beginsCall) {

    /** How much of a text is kept. */
    static final int LONGEST = 120;

    static Landmark of(Item item) {
        boolean handoff = item.kind() == Item.Kind.HANDOFF;
        String text = handoff ? item.text() : "";
        return new Landmark(
                item.seq(),
                item.startedAt(),
                item.call(),
                item.kind(),
                text.substring(0, text.offsetByCodePoints(0, beginning(text))),
                false,
                false);
    }

    private static int beginning(String text) {
        return Math.min(LONGEST, text.codePointCount(0, text.length()));
    }

    /** Those of all items that begin something. */
    static List<Landmark> among(List<Landmark> items) {
        var found = new ArrayList<Landmark>();
        var calls = new HashSet<String>();
        Optional<Instant> before = Optional.empty();
        for (Landmark item : items) {
            boolean day = before.map(at -> !sameDay(at, item.at())).orElse(true);
            boolean call = item.call().map(calls::add).orElse(false);
            if (day || call || item.kind() == Item.Kind.HANDOFF) {
                found.add(item.beginning(day, call));
            }
            before = Optional.of(item.at());
        }
        return List.copyOf(found);
    }

    private static boolean sameDay(Instant a, Instant b) {
        return a.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .equals(b.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private Landmark beginning(boolean day, boolean first) {
        return new Landmark(seq, at, call, kind, text, day, first);
    }
}
