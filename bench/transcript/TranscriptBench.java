package dev.sidetone.transcript;

import dev.sidetone.config.OperationSettings.Durability;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Figures of the record with many items. */
public final class TranscriptBench {

    private static final int CALLS = 100;
    private static final int QUERIES = 1_000;
    private static final int PAGE = 20;

    private TranscriptBench() {}

    public static void main(String[] args) throws Exception {
        int items = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        String only = args.length > 1 ? args[1] : "";
        if (!only.equals("postgres")) {
            try (Bed bed = Bed.file()) {
                measure(bed, items);
            }
        }
        if (!only.equals("file")) {
            try (Bed bed = Bed.postgres()) {
                measure(bed, items);
            }
        }
        System.exit(0);
    }

    private static void measure(Bed bed, int items) throws Exception {
        System.out.printf("%n%s, %,d items%n", bed.name(), items);
        var talk = new Talk();
        Database database = bed.database(Durability.CRASH);
        try (var store = new SqlTranscriptStore(database, Clock.systemUTC(), new Random(1));
                Connection connection = opened(store, database)) {
            long begun = System.nanoTime();
            var fill = new Fill(bed, talk, items);
            ConversationId longest = fill.run(store, connection);
            System.out.printf("filled in %d s%n", (System.nanoTime() - begun) / 1_000_000_000);
            settle();
            System.out.println("on disk: " + bed.sizes(connection));
            appends(store, talk, "outlives a crash");
            settle();
            searches(store, connection, talk, fill.said);
            pages(store, longest);
        }
        try (var store =
                new SqlTranscriptStore(
                        bed.database(Durability.POWER_CUT), Clock.systemUTC(), new Random(2))) {
            disk();
            appends(store, talk, "outlives a power cut");
        }
    }

    /** What waiting for this disk costs, without anything of ours. */
    private static void disk() throws Exception {
        var times = new ArrayList<Long>();
        Path file = Files.createTempFile(Path.of("bench/out/transcript"), "disk", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < 500; i++) {
                long begun = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(false);
                times.add(System.nanoTime() - begun);
            }
        }
        Files.delete(file);
        told("4 KB written and forced to the disk", "baseline", times);
    }

    private static Connection opened(TranscriptStore store, Database database) throws Exception {
        store.create("first", Path.of("/"));
        return database.openForWriting();
    }

    private static void searches(
            TranscriptStore store, Connection connection, Talk talk, List<String> said)
            throws Exception {
        var times = new ArrayList<Long>();
        var slowest = new ArrayList<String>();
        for (int i = -200; i < QUERIES; i++) {
            String query = talk.query(said);
            if (SearchLanguage.read(query) instanceof SearchReading.Understood(SearchTerms terms)) {
                long begun = System.nanoTime();
                store.search(SearchQuery.newest(terms, PAGE));
                long took = System.nanoTime() - begun;
                if (i >= 0) {
                    times.add(took);
                    slowest.add("%8.1f ms  %s".formatted(took / 1e6, query));
                }
            }
        }
        double p50 = told("search, page of 20, newest first", "p95 <= 50 ms", times);
        slowest.sort(java.util.Comparator.reverseOrder());
        slowest.stream().limit(5).forEach(line -> System.out.println("    slowest: " + line));
        best(store, talk, said);
        baseline(connection, talk, said, p50);
    }

    private static void best(TranscriptStore store, Talk talk, List<String> said) {
        var times = new ArrayList<Long>();
        for (int i = -20; i < 200; i++) {
            if (SearchLanguage.read(talk.query(said))
                    instanceof SearchReading.Understood(SearchTerms terms)) {
                long begun = System.nanoTime();
                store.search(
                        new SearchQuery(
                                terms, SearchQuery.Order.BEST, java.util.Optional.empty(), PAGE));
                if (i >= 0) {
                    times.add(System.nanoTime() - begun);
                }
            }
        }
        told("search, page of 20, best first", "", times);
    }

    /** What a search cost before there was an index: the same page of one word, by a scan. */
    private static void baseline(Connection connection, Talk talk, List<String> said, double p50)
            throws Exception {
        var times = new ArrayList<Long>();
        for (int i = 0; i < 20; i++) {
            long begun = System.nanoTime();
            Queries.rows(
                    connection,
                    "select " + Columns.ITEM + " from item where lower(text) like lower(?) and"
                            + " kind not in ('tool_call', 'tool_output') order by started_at"
                            + " desc, seq desc limit 20",
                    Columns::item,
                    "%" + talk.name() + "%");
            times.add(System.nanoTime() - begun);
        }
        double scan = told("the same by a scan with like", "", times);
        System.out.printf("    ratio of the medians: %.0f x%n", scan / p50);
    }

    private static void pages(TranscriptStore store, ConversationId longest) {
        var whole = new ArrayList<Long>();
        var page = new ArrayList<Long>();
        for (int i = -20; i < 100; i++) {
            long begun = System.nanoTime();
            int found = store.items(longest).size();
            long all = System.nanoTime() - begun;
            if (found != Fill.LONGEST) {
                throw new IllegalStateException(found + " items");
            }
            long again = System.nanoTime();
            store.itemsAfter(longest, 50L * (i + 30), 200);
            if (i >= 0) {
                whole.add(all);
                page.add(System.nanoTime() - again);
            }
        }
        told("all of a conversation of 10,000", "p95 <= 100 ms", whole);
        told("200 items of it", "", page);
    }

    /** At the pace of very quick talk, and as fast as it goes. */
    private static void appends(TranscriptStore store, Talk talk, String what) throws Exception {
        System.out.println("appends, " + what);
        List<String> texts = Stream.generate(talk::sentence).limit(5_000).toList();
        append(store, texts, 200, "warm", false);
        append(store, texts, 200, "append, 100 calls, 500/s in all", true);
        append(store, texts, 0, "append, 100 calls, as fast as it goes", true);
    }

    private static void append(
            TranscriptStore store, List<String> texts, int everyMs, String what, boolean told)
            throws Exception {
        var times = new ConcurrentLinkedQueue<Long>();
        var over = new AtomicBoolean();
        long cpuBefore = writerNanos();
        System.gc(); // what this program made before is not the store's to clear away
        List<Thread> calls = new ArrayList<>();
        var phases = new Random(3); // one for all: the first numbers of neighbouring seeds are alike
        for (int i = 0; i < CALLS; i++) {
            ConversationId id = store.create("live", Path.of("/live")).id();
            var random = new Random(i);
            long phase = phases.nextInt(1 + everyMs * 1_000_000);
            calls.add(Thread.startVirtualThread(() -> {
                long due = System.nanoTime() + phase;
                for (int n = 0; !over.get(); n++) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    long begun = System.nanoTime();
                    store.append(
                            NewItem.text(
                                    id,
                                    "i" + n,
                                    Item.Role.USER,
                                    texts.get(random.nextInt(texts.size())),
                                    Instant.now()));
                    times.add(System.nanoTime() - begun);
                    due += everyMs * 1_000_000L;
                }
            }));
        }
        long seconds = 20;
        Thread.sleep(seconds * 1000);
        over.set(true);
        for (Thread call : calls) {
            call.join();
        }
        if (told) {
            told(what, everyMs > 0 ? "p99 <= 5 ms" : "", List.copyOf(times));
            System.out.printf(
                    "    %,d a second, %d us of the writer's processor time each%n",
                    times.size() / seconds, (writerNanos() - cpuBefore) / 1000 / times.size());
        }
    }

    /** As usual the index has caught up; after a fill, or as much as can be said, it has not. */
    private static void settle() throws InterruptedException {
        long before;
        do {
            before = nanos("transcript-writer") + nanos("transcript-index");
            Thread.sleep(1_000);
        } while (nanos("transcript-writer") + nanos("transcript-index") - before > 20_000_000);
    }

    /** What the writing thread has used; on a busy machine it tells more than the clock. */
    private static long writerNanos() {
        return nanos("transcript-writer");
    }

    private static long nanos(String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long used = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals(name)) {
                used = threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return used;
    }

    /** The median, in ms. */
    private static double told(String what, String target, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        double p50 = ms(sorted, 0.5);
        System.out.printf(
                "%-42s p50 %7.2f  p95 %7.2f  p99 %7.2f  max %8.1f ms  %s%n",
                what, p50, ms(sorted, 0.95), ms(sorted, 0.99), sorted[sorted.length - 1] / 1e6, target);
        return p50;
    }

    private static double ms(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1e6;
    }
}
