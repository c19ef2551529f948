package dev.sidetone.workspace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Names and what bears them, found as written, as said and as misheard. Thread-safe.
 *
 * @param <T> what bears a name
 */
final class NameTable<T> {

    /** Below this two names have nothing to do with each other. */
    private static final double LEAST = 0.55;

    private static final int SMALL = 20_000;

    private final ConcurrentHashMap<String, Group<T>> groups = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private volatile Neighbourhoods<T> neighbourhoods = new Neighbourhoods<>(0, Map.of(), Map.of());

    /** All that is written with the same letters and digits. Immutable. */
    private record Group<T>(String key, String sound, long pairs, List<Named<T>> bearers) {}

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
        version.incrementAndGet();
    }

    private static <T> Group<T> with(
            String key, @org.jspecify.annotations.Nullable Group<T> group, Named<T> added) {
        if (group == null) {
            return new Group<>(key, Sound.of(key), pairs(key), List.of(added));
        }
        var bearers = new ArrayList<>(group.bearers());
        bearers.add(added);
        return new Group<>(key, group.sound(), group.pairs(), bearers);
    }

    void remove(String name, Collection<T> gone) {
        version.incrementAndGet();
        groups.computeIfPresent(
                keyOf(name),
                (key, group) -> {
                    var left = new ArrayList<>(group.bearers());
                    left.removeIf(named -> gone.contains(named.bearer()));
                    return left.isEmpty()
                            ? null
                            : new Group<>(key, group.sound(), group.pairs(), left);
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

    /**
     * Makes what was added since findable by {@link #near}. Costs a sort of all names; a small
     * table does it by itself.
     */
    void prepare() {
        long now = version.get();
        if (neighbourhoods.version() != now) {
            var all = List.copyOf(groups.values());
            neighbourhoods =
                    new Neighbourhoods<>(
                            now,
                            all.stream().collect(Collectors.groupingBy(g -> bucket(g.sound()))),
                            all.stream().collect(Collectors.groupingBy(g -> bucket(g.key()))));
        }
    }

    /** The nearest names, best first; sound counts as much as spelling. */
    List<Near<T>> near(String heard, int limit) {
        if (groups.size() <= SMALL) {
            prepare();
        }
        String key = keyOf(heard);
        String sound = Sound.of(key);
        long pairs = pairs(key);
        var best = new PriorityQueue<Near<T>>(Comparator.comparingDouble(Near::score));
        for (Group<T> group : neighbourhoods.of(sound, key)) {
            double score =
                    Likeness.of(key, sound, pairs, group.key(), group.sound(), group.pairs());
            Group<T> live = score < LEAST ? null : groups.get(group.key());
            if (live != null) {
                best.add(new Near<>(score, live.bearers()));
                if (best.size() > limit) {
                    best.poll();
                }
            }
        }
        return best.stream().sorted(Comparator.comparingDouble(n -> -n.score())).toList();
    }

    /**
     * What begins alike and is about as long: who mishears a name seldom mishears its beginning.
     */
    private static int bucket(String text) {
        return bucket(text, text.length());
    }

    private static int bucket(String text, int length) {
        return (text.isEmpty() ? 0 : text.charAt(0)) * 256 + Math.min(length, 255);
    }

    /** All names as they were, in order of how they begin. Immutable. */
    private record Neighbourhoods<T>(
            long version,
            Map<Integer, List<Group<T>>> bySound,
            Map<Integer, List<Group<T>>> byKey) {

        Set<Group<T>> of(String sound, String key) {
            Set<Group<T>> near = Collections.newSetFromMap(new IdentityHashMap<>());
            for (int apart = -3; apart <= 3; apart++) {
                near.addAll(bySound.getOrDefault(bucket(sound, sound.length() + apart), List.of()));
                near.addAll(byKey.getOrDefault(bucket(key, key.length() + apart), List.of()));
            }
            return near;
        }
    }

    private static String keyOf(String name) {
        String key = Words.key(name);
        return key.isEmpty() ? name : key;
    }

    /** Which pairs of neighbours occur, as bits: one change of a letter changes four at most. */
    private static long pairs(String key) {
        long bits = 0;
        for (int i = 1; i < key.length(); i++) {
            bits |= 1L << ((key.charAt(i - 1) * 31 + key.charAt(i)) % 64);
        }
        return bits;
    }
}
