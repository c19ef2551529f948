package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Given.Talk;
import dev.sidetone.usage.Allowance;
import dev.sidetone.usage.Allowance.Level;
import dev.sidetone.usage.Money;
import dev.sidetone.usage.Parked;
import dev.sidetone.usage.Spent;
import dev.sidetone.usage.Tokens;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a call does when its budget goes down, and when it talks to itself. */
class BudgetRulesTest {

    private static final Spent SPENT =
            new Spent(Tokens.NONE, 1, 0, new Money(1), 1, 0, false, Parked.NEVER);

    private static CallEvent used(Level level) {
        return new CallEvent.Used(SPENT, new Allowance(level, "It has used so much."));
    }

    private static List<String> asked(List<Effect> effects) {
        return Given.sent(effects).stream()
                .filter(ClientEvent.ItemCreate.class::isInstance)
                .map(e -> ((ClientEvent.ItemCreate) e).item().at("/content/0/text").asText())
                .toList();
    }

    private static ServerEvent playing(boolean begins) {
        return begins
                ? new ServerEvent.OutputAudioStarted("e", "resp_1")
                : new ServerEvent.OutputAudioStopped("e", "resp_1");
    }

    private static Talk answered(Talk talk) {
        return talk.hears(Given.responseCreated()).hears(Given.responseDone("completed"));
    }

    @Test
    void whatACallUsesIsTold() {
        Talk talk = Given.talkOverSocket().gets(used(Level.OPEN));

        assertThat(Given.told(talk.last, Notice.Used.class))
                .containsExactly(new Notice.Used(talk.machine.spec().id(), SPENT));
        assertThat(talk.last).hasSize(1);
    }

    @Test
    void fourFifthsAreWarnedAboutOnceOnTheScreenAloudAndInTheRecord() {
        Talk talk = Given.talkOverSocket().gets(used(Level.NEAR));

        assertThat(asked(talk.last).getFirst())
                .isEqualTo("[BACKEND] It has used so much. When it is used up the call ends.");
        assertThat(Given.creates(talk.last)).isEqualTo(1);
        assertThat(Given.told(talk.last, Notice.Remark.class)).hasSize(1);
        assertThat(Given.written(talk.last))
                .singleElement()
                .satisfies(note -> assertThat(note.text()).isEqualTo("It has used so much."));

        talk.gets(used(Level.NEAR));

        assertThat(asked(talk.last)).isEmpty();
        assertThat(talk.state).isInstanceOf(Live.class);
    }

    @Test
    void whenAllIsUsedTheVoiceSaysGoodbyeAndTheCallEndsOnTheServer() {
        Talk talk = Given.talkOverWebRtc().hears(Given.responseCreated());
        talk.gets(used(Level.USED_UP)).hears(Given.responseDone("completed"));

        assertThat(asked(talk.all).getFirst())
                .isEqualTo(
                        "[BACKEND] It has used so much. The call ends now; what was said is kept.");
        assertThat(Given.creates(talk.last)).isEqualTo(1);
        assertThat(Given.written(talk.all))
                .anySatisfy(note -> assertThat(note.text()).contains("The call ends now"));

        talk.hears(Given.responseCreated()).hears(playing(true));
        talk.gets(used(Level.USED_UP)).hears(Given.responseDone("completed"));
        assertThat(talk.state).isInstanceOf(Live.class);

        talk.hears(playing(false));

        assertThat(talk.state).isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(talk.last).contains(new Effect.HangUp("rtc_1"));
    }

    @Test
    void aGoodbyeThatIsNotHeardIsNotWaitedFor() {
        Talk talk = Given.talkOverSocket().gets(used(Level.USED_UP));
        assertThat(talk.last)
                .anyMatch(e -> e instanceof Effect.Arm(var timer, _, _) && timer == Timer.BUDGET);

        talk.gets(new CallEvent.Rang(Timer.BUDGET, ""));

        assertThat(talk.state).isInstanceOf(Closed.class);
    }

    @Test
    void anotherAnswerDuringTheGoodbyeEndsTheCallAtOnce() {
        Talk talk = Given.talkOverWebRtc().gets(used(Level.USED_UP));
        talk.hears(Given.responseCreated()).hears(playing(true));
        talk.hears(Given.responseDone("completed"));
        assertThat(talk.state).isInstanceOf(Live.class);

        talk.hears(Given.responseCreated());

        assertThat(talk.state).isInstanceOf(Closed.class);
    }

    @Test
    void aRingOfABudgetThatIsOpenMeansNothing() {
        Talk talk = Given.talkOverSocket().gets(new CallEvent.Rang(Timer.BUDGET, ""));

        assertThat(talk.state).isInstanceOf(Live.class);
    }

    @Test
    void aVoiceThatOnlyAnswersItselfIsEndedWithANote() {
        Talk talk = Given.talkOverWebRtc();
        for (int i = 0; i < 5; i++) {
            answered(talk);
        }
        assertThat(talk.state).isInstanceOf(Live.class);

        answered(talk);

        assertThat(talk.state).isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(talk.last).contains(new Effect.HangUp("rtc_1"));
        assertThat(Given.written(talk.last))
                .anySatisfy(note -> assertThat(note.text()).contains("6 times in a row"));
    }

    @Test
    void wordsOfAPersonInBetweenKeepItUp() {
        Talk talk = Given.talkOverWebRtc();
        for (int i = 0; i < 20; i++) {
            if (i % 5 == 4) {
                talk.hears(Given.heard("u" + i, "go on"));
            }
            answered(talk);
        }

        assertThat(talk.state).isInstanceOf(Live.class);
    }

    @Test
    void whoTypesToTheAgentBesideTheCallIsSomebody() {
        Talk talk = Given.talkOverWebRtc();
        for (int i = 0; i < 20; i++) {
            talk.gets(new CallEvent.AgentAnswered("a" + i, "It is in Parser.java."));
            answered(talk);
        }

        assertThat(talk.state).isInstanceOf(Live.class);
    }

    @Test
    void anEchoIsNobody() {
        Talk talk = Given.talkOverWebRtc().hears(Given.heard("u", "hello"));
        for (int i = 0; i < 6; i++) {
            talk.hears(Given.begins("a" + i)).hears(Given.responseCreated());
            talk.hears(playing(true)).hears(Given.says("a" + i, "The parser is in Parser.java."));
            talk.hears(Given.speechStarted("e" + i, 0)).hears(Given.speechStopped("e" + i, 900));
            talk.hears(Given.heard("e" + i, "the parser is in parser java"));
            talk.hears(Given.responseDone("completed")).hears(playing(false));
        }

        assertThat(talk.state).isInstanceOf(Closed.class);
    }

    @Test
    void whereNothingIsRecognisedSpeechCounts() {
        Talk talk = Given.talkOverWebRtc();
        for (int i = 0; i < 20; i++) {
            talk.hears(Given.speechStarted("u" + i, 0));
            answered(talk);
        }

        assertThat(talk.state).isInstanceOf(Live.class);
    }

    @Test
    void answersWhileTheAgentWorksAreNotIdleTalk() {
        Talk talk =
                Given.talkOverWebRtc()
                        .hears(Given.calls("background_agent", "c", "{\"prompt\":\"x\"}"));
        for (int i = 0; i < 20; i++) {
            answered(talk);
        }

        assertThat(talk.state).isInstanceOf(Live.class);
    }
}
