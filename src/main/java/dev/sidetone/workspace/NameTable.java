package dev.sidetone.workspace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names and what bears them, found as written, as said and as misheard. Thread-safe.
 *
 * @param <T> what bears a name
 */
final class NameTable<T> {

    /** Below this two names have nothing to do with each other. */
    private static final double LEAST = 0.55;

    private static final int SMALL = 20_000;

    /** How much longer a name is than what was heard. */
    private static final List<Integer> APART = List.of(0, -1, 1, -2, 2, -3, 3);

    private final ConcurrentHashMap<String, Group<T>> groups = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private volatile Neighbourhoods<T> neighbourhoods = new Neighbourhoods<>(0, Map.of(), Map.of());

    /** All that is written with the same letters and digits. Immutable. */
    private record Group<T>(Spelling spelling, List<Named<T>> bearers) {

        String key() {
            return spelling.key();
        }

        String sound() {
            return spelling.sound();
        }
    }

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
            return new Group<>(Spelling.of(key), List.of(added));
        }
        var bearers = new ArrayList<>(group.bearers());
        bearers.add(added);
        return new Group<>(group.spelling(), bearers);
    }

    void remove(String name, Collection<T> gone) {
        version.incrementAndGet();
        groups.computeIfPresent(
                keyOf(name),
                (_, group) -> {
                    var left = new ArrayList<>(group.bearers());
                    left.removeIf(named -> gone.contains(named.bearer()));
                    return left.isEmpty() ? null : new Group<>(group.spelling(), left);
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
        var nearest = new Nearest(Spelling.of(keyOf(heard)), limit);
        neighbourhoods.visit(nearest);
        return nearest.best.stream().sorted(Comparator.comparingDouble(n -> -n.score())).toList();
    }

    /** Keeps the nearest of the names that it is shown. */
    private final class Nearest {

        private final Spelling heard;
        private final int limit;
        private final PriorityQueue<Near<T>> best =
                new PriorityQueue<>(Comparator.comparingDouble(Near::score));
        private double least = LEAST;

        Nearest(Spelling heard, int limit) {
            this.heard = heard;
            this.limit = limit;
        }

        void see(Group<T> group) {
            double score = Likeness.of(heard, group.spelling(), least);
            Group<T> live = score < least ? null : groups.get(group.key());
            if (live != null) {
                best.add(new Near<>(score, live.bearers()));
                if (best.size() > limit) {
                    best.poll();
                }
                if (best.size() == limit) {
                    least = Math.max(LEAST, best.element().score());
                }
            }
        }
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

        /**
         * Those of the same length first: the nearer the first ones, the less there is to do for
         * the rest.
         */
        void visit(NameTable<T>.Nearest nearest) {
            String key = nearest.heard.key();
            String sound = nearest.heard.sound();
            buckets(key).forEach(b -> byKey.getOrDefault(b, List.of()).forEach(nearest::see));
            buckets(sound)
                    .flatMap(b -> bySound.getOrDefault(b, List.of()).stream())
                    .filter(group -> !isSeen(group.key(), key))
                    .forEach(nearest::see);
        }

        private static Stream<Integer> buckets(String text) {
            return APART.stream().map(apart -> bucket(text, text.length() + apart)).distinct();
        }

        /** Whether a name was among those that begin with the same letter. */
        private static boolean isSeen(String key, String heard) {
            return !key.isEmpty()
                    && !heard.isEmpty()
                    && key.charAt(0) == heard.charAt(0)
                    && Math.abs(Math.min(key.length(), 255) - Math.min(heard.length(), 255)) <= 3;
        }
    }

    private static String keyOf(String name) {
        String key = Words.key(name);
        return key.isEmpty() ? name : key;
    }
}
