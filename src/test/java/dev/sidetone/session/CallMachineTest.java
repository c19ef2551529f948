package dev.sidetone.session;

import static dev.sidetone.session.Given.BEGUN;
import static dev.sidetone.session.Given.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Closing;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of a call, cell by cell. */
class CallMachineTest {

    private static final CallState START = CallMachine.INITIAL;
    private final CallMachine webRtc = Given.webRtc();
    private final CallMachine socket = Given.socket();

    private Step step(CallMachine machine, CallState state, CallEvent event) {
        return machine.next(state, event, BEGUN);
    }

    private static CallState live(Link link) {
        return new Live("rtc_1", link, Given.fresh(), Life.begun(Given.BEGUN));
    }

    private static Link link(Step step) {
        return ((Live) step.state()).link();
    }

    @Test
    void aWebRtcCallBeginsByAskingTheProviderWithADeadline() {
        Step step = step(webRtc, START, new CallEvent.Begin());

        assertThat(step.state()).isEqualTo(START);
        assertThat(step.effects())
                .containsExactly(
                        new Effect.Arm(Timer.START, "", 15_000),
                        new Effect.CreateCall(),
                        new Effect.Publish(new Notice.StateChanged(ConsoleState.CONNECTING, "")));
    }

    @Test
    void aSocketCallBeginsByOpeningTheSocket() {
        assertThat(step(socket, START, new CallEvent.Begin()).effects())
                .contains(new Effect.OpenSocket());
    }

    @Test
    void theAnswerGoesOutBeforeTheSidebandIsJoined() {
        Step step = step(webRtc, START, new CallEvent.CallCreated("rtc_1", "answer"));

        assertThat(link(step)).isEqualTo(new Link.Joining(1));
        assertThat(step.effects())
                .containsExactly(
                        new Effect.Publish(new Notice.CallStarted("call-1", "session-1", "v2")),
                        new Effect.Publish(new Notice.Answer("answer")),
                        new Effect.Join("rtc_1", 0),
                        new Effect.Arm(Timer.SIDEBAND, "", 15_000),
                        new Effect.Arm(Timer.IDLE, "", 840_000),
                        new Effect.Arm(Timer.LIMIT, LimitRules.WARNING, 14_340_000));
    }

    @Test
    void anItemOfTheProviderIsPassedOnAndStartsNothing() {
        var words = List.<dev.sidetone.wire.ContentPart>of();
        var item = new dev.sidetone.wire.Item.Message("m", "completed", "user", words);
        var added = new dev.sidetone.wire.ServerEvent.ItemAdded("e", null, item);

        Step step = step(webRtc, live(new Link.Up(BEGUN, 0)), new CallEvent.ProviderSaid(added));

        assertThat(step.effects())
                .singleElement()
                .satisfies(effect ->
                        assertThat(effect)
                                .isInstanceOfSatisfying(
                                        Effect.Publish.class,
                                        publish ->
                                                assertThat(publish.notice())
                                                        .isInstanceOf(Notice.ItemAdded.class)));
    }

    @Test
    void aSidebandThatNobodyAnswersEndsTheCallWithTheOtherPathInWords() {
        Step step = step(webRtc, live(new Link.Joining(1)), new CallEvent.Rang(Timer.SIDEBAND, ""));

        assertThat(step.state()).isEqualTo(new Closed(CloseReason.ERROR, true));
        assertThat(step.effects())
                .contains(new Effect.CancelConnecting(), new Effect.HangUp("rtc_1"));
        Notice.CallError error = told(step.effects(), Notice.CallError.class).getFirst();
        assertThat(error.code()).isEqualTo("sideband_failed");
        assertThat(error.message()).contains("did not answer in time", "over WebSocket");
        CallState up = live(new Link.Up(BEGUN, 0));
        assertThat(step(webRtc, up, new CallEvent.Rang(Timer.SIDEBAND, "")).state()).isEqualTo(up);
    }

    @Test
    void anOpenSocketIsTheCallAndIsConfiguredAtOnce() {
        CallState knowing =
                step(socket, START, new CallEvent.VocabularyChanged(List.of("Foo"))).state();

        Step step = step(socket, knowing, new CallEvent.LinkUp());

        assertThat(link(step)).isInstanceOf(Link.Up.class);
        assertThat(step.effects())
                .contains(
                        new Effect.Configure(
                                TurnDetection.OPEN, new Briefing(List.of("Foo"), ""), false));
    }

    @Test
    void aFailedStartTellsTheErrorAndNoClose() {
        Step step =
                step(webRtc, START, new CallEvent.StartFailed("no media", "webrtc_unavailable"));

        assertThat(step.state()).isEqualTo(new Closed(CloseReason.ERROR, true));
        assertThat(told(step.effects(), Notice.CallError.class))
                .containsExactly(new Notice.CallError("no media", "webrtc_unavailable"));
        assertThat(told(step.effects(), Notice.CallClosed.class)).isEmpty();
        assertThat(step.effects()).contains(new Effect.Finish());
    }

    @Test
    void aStartThatTakesTooLongNamesWhatWasWaitedFor() {
        Step step = step(webRtc, START, new CallEvent.Rang(Timer.START, ""));

        assertThat(told(step.effects(), Notice.CallError.class).getFirst().message())
                .contains("the answer to the browser's offer")
                .contains("15 s");
        assertThat(step.effects()).contains(new Effect.CancelConnecting());
    }

    @Test
    void itTellsWhatTheTriesSoFarMetWith() {
        Step step = step(webRtc, START, new CallEvent.Rang(Timer.START, "It was busy (503)."));

        assertThat(told(step.effects(), Notice.CallError.class).getFirst().message())
                .contains("within 15 s. The last try said: It was busy (503). Nothing was said");
    }

    @Test
    void stopCancelsAPendingStart() {
        Step step = step(webRtc, START, new CallEvent.StopRequested());

        assertThat(step.state()).isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(step.effects()).contains(new Effect.CancelConnecting(), new Effect.Finish());
        assertThat(told(step.effects(), Notice.CallStarted.class)).isEmpty();
        assertThat(told(step.effects(), Notice.CallClosed.class)).hasSize(1);
    }

    @Test
    void aCallMadeAfterItWasCancelledIsHungUp() {
        Step step =
                step(
                        webRtc,
                        new Closed(CloseReason.REQUESTED, false),
                        new CallEvent.CallCreated("rtc_9", "late"));

        assertThat(step.effects()).containsExactly(new Effect.HangUp("rtc_9"));
    }

    @Test
    void theDeadlineOfTheStartMeansNothingToALiveCall() {
        CallState live = live(new Link.Joining(1));

        Step step = step(webRtc, live, new CallEvent.Rang(Timer.START, ""));

        assertThat(step.state()).isEqualTo(live);
        assertThat(step.effects()).isEmpty();
    }

    @Test
    void aFailedFirstJoinIsTriedFourMoreTimesWithGrowingWaits() {
        CallState state = live(new Link.Joining(1));
        List<Effect> effects = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Step step = step(webRtc, state, new CallEvent.JoinFailed("busy", false));
            effects.addAll(step.effects());
            state = step.state();
        }

        assertThat(effects)
                .containsExactly(
                        new Effect.Join("rtc_1", 200),
                        new Effect.Join("rtc_1", 400),
                        new Effect.Join("rtc_1", 800),
                        new Effect.Join("rtc_1", 1600));
        Step last = step(webRtc, state, new CallEvent.JoinFailed("busy", false));
        assertThat(last.state()).isEqualTo(new Closed(CloseReason.ERROR, true));
        assertThat(last.effects()).contains(new Effect.HangUp("rtc_1"));
        assertThat(told(last.effects(), Notice.CallError.class)).hasSize(1);
    }

    @Test
    void aCallThatTheProviderDoesNotKnowIsNotTriedAgain() {
        Step step =
                step(
                        webRtc,
                        live(new Link.Joining(1)),
                        new CallEvent.JoinFailed("no such call", true));

        assertThat(step.state()).isEqualTo(new Closed(CloseReason.ERROR, true));
    }

    @Test
    void aSocketCallEndsWithItsSocket() {
        CallState live = Given.live(socket);

        Step closed = step(socket, live, new CallEvent.LinkDown("bye", false, true));
        Step broken = step(socket, live, new CallEvent.LinkDown("reset", false, false));

        assertThat(closed.state()).isEqualTo(new Closed(CloseReason.TRANSPORT_CLOSED, false));
        assertThat(told(closed.effects(), Notice.CallError.class)).isEmpty();
        assertThat(broken.state()).isEqualTo(new Closed(CloseReason.ERROR, true));
        assertThat(told(broken.effects(), Notice.CallError.class)).hasSize(1);
    }

    @Test
    void stopHangsUpAndCloses() {
        Step step = step(webRtc, live(new Link.Up(BEGUN, 0)), new CallEvent.StopRequested());

        assertThat(step.effects())
                .containsSubsequence(
                        new Effect.CloseSocket(),
                        new Effect.HangUp("rtc_1"),
                        new Effect.Publish(
                                new Notice.CallClosed(
                                        "call-1", "session-1", CloseReason.REQUESTED, false)),
                        new Effect.Finish());
    }

    @Test
    void stopWaitsForWordsThatAreBeingRecognised() {
        var talk = Given.talkOverSocket();
        talk.hears(Given.speechStarted("u1", 0)).hears(Given.speechStopped("u1", 900));

        talk.gets(new CallEvent.StopRequested());
        assertThat(talk.state).isInstanceOf(Closing.class);
        assertThat(talk.last).contains(new Effect.Arm(Timer.CLOSE, "", 1_500));

        talk.hears(Given.heard("u1", "one more thing"));
        assertThat(talk.state).isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(Given.written(talk.last))
                .extracting(i -> i.text())
                .containsExactly("one more thing");
    }

    @Test
    void closingEndsAtItsDeadlineOrWithTheLink() {
        CallState closing = new Closing("rtc_1", Given.fresh());

        assertThat(step(webRtc, closing, new CallEvent.Rang(Timer.CLOSE, "")).state())
                .isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(step(webRtc, closing, new CallEvent.LinkDown("x", false, false)).state())
                .isEqualTo(new Closed(CloseReason.REQUESTED, false));
        assertThat(step(webRtc, closing, new CallEvent.StopRequested()).state()).isEqualTo(closing);
    }

    @Test
    void inputWaitsUntilTheLinkIsUp() {
        assertThat(CallMachine.takesInput(START)).isFalse();
        assertThat(CallMachine.takesInput(live(new Link.Joining(2)))).isFalse();
        assertThat(CallMachine.takesInput(live(new Link.Lost(1)))).isFalse();
        assertThat(CallMachine.takesInput(live(new Link.Up(BEGUN, 0)))).isTrue();
    }
}
