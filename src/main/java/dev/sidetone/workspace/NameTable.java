package dev.sidetone.workspace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names and what bears them, found as written, as said and as misheard. Thread-safe.
 *
 * @param <T> what bears a name
 */
final class NameTable<T> {

    /** Below this two names have nothing to do with each other. */
    private static final double LEAST = 0.55;

    private final ConcurrentHashMap<String, Group<T>> groups = new ConcurrentHashMap<>();

    /** All that is written with the same letters and digits. Immutable. */
    private record Group<T>(String key, String sound, long letters, List<Named<T>> bearers) {}

    /** One bearer under the name as it is written. */
    record Named<T>(String name, T bearer) {}

    /**
     * A name near to what was asked for.
     *
     * @param score 1 for the same letters and digits, less the farther it is
     */
    record Near<T>(double score, List<Named<T>> bearers) {}

    void add(String name, T bearer) {
        groups.compute(keyOf(name), (key, group) -> with(key, group, new Named<>(name, bearer)));
    }

    private static <T> Group<T> with(
            String key, @org.jspecify.annotations.Nullable Group<T> group, Named<T> added) {
        if (group == null) {
            return new Group<>(key, Sound.of(key), letters(key), List.of(added));
        }
        var bearers = new ArrayList<>(group.bearers());
        bearers.add(added);
        return new Group<>(key, group.sound(), group.letters(), bearers);
    }

    void remove(String name, Collection<T> gone) {
        groups.computeIfPresent(
                keyOf(name),
                (key, group) -> {
                    var left = new ArrayList<>(group.bearers());
                    left.removeIf(named -> gone.contains(named.bearer()));
                    return left.isEmpty()
                            ? null
                            : new Group<>(key, group.sound(), group.letters(), left);
                });
    }

    /** Bearers of exactly this name. */
    List<T> exact(String name) {
        return same(name).stream()
                .filter(named -> named.name().equals(name))
                .map(Named::bearer)
                .toList();
    }

    /** Bearers of names with the same letters and digits. */
    List<Named<T>> same(String name) {
        var group = groups.get(keyOf(name));
        return group == null ? List.of() : List.copyOf(group.bearers());
    }

    /** The nearest names, best first; sound counts as much as spelling. */
    List<Near<T>> near(String heard, int limit) {
        String key = keyOf(heard);
        String sound = Sound.of(key);
        long letters = letters(key);
        var best = new PriorityQueue<Near<T>>(Comparator.comparingDouble(Near::score));
        for (Group<T> group : groups.values()) {
            double score =
                    Likeness.of(key, sound, letters, group.key(), group.sound(), group.letters());
            if (score >= LEAST) {
                best.add(new Near<>(score, group.bearers()));
                if (best.size() > limit) {
                    best.poll();
                }
            }
        }
        return best.stream().sorted(Comparator.comparingDouble(n -> -n.score())).toList();
    }

    int size() {
        return groups.size();
    }

    private static String keyOf(String name) {
        String key = Words.key(name);
        return key.isEmpty() ? name : key;
    }

    /** Which letters and digits occur, as bits: a cheap lower bound of the distance. */
    private static long letters(String key) {
        long bits = 0;
        for (int i = 0; i < key.length(); i++) {
            bits |= 1L << (key.charAt(i) % 64);
        }
        return bits;
    }
}
