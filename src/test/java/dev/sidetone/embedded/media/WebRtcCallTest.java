package dev.sidetone.embedded.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sidetone.embedded.MediaException;
import dev.sidetone.embedded.MediaLeg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real calls between two peers of this process over the machine's own addresses. */
class WebRtcCallTest {

    private static final double TONE_LOUDNESS = 0.2;
    private static final double SILENCE = 0.005;

    private final WebRtcEngine engine = new WebRtcEngine();
    private final RecordingListener told = new RecordingListener();

    @BeforeEach
    void needsWebRtc() {
        assumeTrue(engine.unavailable().isEmpty(), () -> engine.unavailable().orElse(""));
    }

    @AfterEach
    void hangUpAll() {
        engine.shutdown();
    }

    private MediaLeg connect(TestPeer browser) throws MediaException {
        MediaLeg leg = engine.answer("rtc_test", browser.offer(), told);
        browser.accept(leg.answerSdp());
        browser.talk();
        soon().until(() -> told.events.contains("open"));
        return leg;
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10));
    }

    @Test
    void whatTheBrowserSaysIsHeardAndWhatWePlayReachesIt() throws Exception {
        try (var browser = new TestPeer(Tone.frames(600))) {
            MediaLeg leg = connect(browser);
            leg.play("item", Tone.pcm(440, 5_000));

            soon().until(() -> told.heard.loudness(300) > TONE_LOUDNESS);
            soon().until(() -> browser.heard.loudness(300) > TONE_LOUDNESS);
            soon().until(() -> told.heard.purity(600, 300) > 0.95);
            soon().until(() -> browser.heard.purity(440, 300) > 0.95);
            assertThat(told.sounded.keySet()).containsExactly("item");
            soon().until(() -> told.sounded.get("item").purity(440, 300) > 0.95);
        }
    }

    @Test
    void eventsTravelBothWaysInOrder() throws Exception {
        try (var browser = new TestPeer(Tone.frames(600))) {
            MediaLeg leg = connect(browser);
            for (int i = 0; i < 100; i++) {
                leg.send("{\"down\":" + i + "}");
                browser.send("{\"up\":" + i + "}");
            }

            for (int i = 0; i < 100; i++) {
                assertThat(browser.nextMessage()).contains("{\"down\":" + i + "}");
            }
            soon().until(() -> told.messages.size() == 100);
            assertThat(told.messages)
                    .startsWith("{\"up\":0}", "{\"up\":1}")
                    .endsWith("{\"up\":99}");
        }
    }

    @Test
    void aTagIsReportedWhenItBeginsAndWhenAllOfItWentOut() throws Exception {
        try (var browser = new TestPeer(Tone.frames(600))) {
            MediaLeg leg = connect(browser);
            leg.play("one", Tone.pcm(440, 300));
            leg.endOfAudio("one");
            leg.play("two", Tone.pcm(440, 105));
            leg.endOfAudio("two");

            soon().until(() -> told.events.contains("played:two"));
            assertThat(told.events)
                    .containsExactly(
                            "open", "playing:one", "played:one", "playing:two", "played:two");
            assertThat(leg.playedMs("one")).isEqualTo(300);
            assertThat(leg.playedMs("two")).isEqualTo(105);
        }
    }

    @Test
    void clearCutsTheAudioAtOnce() throws Exception {
        try (var browser = new TestPeer(Tone.frames(600))) {
            MediaLeg leg = connect(browser);
            leg.play("item", Tone.pcm(440, 60_000));
            soon().until(() -> browser.heard.loudness(300) > TONE_LOUDNESS);

            long played = leg.clear();
            browser.heard.forget();
            leg.play("item", Tone.pcm(440, 1_000));
            soon().until(() -> browser.heard.milliseconds() >= 1_000);

            assertThat(played).isBetween(20L, 30_000L).isEqualTo(leg.playedMs("item"));
            assertThat(browser.heard.loudness(500)).isLessThan(SILENCE);
            assertThat(told.events).doesNotContain("played:item");
        }
    }

    @Test
    void hangingUpGivesEverythingBackAndIsToldOnce() throws Exception {
        try (var browser = new TestPeer(Tone.frames(600))) {
            MediaLeg leg = connect(browser);
            leg.play("item", Tone.pcm(440, 1_000));

            leg.close();
            leg.close();

            soon().until(() -> told.events.getLast().startsWith("closed:"));
            assertThat(told.events).filteredOn(e -> e.startsWith("closed:")).hasSize(1);
            assertThat(engine.idleFactories()).isEqualTo(1);
        }
    }

    @Test
    void aBrowserThatLeavesEndsTheLeg() throws Exception {
        try (var browser = new TestPeer(Tone.frames(600))) {
            connect(browser);
        }

        soon().until(() -> told.events.contains("closed:the client hung up"));
    }

    @Test
    void theAnswerHoldsAllCandidatesAndARealStream() throws Exception {
        try (var browser = new TestPeer(Tone.frames(600))) {
            MediaLeg leg = engine.answer("rtc_test", browser.offer(), told);

            assertThat(leg.answerSdp())
                    .contains("a=candidate:", "a=setup:passive", "a=group:BUNDLE 0 1")
                    .contains("a=msid:sidetone ", "a=sendrecv", "a=rtcp-mux")
                    .doesNotContain("a=msid:-");
        }
    }

    @Test
    void aBrowserThatNeverConnectsIsHungUp() throws Exception {
        var impatient =
                new WebRtcEngine(
                        new MediaLimits(
                                1,
                                Duration.ofSeconds(3),
                                Duration.ofMillis(200),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(1)));
        try (var browser = new TestPeer(Tone.frames(600))) {
            impatient.answer("rtc_late", browser.offer(), told);
            assertThatThrownBy(() -> impatient.answer("rtc_second", browser.offer(), told))
                    .isInstanceOfSatisfying(
                            MediaException.class,
                            e -> assertThat(e.kind()).isEqualTo(MediaException.Kind.BUSY));

            soon().until(() -> told.events.size() == 1);
            assertThat(told.events.getFirst()).contains("did not connect within PT0.2S");
        } finally {
            impatient.shutdown();
        }
    }

    @Test
    void twentyCallsInARowNeedNoMoreThreadsThanOne() throws Exception {
        callOnce();
        long after1 = nativeThreads();
        for (int i = 0; i < 20; i++) {
            callOnce();
        }

        assertThat(engine.idleFactories()).isEqualTo(1);
        assertThat(nativeThreads()).isLessThanOrEqualTo(after1 + 2);
    }

    private void callOnce() throws Exception {
        try (var browser = new TestPeer(Tone.frames(600))) {
            told.events.clear();
            connect(browser).close();
            soon().until(() -> engine.idleFactories() == 1);
        }
    }

    private static long nativeThreads() throws Exception {
        Path tasks = Path.of("/proc/self/task");
        if (!Files.isDirectory(tasks)) {
            return Thread.getAllStackTraces().size();
        }
        try (var list = Files.list(tasks)) {
            return list.count();
        }
    }

    /** The library aborted the process here before audio was held back (speech of others is on). */
    @Test
    void callsMayJoinAndLeaveWhileOthersTalk() throws Exception {
        try (var steady = new TestPeer(Tone.frames(600))) {
            MediaLeg leg = connect(steady);
            leg.play("item", Tone.pcm(440, 60_000));
            for (int round = 0; round < 3; round++) {
                try (var threads = Executors.newFixedThreadPool(4)) {
                    List<Future<Boolean>> calls = new ArrayList<>();
                    for (int i = 0; i < 6; i++) {
                        boolean browserFirst = i % 2 == 0;
                        calls.add(threads.submit(() -> joinAndLeave(browserFirst)));
                    }
                    for (Future<Boolean> call : calls) {
                        assertThat(call.get()).isTrue();
                    }
                }
            }
            steady.heard.forget();
            soon().until(() -> steady.heard.milliseconds() > 500);

            assertThat(steady.heard.purity(440, 300)).isGreaterThan(0.95);
        }
    }

    private boolean joinAndLeave(boolean browserFirst) throws Exception {
        var listener = new RecordingListener();
        try (var browser = new TestPeer(Tone.frames(600))) {
            MediaLeg leg = engine.answer("rtc_guest", browser.offer(), listener);
            leg.play("guest", Tone.pcm(440, 200));
            leg.endOfAudio("guest");
            browser.accept(leg.answerSdp());
            browser.talk();
            soon().until(() -> listener.events.contains("played:guest"));
            if (!browserFirst) {
                leg.close();
            }
        }
        soon().until(() -> listener.events.getLast().startsWith("closed:"));
        return true;
    }

    @Test
    void anOfferThatOnlyTheLibraryRefusesIsABadOfferAndCostsNoFactory() throws Exception {
        try (var browser = new TestPeer(Tone.frames(600))) {
            String offer = browser.offer().replace("a=rtcp-mux", "a=rtcp-mux\r\na=extmap:nonsense");

            assertThatThrownBy(() -> engine.answer("rtc_bad", offer, told))
                    .isInstanceOfSatisfying(
                            MediaException.class,
                            e -> assertThat(e.kind()).isEqualTo(MediaException.Kind.BAD_OFFER));
            soon().until(() -> engine.idleFactories() == 1);
            assertThat(told.events).isEmpty();
        }
    }
}
