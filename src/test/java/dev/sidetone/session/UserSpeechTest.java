package dev.sidetone.session;

import static dev.sidetone.session.Given.BEGUN;
import static dev.sidetone.session.Given.creates;
import static dev.sidetone.session.Given.heard;
import static dev.sidetone.session.Given.sent;
import static dev.sidetone.session.Given.speechStarted;
import static dev.sidetone.session.Given.speechStopped;
import static dev.sidetone.session.Given.told;
import static dev.sidetone.session.Given.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Item;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserSpeechTest {

    @Test
    void finalWordsAreInTheJournalBeforeAnybodyIsTold() {
        var talk = Given.talkOverSocket().hears(speechStarted("u1", 0));

        talk.hears(speechStopped("u1", 800)).hears(heard("u1", " where is it? "));

        int write =
                talk.last.indexOf(
                        talk.last.stream()
                                .filter(Effect.Write.class::isInstance)
                                .findFirst()
                                .orElseThrow());
        assertThat(write).isZero();
        assertThat(told(talk.last, Notice.WordsDone.class))
                .extracting(Notice.WordsDone::text)
                .containsExactly("where is it?");
    }

    /** A provider that repeats itself, or brings things in another order. */
    @Test
    void whatComesLateOrTwiceOfFinalWordsIsNothingNew() {
        var talk = Given.talkOverSocket().hears(heard("u1", "where is it?"));
        var shown = View.of(talk.state);

        for (ServerEvent again :
                List.of(
                        speechStarted("u1", 0),
                        new ServerEvent.TranscriptionDelta("e", "u1", 0, "where"),
                        speechStopped("u1", 800),
                        new ServerEvent.AudioCommitted("e", null, "u1"),
                        heard("u1", "where is it?"))) {
            talk.hears(again);
            assertThat(talk.last).as(again.toString()).isEmpty();
        }

        assertThat(View.of(talk.state)).isEqualTo(shown);
    }

    @Test
    void lateRecognitionKeepsTheTimeWhenSpeechStarted() {
        var talk = Given.talkOverSocket().after(2_000).hears(speechStarted("u1", 1_900));
        talk.after(1_000).hears(speechStopped("u1", 2_600));
        talk.after(3_000).hears(heard("u1", "late words"));

        var item = written(talk.last).getFirst();

        assertThat(item.startedAt().toEpochMilli()).isEqualTo(BEGUN + 2_000);
        assertThat(item.startMs()).isEqualTo(2_000);
        assertThat(item.endMs()).isEqualTo(2_700);
        assertThat(item.role()).isEqualTo(Item.Role.USER);
        assertThat(item.kind()).isEqualTo(Item.Kind.SPEECH);
    }

    @Test
    void silenceThatWasTakenForSpeechBecomesNoItem() {
        var talk = Given.talkOverSocket().hears(speechStarted("u1", 0));

        talk.hears(speechStopped("u1", 300)).hears(heard("u1", "  "));

        assertThat(written(talk.all)).isEmpty();
        assertThat(told(talk.last, Notice.Caption.class))
                .containsExactly(new Notice.Caption("u1", "", true));
        assertThat(talk.shown()).isEqualTo(ConsoleState.LISTENING);
    }

    @Test
    void captionsGrowUntilTheyAreFinal() {
        var talk = Given.talkOverSocket().hears(speechStarted("u1", 0));
        talk.hears(new ServerEvent.TranscriptionDelta("e", "u1", 0, "where "));
        talk.after(999).hears(new ServerEvent.TranscriptionDelta("e", "u1", 0, "is "));
        talk.after(1).hears(new ServerEvent.TranscriptionDelta("e", "u1", 0, "it"));
        talk.hears(heard("u1", "Where is it?"));

        assertThat(told(talk.all, Notice.Caption.class))
                .as("whole captions come once a second")
                .containsExactly(
                        new Notice.Caption("u1", "where", false),
                        new Notice.Caption("u1", "where is it", false),
                        new Notice.Caption("u1", "Where is it?", true));
        assertThat(told(talk.all, Notice.WordsDelta.class))
                .as("pieces come one by one")
                .extracting(Notice.WordsDelta::delta)
                .containsExactly("where ", "is ", "it");
        assertThat(told(talk.all, Notice.WordsStarted.class)).hasSize(1);
    }

    @Test
    void theConsoleFollowsTheTurn() {
        var talk = Given.talkOverSocket();
        assertThat(talk.shown()).isEqualTo(ConsoleState.LISTENING);
        assertThat(talk.hears(speechStarted("u1", 0)).shown()).isEqualTo(ConsoleState.HEARING_YOU);
        assertThat(talk.hears(speechStopped("u1", 500)).shown()).isEqualTo(ConsoleState.THINKING);
        assertThat(
                        talk.hears(Given.calls("background_agent", "c1", "{\"prompt\":\"x\"}"))
                                .hears(heard("u1", "x"))
                                .shown())
                .isEqualTo(ConsoleState.TOOL_RUNNING);
        assertThat(talk.hears(Given.sounds("a1", 100)).shown()).isEqualTo(ConsoleState.SPEAKING);
    }

    @Test
    void betweenTheWordsAndTheirAnswerItThinks() {
        var talk = Given.talkOverSocket().hears(speechStarted("u1", 0));
        talk.hears(speechStopped("u1", 500)).hears(heard("u1", "where?"));
        assertThat(talk.shown()).isEqualTo(ConsoleState.THINKING);

        talk.hears(Given.responseCreated()).hears(Given.responseDone("completed"));
        assertThat(talk.shown()).isEqualTo(ConsoleState.LISTENING);
    }

    @Test
    void lateWordsOfAnAnsweredTurnAwaitNothing() {
        var talk = Given.talkOverSocket().hears(speechStarted("u1", 0));
        talk.hears(speechStopped("u1", 500)).hears(Given.responseCreated());
        talk.hears(Given.responseDone("completed")).hears(heard("u1", "late words"));

        assertThat(talk.shown()).isEqualTo(ConsoleState.LISTENING);
    }

    @Test
    void anAnswerWithoutWordsOfTheUserDoesNotThinkForEver() {
        var talk = Given.talkOverSocket();
        talk.hears(speechStarted("u1", 0)).hears(speechStopped("u1", 500));

        talk.hears(Given.responseCreated()).hears(Given.responseDone("completed"));

        assertThat(talk.shown()).isEqualTo(ConsoleState.LISTENING);
    }

    @Test
    void aHeldTurnIsAnsweredOnceItsAudioIsCommitted() {
        var talk = Given.talkOverSocket().gets(new CallEvent.ModeChosen(TurnDetection.HOLD));
        assertThat(talk.shown()).isEqualTo(ConsoleState.READY);
        talk.after(100).gets(new CallEvent.AudioCame(Given.sound(40)));
        assertThat(talk.shown()).isEqualTo(ConsoleState.HEARING_YOU);

        talk.after(900).gets(new CallEvent.CommitRequested());
        assertThat(sent(talk.last)).containsExactly(new ClientEvent.AudioCommit(null));
        assertThat(creates(talk.last)).isZero();

        talk.hears(new ServerEvent.AudioCommitted("e", null, "u1"));
        assertThat(creates(talk.last)).isOne();
        talk.hears(heard("u1", "held words"));
        assertThat(written(talk.last).getFirst().startedAt().toEpochMilli()).isEqualTo(BEGUN + 100);
    }

    @Test
    void anEmptyHoldAsksForNoAnswerAndSaysSo() {
        var talk = Given.talkOverSocket().gets(new CallEvent.ModeChosen(TurnDetection.HOLD));

        talk.gets(new CallEvent.CommitRequested());
        talk.hears(Given.error("input_audio_buffer_commit_empty"));

        assertThat(creates(talk.all)).isZero();
        assertThat(told(talk.last, Notice.Remark.class)).hasSize(1);
        assertThat(talk.shown()).isEqualTo(ConsoleState.READY);
    }

    @Test
    void theLatencyOfATurnRunsFromItsEndToTheFirstSound() {
        var talk = Given.talkOverSocket().hears(speechStarted("u1", 0));
        talk.after(2_000).hears(speechStopped("u1", 1_500));
        talk.after(400).hears(Given.sounds("a1", 40)).hears(Given.sounds("a1", 40));
        talk.after(50).hears(new ServerEvent.TurnTiming("e", "u1", "r", 500, 100, 150, 60));

        assertThat(told(talk.all, Notice.Latency.class)).hasSize(1);
        var latency = told(talk.all, Notice.Latency.class).getFirst();
        assertThat(latency.totalMs()).isEqualTo(900);
        assertThat(latency.endOfTurnMs()).hasValue(500);
        assertThat(latency.networkMs()).hasValue(90);
    }

    @Test
    void withoutTheProvidersFiguresTheTotalIsToldAlone() {
        var talk = Given.talkOverSocket().hears(speechStarted("u1", 0));
        talk.hears(speechStopped("u1", 500));
        talk.after(700).hears(Given.sounds("a1", 40)).hears(Given.responseDone("completed"));

        var latency = told(talk.all, Notice.Latency.class).getFirst();
        assertThat(latency.totalMs()).isEqualTo(700);
        assertThat(latency.networkMs()).isEmpty();
    }

    @Test
    void aCoughLeavesTheCallListening() {
        var talk = Given.talkOverSocket().hears(speechStarted("u1", 0));
        talk.hears(speechStopped("u1", 300));

        talk.hears(new ServerEvent.AudioCleared("e1"));

        assertThat(told(talk.last, Notice.Caption.class))
                .containsExactly(new Notice.Caption("u1", "", true));
        assertThat(told(talk.last, Notice.StateChanged.class))
                .extracting(state -> state.state().wireName())
                .containsExactly("listening");
    }
}
