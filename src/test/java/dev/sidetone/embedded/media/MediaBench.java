package dev.sidetone.embedded.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.embedded.MediaLeg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * 200 calls in a row: threads and memory must not grow. Started by bench/media/run.sh; not part of
 * the test run. Both sides of each call live in the measured process. Linux only.
 */
class MediaBench {

    private static final int CALLS = 200;
    private static final Set<Integer> REPORTS = Set.of(1, 10, 50, 100, 150, 200);
    private static final int WARM = 100;
    private static final int MORE_THREADS = 2;
    private static final long MORE_KB = 8 * 1_024;

    private record Sample(int calls, int threads, long rssKb, long heapKb) {}

    @Test
    void twoHundredCallsLeaveThreadsAndMemoryFlat() throws Exception {
        Process bench =
                ChildJvm.start(
                                ChildJvm.classPath(),
                                List.of("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch"),
                                MediaBench.class)
                        .redirectErrorStream(true)
                        .start();
        bench.inputReader().lines().forEach(System.out::println);

        assertThat(bench.waitFor()).isZero();
    }

    public static void main(String[] args) throws Exception {
        List<Sample> samples = new ArrayList<>();
        List<Long> answers = new ArrayList<>();
        List<Long> connects = new ArrayList<>();
        var engine = new WebRtcEngine();
        engine.unavailable().ifPresent(MediaBench::giveUp);
        System.out.println("calls threads  RSS MB  heap MB");
        for (int call = 1; call <= CALLS; call++) {
            oneCall(engine, answers, connects);
            if (REPORTS.contains(call)) {
                samples.add(sample(call));
            }
        }
        System.out.println("offer to answer      " + spread(answers));
        System.out.println("answer to first audio " + spread(connects));
        engine.shutdown();
        System.exit(flat(samples) ? 0 : 1);
    }

    private static void oneCall(WebRtcEngine engine, List<Long> answers, List<Long> connects)
            throws Exception {
        var told = new RecordingListener();
        try (var browser = new TestPeer(Tone.frames(600))) {
            String offer = browser.offer();
            long offered = System.nanoTime();
            MediaLeg leg = engine.answer("rtc_bench", offer, told);
            long answered = System.nanoTime();
            browser.accept(leg.answerSdp());
            leg.play("item", Tone.pcm(440, 200));
            leg.endOfAudio("item");
            browser.talk();
            until(() -> told.events.contains("playing:item"));
            answers.add(answered - offered);
            connects.add(System.nanoTime() - answered);
            until(() -> told.events.contains("played:item") && told.heard.milliseconds() > 100);
            leg.close();
            until(() -> engine.idleFactories() == 1);
        }
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(condition);
    }

    private static Sample sample(int calls) throws IOException {
        System.gc();
        Runtime java = Runtime.getRuntime();
        long heap = (java.totalMemory() - java.freeMemory()) / 1_024;
        int threads;
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            threads = (int) tasks.count();
        }
        long rss =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElse(0);
        System.out.printf("%5d %7d %7.1f %8.1f%n", calls, threads, rss / 1024.0, heap / 1024.0);
        return new Sample(calls, threads, rss, heap);
    }

    private static boolean flat(List<Sample> samples) {
        Sample warm = samples.stream().filter(s -> s.calls() == WARM).findFirst().orElseThrow();
        Sample last = samples.getLast();
        boolean threads = last.threads() <= warm.threads() + MORE_THREADS;
        boolean memory = last.rssKb() <= warm.rssKb() + MORE_KB;
        System.out.printf(
                "from call %d to %d: %+d threads, %+.1f MB: %s%n",
                warm.calls(),
                last.calls(),
                last.threads() - warm.threads(),
                (last.rssKb() - warm.rssKb()) / 1024.0,
                threads && memory ? "flat" : "NOT FLAT");
        return threads && memory;
    }

    private static String spread(List<Long> nanos) {
        Collections.sort(nanos);
        return "p50 %d ms, p95 %d ms, worst %d ms"
                .formatted(
                        nanos.get(nanos.size() / 2) / 1_000_000,
                        nanos.get(nanos.size() * 95 / 100) / 1_000_000,
                        nanos.getLast() / 1_000_000);
    }

    private static void giveUp(String reason) {
        System.out.println(reason);
        System.exit(2);
    }
}
