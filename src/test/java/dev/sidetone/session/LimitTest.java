package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Given.Talk;
import dev.sidetone.wire.ClientEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends a call by itself, and what carries it over the end of the provider's session. */
class LimitTest {

    private static final long MINUTE = 60_000;

    private static List<Long> waits(List<Effect> effects, Timer timer) {
        return effects.stream()
                .filter(e -> e instanceof Effect.Arm(var t, _, _) && t == timer)
                .map(e -> ((Effect.Arm) e).ms())
                .toList();
    }

    private static List<String> asked(List<Effect> effects) {
        return Given.sent(effects).stream()
                .filter(ClientEvent.ItemCreate.class::isInstance)
                .map(e -> ((ClientEvent.ItemCreate) e).item().at("/content/0/text").asText())
                .toList();
    }

    private static CallEvent rings(Timer timer, String about) {
        return new CallEvent.Rang(timer, about);
    }

    @Test
    void aCallArmsItsLimitsWhenItIsUp() {
        CallMachine machine = Given.capped(new Transport.Socket());
        Step up = machine.next(CallMachine.INITIAL, new CallEvent.LinkUp(), Given.BEGUN);

        assertThat(waits(up.effects(), Timer.IDLE)).containsExactly(14 * MINUTE);
        assertThat(waits(up.effects(), Timer.LIMIT)).containsExactly(239 * MINUTE);
        assertThat(waits(up.effects(), Timer.RENEWAL))
                .containsExactly(57 * MINUTE - 30_000, 57 * MINUTE, 59 * MINUTE);
    }

    @Test
    void silenceIsWarnedAboutAloudAndThenEndsTheCall() {
        Talk talk = Given.talkOverSocket().after(14 * MINUTE).gets(rings(Timer.IDLE, ""));

        assertThat(asked(talk.last))
                .containsExactly(
                        "[BACKEND] Nobody has said a word for 14 minutes. The call ends in 1 minute"
                                + " unless you go on.");
        assertThat(Given.creates(talk.last)).isEqualTo(1);
        assertThat(waits(talk.last, Timer.IDLE)).containsExactly(MINUTE);

        talk.hears(Given.begins("a")).hears(Given.said("a", "Nobody has said a word."));
        talk.hears(Given.responseDone("completed")).after(MINUTE).gets(rings(Timer.IDLE, ""));

        assertThat(talk.state).isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(Given.told(talk.last, Notice.Remark.class).getFirst().message())
                .contains("15 minutes", "What was said is kept");
    }

    @Test
    void whoSpeaksAfterTheWarningGoesOn() {
        Talk talk = Given.talkOverSocket().after(14 * MINUTE).gets(rings(Timer.IDLE, ""));
        talk.after(30_000).hears(Given.speechStarted("u", 0)).hears(Given.speechStopped("u", 400));
        talk.hears(Given.heard("u", "I am here"));

        talk.after(30_000).gets(rings(Timer.IDLE, ""));

        assertThat(talk.state).isInstanceOf(Live.class);
        assertThat(waits(talk.last, Timer.IDLE)).containsExactly(14 * MINUTE - 30_000);
    }

    @Test
    void aCallWhoseAgentWorksIsNotIdle() {
        Talk talk =
                Given.talkOverSocket()
                        .hears(Given.calls("background_agent", "c", "{\"prompt\":\"x\"}"))
                        .after(20 * MINUTE)
                        .gets(rings(Timer.IDLE, ""));

        assertThat(asked(talk.last)).isEmpty();
        assertThat(waits(talk.last, Timer.IDLE)).containsExactly(14 * MINUTE);
    }

    @Test
    void whoCannotBeHeardIsNotTakenForSilent() {
        Talk talk = Given.talkOverWebRtc().gets(new CallEvent.LinkDown("reset", false, false));

        talk.after(20 * MINUTE).gets(rings(Timer.IDLE, ""));

        assertThat(asked(talk.last)).isEmpty();
        assertThat(waits(talk.last, Timer.IDLE)).containsExactly(14 * MINUTE);
    }

    @Test
    void theLongestCallIsWarnedAboutAndEnds() {
        Talk talk =
                Given.talkOverWebRtc()
                        .after(239 * MINUTE)
                        .gets(rings(Timer.LIMIT, LimitRules.WARNING));
        assertThat(asked(talk.last).getFirst()).contains("may last 4 hours and ends in 1 minute");
        assertThat(waits(talk.last, Timer.LIMIT)).containsExactly(MINUTE);

        talk.after(MINUTE).gets(rings(Timer.LIMIT, LimitRules.END));

        assertThat(talk.state).isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(talk.last).contains(new Effect.HangUp("rtc_1"));
    }

    @Test
    void aNewSessionTakesOverInAPauseOfSpeechAndNotBefore() {
        Talk talk = new Talk(Given.capped(new Transport.Socket()));
        talk.hears(Given.speechStarted("u", 0)).gets(rings(Timer.RENEWAL, "pause-1"));
        assertThat(talk.last).noneMatch(Effect.OpenSocket.class::isInstance);

        talk.hears(Given.speechStopped("u", 900));
        assertThat(talk.last).noneMatch(Effect.OpenSocket.class::isInstance);

        talk.hears(Given.heard("u", "where is it")).hears(Given.responseCreated());
        talk.hears(Given.begins("a")).hears(Given.sounds("a", 500)).hears(Given.said("a", "There"));
        talk.hears(Given.responseDone("completed"));
        assertThat(talk.last).noneMatch(Effect.OpenSocket.class::isInstance);

        talk.after(500).gets(rings(Timer.PLAYBACK, "a"));

        assertThat(talk.last)
                .containsSubsequence(
                        new Effect.CloseSocket(),
                        new Effect.FindContext(),
                        new Effect.OpenSocket());
        assertThat(CallMachine.takesInput(talk.state)).isFalse();
        talk.gets(new CallEvent.ContextFound("so far")).gets(new CallEvent.LinkUp());
        assertThat(talk.last)
                .contains(
                        new Effect.Configure(
                                TurnDetection.OPEN, new Briefing(List.of(), "so far"), false));
        assertThat(CallMachine.takesInput(talk.state)).isTrue();
        assertThat(talk.dialogue().lines().list())
                .containsExactly("user: where is it", "assistant: There");
    }

    @Test
    void withoutAPauseItTakesOverJustBeforeTheEndAndTheAgentsAnswerIsToldInTheNewSession() {
        Talk talk = new Talk(Given.capped(new Transport.Socket()));
        talk.hears(Given.calls("background_agent", "c", "{\"prompt\":\"x\"}"));
        talk.gets(rings(Timer.RENEWAL, "pause-1"));
        assertThat(talk.last).isEmpty();

        talk.gets(rings(Timer.RENEWAL, "now-1"));
        assertThat(talk.last).contains(new Effect.OpenSocket());
        talk.gets(new CallEvent.LinkUp()).gets(new CallEvent.AgentDone("c", "It is there.", true));

        assertThat(asked(talk.last)).containsExactly("[BACKEND] It is there.");
        assertThat(Given.outputs(talk.last)).isEmpty();
        assertThat(Given.written(talk.last)).extracting("itemId").containsExactly("output_c");
        assertThat(talk.gets(rings(Timer.RENEWAL, "now-1")).last).isEmpty();
    }

    @Test
    void aNewSessionThatDoesNotOpenIsTriedAgainAndThenTheCallEndsInWords() {
        Talk talk = new Talk(Given.capped(new Transport.Socket()));
        talk.gets(rings(Timer.RENEWAL, "pause-1"));
        for (int attempt = 1; attempt < 5; attempt++) {
            talk.gets(new CallEvent.StartFailed("It is busy.", ""));
            assertThat(waits(talk.last, Timer.REOPEN))
                    .containsExactly(Backoff.beforeAttempt(attempt));
            assertThat(talk.gets(rings(Timer.REOPEN, "")).last)
                    .containsExactly(new Effect.OpenSocket());
        }

        talk.gets(new CallEvent.StartFailed("It is busy.", ""));

        assertThat(talk.state).isEqualTo(new Closed(CloseReason.ERROR, true));
        assertThat(Given.told(talk.last, Notice.CallError.class).getFirst().message())
                .contains("It is busy.", "start the call again");
    }

    @Test
    void aClientWhoseSoundDoesNotComeThroughUsIsAskedToStartAgain() {
        Talk talk = new Talk(Given.capped(new Transport.WebRtc("v=0")));

        talk.gets(rings(Timer.RENEWAL, "pause-1"));

        assertThat(Given.told(talk.last, Notice.RenewalDue.class)).hasSize(1);
        assertThat(((Live) talk.state).link()).isInstanceOf(Link.Up.class);
        assertThat(talk.gets(rings(Timer.RENEWAL, "now-1")).last).isEmpty();
    }
}
