package dev.sidetone.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.CloseReason;
import dev.sidetone.session.Notice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CallLogTest {

    private static final ConversationId CONVERSATION =
            new ConversationId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final InstantSource NOW = InstantSource.fixed(Instant.EPOCH);

    private final AtomicLong nanos = new AtomicLong();
    private final Presence presence = new Presence(Duration.ofSeconds(30), nanos::get);
    private final CallLog log = new CallLog(CONVERSATION, NOW, presence);

    private void tell(Notice... notices) {
        for (Notice notice : notices) {
            log.accept(CONVERSATION, notice);
        }
    }

    private static Notice remark(int i) {
        return new Notice.Remark("remark " + i);
    }

    private List<JsonNode> rest(CallLog.Reader reader) throws InterruptedException {
        List<JsonNode> messages = new ArrayList<>();
        Optional<CallLog.Step> step = log.next(reader, Duration.ZERO);
        while (step.isPresent() && step.get() instanceof CallLog.Step.Message(var text)) {
            messages.add(EventClient.read(text));
            step = log.next(reader, Duration.ZERO);
        }
        return messages;
    }

    private static List<Long> numbers(List<JsonNode> messages) {
        return messages.stream()
                .filter(m -> m.has("seq"))
                .map(m -> m.path("seq").asLong())
                .toList();
    }

    @Property(tries = 200)
    void whoeverReadsWheneverGetsEveryNumberOnceAndInOrderOrIsToldOfTheGap(
            @ForAll @IntRange(max = 5_000) int before,
            @ForAll @IntRange(max = 200) int later,
            @ForAll @IntRange(max = 5_000) int seen)
            throws InterruptedException {
        new CallLogTest().read(before, later, seen);
    }

    private void read(int before, int later, int seen) throws InterruptedException {
        for (int i = 0; i < before; i++) {
            tell(remark(i), new Notice.OutputAudio("a", "AAAA"));
        }
        long after = Math.min(seen, before);
        CallLog.Reader reader = log.reader(after);
        List<JsonNode> read = new ArrayList<>(rest(reader));
        for (int i = 0; i < later; i++) {
            tell(remark(i));
            read.addAll(rest(reader));
        }

        long first = Math.max(after + 1, before - CallLog.MOST_EVENTS + 1L);
        assertThat(numbers(read))
                .isEqualTo(LongStream.rangeClosed(first, before + later).boxed().toList());
        List<JsonNode> gaps =
                read.stream().filter(m -> m.path("method").asText().equals(Gap.METHOD)).toList();
        if (first == after + 1) {
            assertThat(gaps).isEmpty();
        } else {
            assertThat(gaps).hasSize(1);
            assertThat(read.indexOf(gaps.getFirst())).isZero();
            JsonNode params = gaps.getFirst().path("params");
            assertThat(params.path("missed").asLong()).isEqualTo(first - 1 - after);
            assertThat(params.path("first").asLong()).isEqualTo(first);
            assertThat(params.path("message").asText())
                    .startsWith("Events %d to %d are not kept".formatted(after + 1, first - 1));
            assertThat(params.path("transcript").asText())
                    .isEqualTo("/api/v1/conversations/" + CONVERSATION + "/items");
        }
        assertThat(read).noneMatch(m -> m.path("method").asText().contains("outputAudio"));
    }

    @Test
    void halfWordsMakeRoomBeforeWhatIsFinal() throws Exception {
        CallLog.Reader reader = log.reader(0);
        tell(remark(1));
        for (int i = 0; i < 3_000; i++) {
            tell(new Notice.WordsDelta("item" + i / 1_000, Notice.Speaker.USER, "word "));
            if (i % 1_000 == 999) {
                tell(
                        new Notice.WordsDone(
                                "s", "item" + i / 1_000, Notice.Speaker.USER, "all of it"));
            }
        }

        List<JsonNode> read = rest(reader);

        assertThat(read.getFirst().at("/params/message").asText()).isEqualTo("remark 1");
        assertThat(read).filteredOn(m -> m.toString().contains("all of it")).isNotEmpty();
        assertThat(read)
                .filteredOn(
                        m -> m.path("method").asText().equals("thread/realtime/transcript/done"))
                .hasSize(3);
        assertThat(read.get(1).path("method").asText()).isEqualTo(Gap.METHOD);
        assertThat(numbers(read)).isSorted().doesNotHaveDuplicates().hasSizeLessThan(3_000);
    }

    @Test
    void halfWordsAreReadAlthoughEverythingThatIsKeptIsFinal() throws Exception {
        for (int i = 0; i < CallLog.MOST_EVENTS; i++) {
            tell(remark(i));
        }
        CallLog.Reader reader = log.reader(CallLog.MOST_EVENTS);

        tell(new Notice.WordsDelta("item", Notice.Speaker.USER, "half"));
        List<JsonNode> half = rest(reader);
        tell(remark(CallLog.MOST_EVENTS));
        List<JsonNode> next = rest(reader);

        assertThat(half).isNotEmpty().allMatch(m -> m.toString().contains("half"));
        assertThat(next)
                .extracting(m -> m.at("/params/message").asText())
                .containsExactly("remark " + CallLog.MOST_EVENTS);
    }

    @Test
    void soundHasNoNumberAndStandsWhereItWasTold() throws Exception {
        tell(remark(1), new Notice.OutputAudio("a", "OLD="));
        CallLog.Reader reader = log.reader(0);
        tell(remark(2), new Notice.OutputAudio("a", "NEW="), remark(3));

        List<JsonNode> read = rest(reader);

        assertThat(read)
                .extracting(
                        m -> m.at("/params/message").asText() + m.at("/params/audio/data").asText())
                .containsExactly("remark 1", "remark 2", "NEW=", "remark 3");
        assertThat(numbers(read)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void soundThatIsReadTooLateIsSaidToBeGone() throws Exception {
        CallLog.Reader reader = log.reader(0);
        String second = "A".repeat(64_000);
        for (int i = 0; i < 100; i++) {
            tell(new Notice.OutputAudio("a", second));
        }

        List<JsonNode> read = rest(reader);

        JsonNode gap = read.getFirst().path("params");
        assertThat(gap.path("what").asText()).isEqualTo("sound");
        assertThat(gap.path("missed").asInt() + read.size() - 1).isEqualTo(100);
        assertThat(gap.path("message").asText()).contains("are gone");
    }

    @Test
    void aReaderThatWaitsIsToldAtOnceAndAtTheEnd() throws Exception {
        CallLog.Reader reader = log.reader(0);
        var told = new CompletableFuture<Optional<CallLog.Step>>();
        Thread.startVirtualThread(() -> {
            try {
                told.complete(log.next(reader, Duration.ofSeconds(20)));
            } catch (InterruptedException e) {
                told.completeExceptionally(e);
            }
        });
        tell(remark(1));

        assertThat(told.get(20, TimeUnit.SECONDS)).containsInstanceOf(CallLog.Step.Message.class);
        log.end();
        assertThat(log.next(reader, Duration.ZERO)).containsInstanceOf(CallLog.Step.Ended.class);
    }

    @Test
    void aCallOfOthersIsToldFromItsStartAndNothingOfTheOneBefore() throws Exception {
        log.catchUp(
                "new",
                () -> {
                    tell(
                            new Notice.CallStarted("old", "s", "v2"),
                            new Notice.CallClosed("old", "s", CloseReason.REQUESTED, false),
                            remark(1),
                            new Notice.CallStarted("new", "s", "v2"),
                            remark(2));
                    return false;
                });

        List<JsonNode> read = rest(log.reader(0));

        assertThat(numbers(read)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(read.getLast().at("/params/message").asText()).isEqualTo("remark 2");
        assertThat(log.story().started()).isTrue();
    }

    @Test
    void aCallOfOthersWhoseStartIsNotKnownSaysSo() throws Exception {
        log.catchUp(
                "new",
                () -> {
                    tell(remark(7));
                    return false;
                });

        List<JsonNode> read = rest(log.reader(0));

        assertThat(read.getFirst().at("/params/what").asText()).isEqualTo("beginning");
        assertThat(read.getFirst().at("/params/message").asText()).contains("began before");
        assertThat(numbers(read)).containsExactly(1L, 2L);
    }

    @Test
    void nobodyIsBehindACallThatWasNotAskedAboutForLong() {
        assertThat(log.holds()).isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(29));
        presence.asked();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(29));
        assertThat(log.holds()).isTrue();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(log.holds()).isFalse();
    }

    @Test
    void aReaderIsBehindItUntilItLeaves() {
        presence.entered();
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(5));
        assertThat(log.holds()).isTrue();
        presence.left();
        presence.asked();
        assertThat(log.holds()).isFalse();
    }
}
