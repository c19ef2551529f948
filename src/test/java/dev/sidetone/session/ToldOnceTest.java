package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Whoever gave work to the agent is told how it ended, once, whatever goes wrong. */
class ToldOnceTest {

    private final MemoryStore store = new MemoryStore();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Notice> seen = new CopyOnWriteArrayList<>();

    private Room room(CodingAgent agent) {
        var ids = new Ids(InstantSource.system(), new Random(1));
        var room =
                new Room(
                        Given.CONVERSATION,
                        store,
                        Optional.of(agent),
                        _ -> "",
                        ids,
                        InstantSource.system());
        room.watchers().add((_, notice) -> seen.add(notice));
        return room;
    }

    /** Writes down what it is told. */
    private class Client implements TurnRequest.Client {
        @Override
        public void progress(String message) {}

        @Override
        public void ended(Turn.Status how, String spoken) throws InterruptedException {
            told.add(how + " " + spoken);
        }
    }

    private static TurnRequest asks(String prompt, TurnRequest.Client client) {
        var request = new AgentRequest(Given.CONVERSATION, prompt, List.of(), true);
        return new TurnRequest(prompt, "call", request, client);
    }

    private void runs(Room room, TurnRequest... requests) {
        for (TurnRequest request : requests) {
            assertThat(room.turns().submit(request)).isTrue();
        }
        await().until(() -> room.turns().idle());
    }

    /** It lands between the look whether there was one and the place in the mailbox. */
    @Test
    void aStopThatLandsWhileItIsToldTakesNothingAway() {
        Room room = room(new Answering("Answer to "));
        var stopped = new Semaphore(0);
        var client =
                new Client() {
                    @Override
                    public void ended(Turn.Status how, String spoken) throws InterruptedException {
                        if (stopped.availablePermits() == 0) {
                            stopped.release();
                            throw new InterruptedException("a stop");
                        }
                        super.ended(how, spoken);
                    }
                };

        runs(room, asks("A", client), asks("B", new Client()));

        assertThat(told).containsExactly("COMPLETED Answer to A", "COMPLETED Answer to B");
    }

    @Test
    void aStoreThatBreaksOnTheAnswerAndOnTheWordThatItFailedEndsTheTurnAllTheSame() {
        Room room = room(new Answering("Answer to "));
        store.breaksOn = item -> item.itemId().startsWith("A-");

        runs(room, asks("A", new Client()), asks("B", new Client()));

        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).startsWith("FAILED That did not work.").contains("its log");
        assertThat(told.getLast()).isEqualTo("COMPLETED Answer to B");
        assertThat(completed()).containsExactly(Turn.Status.FAILED, Turn.Status.COMPLETED);
    }

    private List<Turn.Status> completed() {
        return seen.stream()
                .filter(Notice.TurnCompleted.class::isInstance)
                .map(n -> ((Notice.TurnCompleted) n).turn().status())
                .toList();
    }

    @Test
    void aClientThatBreaksWhenTheTurnBeginsTakesNoOutputAway() {
        Room room = room(new Answering("Answer to "));
        room.watchers()
                .add((_, notice) -> {
                    if (notice instanceof Notice.TurnStarted(var turn) && turn.id().equals("A")) {
                        throw new IllegalStateException("a fault in a client");
                    }
                });

        runs(room, asks("A", new Client()), asks("B", new Client()));

        assertThat(told).hasSize(2);
        assertThat(told.getFirst()).startsWith("FAILED That did not work.");
        assertThat(told.getLast()).isEqualTo("COMPLETED Answer to B");
    }

    @Test
    void ofSeveralThatAreDroppedEachIsToldAlsoWhenOneBreaks() {
        var agent = new HeldAgent();
        Room room = room(agent);
        room.turns().submit(asks("running", new Client()));
        var breaking =
                new Client() {
                    @Override
                    public void ended(Turn.Status how, String spoken) {
                        throw new IllegalStateException("a fault in a client");
                    }
                };
        room.turns().submit(asks("A", breaking));
        room.turns().submit(asks("B", new Client()));

        assertThat(room.turns().stop(turn -> !turn.turnId().equals("running"))).isTrue();
        agent.mayAnswer.release();
        await().until(() -> room.turns().idle());

        assertThat(told)
                .containsExactly(
                        "INTERRUPTED The request was stopped.", "COMPLETED Answer to running");
    }

    @Test
    void whatIsToldOfItsEndTwiceIsToldOnce() throws Exception {
        ToldOnce once = ToldOnce.of(new Client());

        once.ended(Turn.Status.COMPLETED, "one");
        once.ended(Turn.Status.FAILED, "two");

        assertThat(told).containsExactly("COMPLETED one");
        assertThat(ToldOnce.of(once)).isSameAs(once);
    }
}
