package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.session.Mailbox.Lane;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxTest {

    private final Mailbox mailbox = new Mailbox();

    private static CallEvent text(int n) {
        return new CallEvent.TextCame("t" + n, "text", TextRole.USER, "");
    }

    @Test
    void eventsComeOutInTheOrderTheyWentInOverAllLanes() throws Exception {
        mailbox.put(Lane.TEXT, text(1));
        mailbox.put(Lane.CONTROL, new CallEvent.Begin());
        mailbox.put(Lane.TEXT, text(2));

        assertThat(mailbox.take(_ -> true)).isEqualTo(text(1));
        assertThat(mailbox.take(_ -> true)).isEqualTo(new CallEvent.Begin());
        assertThat(mailbox.take(_ -> true)).isEqualTo(text(2));
    }

    @Test
    void aClosedLaneIsHeldBackAndKeepsItsOrder() throws Exception {
        mailbox.put(Lane.TEXT, text(1));
        mailbox.put(Lane.TEXT, text(2));
        mailbox.put(Lane.CONTROL, new CallEvent.LinkUp());

        assertThat(mailbox.take(lane -> !lane.input())).isEqualTo(new CallEvent.LinkUp());
        assertThat(mailbox.take(_ -> true)).isEqualTo(text(1));
    }

    @Test
    void theNewestSoundIsDroppedAndCountedWhenTheLaneIsFull() throws Exception {
        for (int i = 0; i < 256; i++) {
            assertThat(mailbox.put(Lane.AUDIO, new CallEvent.AudioCame("" + i))).isTrue();
        }

        assertThat(mailbox.put(Lane.AUDIO, new CallEvent.AudioCame("late"))).isFalse();

        assertThat(mailbox.dropped()).isOne();
        assertThat(mailbox.take(_ -> true)).isEqualTo(new CallEvent.AudioCame("0"));
    }

    /** As if the talk key were never let go. */
    @Test
    void whatIsSaidOfTheSoundIsNotDroppedWithIt() throws Exception {
        for (int i = 0; i < 300; i++) {
            mailbox.put(Lane.AUDIO, new CallEvent.AudioCame("" + i));
        }

        assertThat(mailbox.put(Lane.AUDIO, new CallEvent.CommitRequested())).isTrue();
        assertThat(mailbox.put(Lane.AUDIO, new CallEvent.ClearRequested())).isTrue();
        assertThat(mailbox.put(Lane.AUDIO, new CallEvent.AudioCame("late"))).isFalse();

        for (int i = 0; i < 256; i++) {
            assertThat(mailbox.take(_ -> true)).isEqualTo(new CallEvent.AudioCame("" + i));
        }
        assertThat(mailbox.take(_ -> true)).isEqualTo(new CallEvent.CommitRequested());
        assertThat(mailbox.take(_ -> true)).isEqualTo(new CallEvent.ClearRequested());
        assertThat(mailbox.dropped()).isEqualTo(45);
    }

    @Test
    void whoSaysMoreOfTheSoundThanIsReservedForItWaits() throws Exception {
        for (int i = 0; i < 256; i++) {
            mailbox.put(Lane.AUDIO, new CallEvent.AudioCame("" + i));
        }
        for (int i = 0; i < 16; i++) {
            mailbox.put(Lane.AUDIO, new CallEvent.CommitRequested());
        }
        var taken = new CountDownLatch(1);
        Thread sender =
                sender(() -> {
                    mailbox.put(Lane.AUDIO, new CallEvent.ClearRequested());
                    taken.countDown();
                });
        await().until(() -> sender.getState() == Thread.State.WAITING);

        mailbox.take(_ -> true);

        assertThat(taken.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }

    /** Text, what the agent says, what the provider says, and the rest. */
    @ParameterizedTest
    @CsvSource({"TEXT, 64", "AGENT, 64", "PROVIDER, 256", "CONTROL, 256"})
    void whoPutsMoreThanTheLaneHoldsWaitsForRoom(Lane lane, int size) throws Exception {
        for (int i = 0; i < size; i++) {
            mailbox.put(lane, text(i));
        }
        var taken = new CountDownLatch(1);
        Thread sender = sender(lane, size, taken, new AtomicReference<>());
        await().until(() -> sender.getState() == Thread.State.WAITING);
        assertThat(taken.getCount()).isOne();

        mailbox.take(_ -> true);

        assertThat(taken.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(mailbox.dropped()).isZero();
    }

    @Test
    void theEndOfTheCallFreesThoseWhoWaitAndGivesBackWhatIsLeft() throws Exception {
        for (int i = 0; i < 64; i++) {
            mailbox.put(Lane.TEXT, text(i));
        }
        var done = new CountDownLatch(1);
        var result = new AtomicReference<>(true);
        Thread sender = sender(Lane.TEXT, 64, done, result);
        await().until(() -> sender.getState() == Thread.State.WAITING);

        assertThat(mailbox.close()).hasSize(64).startsWith(text(0));

        assertThat(done.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(result.get()).isFalse();
        assertThat(mailbox.put(Lane.CONTROL, new CallEvent.Begin())).isFalse();
    }

    @Test
    void aCallIsBorrowedOnlyWhenNobodyHasItAndNothingWaits() throws Exception {
        assertThat(mailbox.borrow(_ -> true)).as("who begins it has it").isFalse();
        mailbox.put(Lane.CONTROL, text(1));
        Thread owner = sender(() -> mailbox.take(_ -> true));
        owner.join();
        assertThat(mailbox.borrow(_ -> true)).as("its thread has it").isFalse();

        Thread next = sender(() -> mailbox.take(_ -> true));
        await().until(() -> next.getState() == Thread.State.WAITING);
        assertThat(mailbox.borrow(_ -> true)).isTrue();
        assertThat(mailbox.borrow(_ -> true)).as("it is lent already").isFalse();
        mailbox.put(Lane.CONTROL, text(2));
        await().until(() -> next.getState() == Thread.State.WAITING);
        mailbox.giveBack();
        next.join(10_000);

        assertThat(next.isAlive()).as("what came meanwhile goes to its thread").isFalse();
    }

    @Test
    void whatIsHeldBackDoesNotKeepItFromBeingBorrowed() throws Exception {
        mailbox.put(Lane.CONTROL, text(1));
        mailbox.put(Lane.TEXT, text(2));
        mailbox.take(_ -> true);
        Thread owner = sender(() -> mailbox.take(lane -> !lane.input()));
        await().until(() -> owner.getState() == Thread.State.WAITING);

        assertThat(mailbox.borrow(_ -> true)).isFalse();
        assertThat(mailbox.borrow(lane -> !lane.input())).isTrue();
        mailbox.close();
        assertThat(mailbox.borrow(lane -> !lane.input())).isFalse();
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Thread sender(Work work) {
        return Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    try {
                        work.run();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private Thread sender(Lane lane, int n, CountDownLatch done, AtomicReference<Boolean> result) {
        return sender(() -> {
            result.set(mailbox.put(lane, text(n)));
            done.countDown();
        });
    }
}
