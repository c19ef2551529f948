package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Given.Talk;
import dev.sidetone.wire.ClientEvent;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a call gives its session up while the agent works, and how it gets another one. */
class ParkTest {

    private static final long AFTER = 30_000;
    private static final CallEvent RESUME = new CallEvent.ResumeRequested(Optional.empty());

    private static Talk talk(Transport transport, CallOptions options) {
        CallPolicy policy = CallPolicy.USUAL.parkedAfter(Optional.of(Duration.ofMillis(AFTER)));
        return new Talk(new CallMachine(Given.spec(transport, Modality.AUDIO, policy, options)));
    }

    private static Talk working(Transport transport, CallOptions options) {
        return talk(transport, options)
                .hears(Given.calls("background_agent", "c", "{\"prompt\":\"build it\"}"));
    }

    private static Talk working() {
        return working(new Transport.Socket(), CallOptions.USUAL);
    }

    private static Talk parked() {
        return waits(working().after(AFTER));
    }

    private static Talk parkedOverWebRtc() {
        var options = CallOptions.USUAL.withParking(true);
        return waits(working(new Transport.WebRtc("v=0"), options).after(AFTER));
    }

    /** All timers that may park it. */
    private static Talk waits(Talk talk) {
        List.copyOf(talk.all).stream()
                .filter(e -> e instanceof Effect.Arm(var t, _, _) && t == Timer.PARK)
                .map(e -> ((Effect.Arm) e).about())
                .filter(_ -> !isParked(talk))
                .forEach(about -> talk.gets(new CallEvent.Rang(Timer.PARK, about)));
        return talk;
    }

    /** The newest timer of this kind. */
    private static Talk rings(Talk talk, Timer timer) {
        String about =
                talk.all.stream()
                        .filter(e -> e instanceof Effect.Arm(var t, _, _) && t == timer)
                        .map(e -> ((Effect.Arm) e).about())
                        .reduce((_, last) -> last)
                        .orElseThrow();
        return talk.gets(new CallEvent.Rang(timer, about));
    }

    private static boolean isParked(Talk talk) {
        return talk.state instanceof Live live && live.link() instanceof Link.Parked;
    }

    private static List<String> messages(Talk talk) {
        return Given.sent(talk.last).stream()
                .filter(ClientEvent.ItemCreate.class::isInstance)
                .map(e -> ((ClientEvent.ItemCreate) e).item().at("/content/0/text").asText())
                .toList();
    }

    private static String loud(int ms) {
        byte[] sound = new byte[48 * ms];
        for (int i = 1; i < sound.length; i += 2) {
            sound[i] = (byte) (i % 4 == 1 ? 16 : -16);
        }
        return Base64.getEncoder().encodeToString(sound);
    }

    @Test
    void aCallIsParkedWhenTheAgentWorksForLongAndNobodySpeaks() {
        Talk talk = working();
        assertThat(talk.last).contains(new Effect.Arm(Timer.PARK, "1", AFTER));
        assertThat(isParked(talk)).isFalse();

        waits(talk.after(AFTER));

        assertThat(isParked(talk)).isTrue();
        assertThat(talk.shown()).isEqualTo(ConsoleState.PARKED);
        assertThat(talk.last).contains(new Effect.CloseSocket());
        assertThat(talk.last).noneMatch(Effect.HangUp.class::isInstance);
        assertThat(CallMachine.takesInput(talk.state)).isTrue();
    }

    @Test
    void whoSpeaksIsNotCutOffAndTheNextPauseParks() {
        Talk talk = working().hears(Given.speechStarted("u", 0));
        waits(talk.after(AFTER));
        assertThat(isParked(talk)).isFalse();

        talk.hears(Given.speechStopped("u", 900)).hears(Given.heard("u", "and the tests"));
        assertThat(isParked(talk)).isFalse();
        talk.hears(Given.responseCreated()).hears(Given.begins("a"));
        talk.hears(Given.sounds("a", 500)).hears(Given.said("a", "Yes."));
        talk.hears(Given.responseDone("completed"));
        assertThat(isParked(talk)).as("the voice is still heard").isFalse();

        talk.after(500).gets(new CallEvent.Rang(Timer.PLAYBACK, "a"));
        assertThat(talk.last).contains(new Effect.Arm(Timer.PARK, "pause-2", 5_000));
        assertThat(isParked(talk)).as("an answer may follow").isFalse();
        assertThat(isParked(talk.gets(new CallEvent.Rang(Timer.PARK, "pause-1")))).isFalse();

        talk.after(5_000).gets(new CallEvent.Rang(Timer.PARK, "pause-2"));

        assertThat(isParked(talk)).isTrue();
    }

    @Test
    void anAgentThatIsQuickOrWorksOnSomethingElseByThenParksNothing() {
        Talk talk = working().gets(new CallEvent.AgentDone("c", "Done.", true));
        talk.hears(Given.responseCreated()).hears(Given.responseDone("completed"));
        assertThat(talk.gets(new CallEvent.Rang(Timer.PARK, "1")).last).isEmpty();

        talk.hears(Given.calls("background_agent", "d", "{\"prompt\":\"more\"}"));
        assertThat(talk.last).contains(new Effect.Arm(Timer.PARK, "3", AFTER));
        talk.gets(new CallEvent.Rang(Timer.PARK, "1"));

        assertThat(isParked(talk)).isFalse();
    }

    @Test
    void onlyCallsThatCanComeBackAreParked() {
        Talk foreign = working(new Transport.WebRtc("v=0"), CallOptions.USUAL);
        Talk clients = working(new Transport.ExistingCall("rtc_9"), CallOptions.USUAL);
        Talk never =
                new Talk(Given.socket())
                        .hears(Given.calls("background_agent", "c", "{\"prompt\":\"x\"}"));

        for (Talk talk : List.of(foreign, clients, never)) {
            assertThat(talk.all)
                    .noneMatch(e -> e instanceof Effect.Arm(var t, _, _) && t == Timer.PARK);
            assertThat(isParked(talk.gets(new CallEvent.Rang(Timer.PARK, "1")))).isFalse();
        }
    }

    @Test
    void theAgentsAnswerRingsAndIsSaidInTheNewSession() {
        Talk talk = parked().gets(new CallEvent.AgentDone("c", "It is built.", true));

        assertThat(Given.written(talk.last)).extracting("itemId").containsExactly("output_c");
        assertThat(messages(talk)).containsExactly("[BACKEND] It is built.");
        assertThat(Given.creates(talk.last)).isEqualTo(1);
        assertThat(talk.last)
                .containsSubsequence(new Effect.FindContext(), new Effect.OpenSocket());
        assertThat(talk.shown()).isEqualTo(ConsoleState.RINGING);
        assertThat(CallMachine.takesInput(talk.state)).isFalse();

        talk.gets(new CallEvent.ContextFound("so far")).gets(new CallEvent.LinkUp());

        assertThat(talk.last)
                .contains(
                        new Effect.Configure(
                                TurnDetection.OPEN, new Briefing(List.of(), "so far"), false));
        assertThat(Given.creates(talk.last)).isEqualTo(1);
        assertThat(talk.shown()).isEqualTo(ConsoleState.THINKING);
    }

    @Test
    void whatFailedOrWasStoppedIsSaidToo() {
        assertThat(messages(parked().gets(new CallEvent.AgentDone("c", "That broke.", true))))
                .containsExactly("[BACKEND] That broke.");
        Talk stopped = parked().gets(new CallEvent.InterruptRequested());
        assertThat(stopped.last).containsExactly(new Effect.StopAgent());
        stopped.gets(new CallEvent.AgentDone("c", "It was stopped.", false));
        assertThat(messages(stopped)).containsExactly("[BACKEND] It was stopped.");
        assertThat(stopped.last).contains(new Effect.OpenSocket());
    }

    @Test
    void whoSpeaksBringsTheCallBackAndIsHeardFromTheBeginning() {
        Talk talk = parked();
        String quiet = Given.sound(100);
        for (int i = 0; i < 30; i++) {
            talk.gets(new CallEvent.AudioCame(quiet));
            assertThat(talk.last).isEmpty();
        }
        talk.gets(new CallEvent.AudioCame(loud(100)));
        assertThat(isParked(talk)).as("a click is no speech").isTrue();

        talk.gets(new CallEvent.AudioCame(loud(101)));
        assertThat(talk.last).contains(new Effect.OpenSocket());
        talk.gets(new CallEvent.LinkUp());

        List<String> heard =
                Given.sent(talk.last).stream()
                        .filter(ClientEvent.AudioAppend.class::isInstance)
                        .map(e -> ((ClientEvent.AudioAppend) e).audio())
                        .toList();
        assertThat(heard).hasSize(14).endsWith(loud(100), loud(101)).startsWith(quiet);
        assertThat(talk.last.getFirst()).isInstanceOf(Effect.Configure.class);
    }

    @Test
    void whoHoldsTheKeyIsHeardAtOnce() {
        Talk talk = parked().gets(new CallEvent.ModeChosen(TurnDetection.HOLD));
        assertThat(isParked(talk.gets(new CallEvent.ClearRequested()))).isTrue();

        talk.gets(new CallEvent.AudioCame(Given.sound(40)));

        assertThat(talk.last).contains(new Effect.OpenSocket());
    }

    @Test
    void whatIsTypedGoesToTheAgentAtOnceAndTheVoiceComesBack() {
        Talk talk =
                parked().gets(new CallEvent.TextCame("t", "only the core", TextRole.USER, "bob"));

        assertThat(talk.last)
                .contains(
                        new Effect.RunAgent("", "only the core", List.of(), false),
                        new Effect.OpenSocket());
        assertThat(Given.written(talk.last))
                .singleElement()
                .satisfies(item -> assertThat(item.text()).isEqualTo("only the core"))
                .satisfies(item -> assertThat(item.details().device()).contains("bob"));
        assertThat(Given.creates(talk.last)).isZero();
    }

    @Test
    void anAgentThatGoesOnAfterwardsParksTheCallAgain() {
        Talk talk = parked().gets(RESUME).gets(new CallEvent.LinkUp());
        assertThat(talk.last).contains(new Effect.Arm(Timer.PARK, "3", AFTER));

        waits(talk.after(AFTER));

        assertThat(isParked(talk)).isTrue();
    }

    @Test
    void silenceDoesNotEndAParkedCallButItsLongestTimeDoes() {
        Talk talk = parked().after(3_600_000).gets(new CallEvent.Rang(Timer.IDLE, ""));
        assertThat(isParked(talk)).isTrue();
        assertThat(messages(talk)).isEmpty();

        talk.gets(new CallEvent.Rang(Timer.LIMIT, LimitRules.END));

        assertThat(talk.state).isEqualTo(new Closed(CloseReason.REQUESTED, false));
    }

    @Test
    void aParkedCallIsHungUpAtOnce() {
        Talk talk = parked().gets(new CallEvent.StopRequested());

        assertThat(talk.state).isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(talk.last)
                .noneMatch(Effect.HangUp.class::isInstance)
                .contains(new Effect.Finish());
    }

    @Test
    void aProviderThatRefusesIsAskedAgainAndThenItIsSaidInWords() {
        Talk talk = parked().gets(RESUME);
        for (int attempt = 1; attempt < 5; attempt++) {
            talk.gets(new CallEvent.StartFailed("It is busy.", ""));
            assertThat(talk.last)
                    .contains(
                            new Effect.Arm(
                                    Timer.REOPEN,
                                    "3-" + (attempt + 1),
                                    Backoff.beforeAttempt(attempt)));
            rings(talk, Timer.REOPEN);
            assertThat(talk.last).contains(new Effect.OpenSocket());
        }

        talk.gets(new CallEvent.StartFailed("It is busy.", ""));

        assertThat(isParked(talk)).isTrue();
        assertThat(Given.told(talk.last, Notice.Remark.class).getFirst().message())
                .contains("It is busy.", "is in the conversation", "Resume the call");
        assertThat(talk.gets(RESUME).last).contains(new Effect.OpenSocket());
    }

    @Test
    void aProviderThatNeverAnswersIsNotWaitedForForever() {
        Talk talk = parked().gets(RESUME);
        rings(talk.after(15_000), Timer.RING);
        assertThat(talk.last).contains(new Effect.CancelConnecting());

        rings(talk, Timer.REOPEN);
        assertThat(talk.last).contains(new Effect.OpenSocket());
        talk.gets(new CallEvent.Rang(Timer.RING, "3-1"));
        assertThat(talk.last).as("of a try that is over").isEmpty();
    }

    @Test
    void overWebRtcTheProviderIsHungUpAndTheClientBringsTheSoundBack() {
        Talk talk = parkedOverWebRtc();
        assertThat(talk.last).contains(new Effect.CloseSocket(), new Effect.HangUp("rtc_1"));

        talk.gets(new CallEvent.AgentDone("c", "It is built.", true));
        assertThat(Given.told(talk.last, Notice.Ringing.class)).hasSize(1);
        assertThat(talk.shown()).isEqualTo(ConsoleState.RINGING);
        talk.gets(new CallEvent.AgentAnswered("i", "More."));
        assertThat(Given.told(talk.last, Notice.Ringing.class)).isEmpty();

        talk.gets(new CallEvent.ResumeRequested(Optional.of("v=1")));
        assertThat(talk.last).contains(new Effect.CallAgain("v=1"));
        talk.gets(new CallEvent.CallCreated("rtc_2", "answer"));
        assertThat(talk.last)
                .contains(
                        new Effect.Publish(new Notice.Answer("answer")),
                        new Effect.Join("rtc_2", 0));
        talk.gets(new CallEvent.LinkUp());
        assertThat(Given.creates(talk.last)).isEqualTo(1);
        assertThat(talk.shown()).isEqualTo(ConsoleState.THINKING);

        talk.gets(new CallEvent.Rang(Timer.SIDEBAND, ""));
        assertThat(talk.state).as("that was of the first session").isInstanceOf(Live.class);
        talk.gets(new CallEvent.CallCreated("rtc_3", "late"));
        assertThat(talk.last).containsExactly(new Effect.HangUp("rtc_3"));
    }

    @Test
    void overWebRtcAParkedCallThatNobodyListensToIsEnded() {
        Talk talk = parkedOverWebRtc();
        assertThat(talk.last).contains(new Effect.LookAround(0));

        talk.gets(new CallEvent.Looked(false)).after(299_000).gets(new CallEvent.Looked(true));
        assertThat(isParked(talk)).isTrue();
        talk.gets(new CallEvent.Looked(false)).after(300_000).gets(new CallEvent.Looked(false));

        assertThat(talk.state).isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(Given.told(talk.last, Notice.Remark.class).getFirst().message())
                .contains("nobody listened", "5 minutes");
    }

    @Test
    void whatIsConfiguredHoldsForAllAndOtherwiseOnlyPaidCallsArePark() {
        CallPolicy usual = CallPolicy.USUAL;
        CallPolicy never = usual.parkedAfter(Optional.of(Duration.ZERO));
        CallPolicy soon = usual.parkedAfter(Optional.of(Duration.ofSeconds(5)));

        assertThat(usual.forCalls(true).parkAfter()).contains(Duration.ofSeconds(30));
        assertThat(usual.forCalls(false).parkAfter()).isEmpty();
        assertThat(never.forCalls(true).parkAfter()).isEmpty();
        assertThat(soon.forCalls(false).parkAfter()).contains(Duration.ofSeconds(5));
    }
}
