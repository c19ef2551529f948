package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.conversation.ConversationId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Two clients of one conversation, and one that comes late. */
class TwoClientsTest {

    private static final InstantSource AT_7_MS = () -> Instant.ofEpochMilli(7);
    private static final long BEGUN = 7_000;

    private record Heard(long number, Notice notice) {}

    private static final class Client implements NoticeSink {
        final List<Heard> heard = new CopyOnWriteArrayList<>();

        @Override
        public void accept(ConversationId conversation, Notice notice) {
            throw new AssertionError("it must be told with its number");
        }

        @Override
        public void accept(ConversationId conversation, Notice notice, long number) {
            heard.add(new Heard(number, notice));
        }

        List<Notice> notices() {
            return heard.stream().map(Heard::notice).toList();
        }

        boolean told(Class<? extends Notice> type) {
            return notices().stream().anyMatch(type::isInstance);
        }

        long last() {
            return heard.stream().mapToLong(Heard::number).max().orElse(0);
        }
    }

    private final FakeProvider provider = new FakeProvider();
    private final Client first = new Client();
    private final Client second = new Client();
    private final Sessions sessions =
            new Sessions(
                    provider,
                    new MemoryStore(),
                    Path.of("work"),
                    () -> new CallDefaults("model", "marin"),
                    Optional.empty(),
                    _ -> "",
                    1_000);

    private void call() throws InterruptedException {
        provider.mayCreate.release();
        provider.mayJoin.release();
        sessions.start(Given.CONVERSATION, Given.request(new Transport.Socket(), Modality.AUDIO));
        await().until(() -> !provider.listeners.isEmpty() && first.told(Notice.CallStarted.class));
    }

    @Test
    void bothHearTheSameInTheSameOrderAndEitherMayStop() throws Exception {
        sessions.watch(Given.CONVERSATION, first);
        sessions.watch(Given.CONVERSATION, second);
        call();
        provider.says(Given.speechStarted("u", 0));
        provider.says(Given.speechStopped("u", 400));
        provider.says(Given.heard("u", "where is the parser"));
        await().until(() -> second.told(Notice.WordsDone.class));

        sessions.stop(Given.CONVERSATION);

        await().until(() ->
                first.told(Notice.CallClosed.class) && second.told(Notice.CallClosed.class));
        await().until(() -> first.heard.size() == second.heard.size());
        assertThat(second.heard).isEqualTo(first.heard);
    }

    /** Before anybody talks: the connection is made while they look. */
    @Test
    void whoeverWatchesMakesTheProvidersConnectionReady() {
        sessions.watch(Given.CONVERSATION, first);
        sessions.watchAfter(Given.CONVERSATION, second, 0);

        assertThat(provider.knocks).hasValue(2);
    }

    @Test
    void nothingIsTakenBeforeACallRuns() throws Exception {
        sessions.watch(Given.CONVERSATION, first);

        assertThat(sessions.text(Given.CONVERSATION, "hello", TextRole.USER, "")).isFalse();
        assertThat(sessions.audio(Given.CONVERSATION, "AAAA")).isFalse();
        assertThat(sessions.speech(Given.CONVERSATION, "hello")).isFalse();
        sessions.stop(Given.CONVERSATION);
        assertThat(first.told(Notice.CallClosed.class)).isTrue();
    }

    @Test
    void oneThatComesLateIsToldWhatItMissedOnceAndThenGoesOnWithTheOthers() throws Exception {
        sessions.watch(Given.CONVERSATION, first);
        call();
        provider.says(Given.heard("u1", "first words"));
        await().until(() -> first.told(Notice.WordsDone.class));

        assertThat(sessions.watchAfter(Given.CONVERSATION, second, 0)).isTrue();
        provider.says(Given.heard("u2", "second words"));
        await().until(() ->
                second.notices().stream().filter(Notice.WordsDone.class::isInstance).count() == 2);

        assertThat(numbered(second)).isEqualTo(numbered(first));
        assertThat(second.told(Notice.CallStarted.class)).isTrue();
    }

    @Test
    void oneThatWasAwayGoesOnWhereItWas() throws Exception {
        sessions.watch(Given.CONVERSATION, first);
        sessions.watch(Given.CONVERSATION, second);
        call();
        await().until(() -> second.told(Notice.CallStarted.class));
        long seen = second.last();
        sessions.forget(second);
        provider.says(Given.heard("u1", "first words"));
        await().until(() -> first.told(Notice.WordsDone.class));
        var back = new Client();

        sessions.watchAfter(Given.CONVERSATION, back, seen);

        assertThat(numbered(back))
                .isEqualTo(numbered(first).stream().filter(h -> h.number() > seen).toList());
    }

    private static List<Heard> numbered(Client client) {
        return client.heard.stream().filter(heard -> heard.number() > 0).toList();
    }

    @Property(tries = 100)
    void whoeverComesWheneverHearsEveryNumberOnceAndInOrder(
            @ForAll @IntRange(max = 300) int before,
            @ForAll @IntRange(max = 50) int after,
            @ForAll @IntRange(max = 300) int seen) {
        var watchers = new Watchers(Given.CONVERSATION, text -> text, AT_7_MS);
        var late = new Client();
        for (int i = 0; i < before; i++) {
            watchers.tell(new Notice.Remark("n"));
            watchers.tell(new Notice.OutputAudio("a", "AAAA"));
        }
        boolean complete = watchers.addAfter(late, BEGUN + seen);
        for (int i = 0; i < after; i++) {
            watchers.tell(new Notice.Remark("n"));
        }

        long gone = Math.max(0, before - Watchers.KEPT);
        boolean ours = seen <= before;
        List<Long> expected = new ArrayList<>();
        for (long number = ours ? Math.max(gone, seen) : gone; number < before + after; number++) {
            expected.add(BEGUN + number + 1);
        }
        assertThat(late.heard).extracting(Heard::number).isEqualTo(expected);
        assertThat(complete).isEqualTo(ours && seen >= gone);
    }

    @Example
    void fromTheBeginningAllThatIsKeptIsTold() {
        var watchers = new Watchers(Given.CONVERSATION, text -> text, AT_7_MS);
        assertThat(watchers.addAfter(new Client(), 0)).isTrue();
        for (int i = 0; i < Watchers.KEPT; i++) {
            watchers.tell(new Notice.Remark("n"));
        }
        var late = new Client();

        assertThat(watchers.addAfter(late, 0)).isTrue();
        watchers.tell(new Notice.Remark("n"));

        assertThat(late.heard).hasSize(Watchers.KEPT + 1);
        assertThat(watchers.addAfter(new Client(), 0)).as("the first is gone").isFalse();
    }

    /** A room that was forgotten, or a service that was started again: its numbers are others. */
    @Test
    void aNumberOfARoomThatIsGoneBringsAllThatIsKeptAndTheWordThatSomeIsMissing() throws Exception {
        sessions.watch(Given.CONVERSATION, first);
        sessions.stop(Given.CONVERSATION);
        sessions.stop(Given.CONVERSATION);
        long seen = first.last();
        assertThat(seen).isPositive();
        sessions.forget(first);
        await().until(() -> sessions.known().isEmpty());
        sessions.watch(Given.CONVERSATION, second);
        sessions.stop(Given.CONVERSATION);
        var back = new Client();

        boolean complete = sessions.watchAfter(Given.CONVERSATION, back, seen);

        assertThat(complete).isFalse();
        assertThat(back.heard).isEqualTo(second.heard).isNotEmpty();
        assertThat(back.last()).isLessThan(1L << 53);
    }

    @Test
    void aStopReachesAStartThatWaitsForTheCallBefore() throws Exception {
        sessions.watch(Given.CONVERSATION, first);
        call();
        provider.says(Given.speechStarted("u", 0));
        provider.says(Given.speechStopped("u", 400));
        provider.mayJoin.release();
        var again =
                Thread.startVirtualThread(() -> {
                    try {
                        sessions.start(
                                Given.CONVERSATION,
                                Given.request(new Transport.Socket(), Modality.AUDIO));
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        await().until(() -> state() instanceof CallState.Closing); // its last words are waited for

        assertThat(new Activity(sessions).stopStart(Given.CONVERSATION)).isFalse();
        sessions.stop(Given.CONVERSATION);
        provider.says(Given.heard("u", "goodbye"));
        again.join();

        assertThat(sessions.calls()).isEmpty();
        assertThat(provider.listeners).hasSize(1);
    }

    private CallState state() {
        return sessions.known(Given.CONVERSATION)
                .flatMap(Room::call)
                .map(CallActor::state)
                .orElse(new CallState.Closed(CloseReason.REQUESTED, false));
    }
}
