package dev.sidetone.session;

import static dev.sidetone.session.Given.BEGUN;
import static dev.sidetone.session.Given.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import org.junit.jupiter.api.Test;

/** A control socket that is lost, and joined again. */
class LinkRulesTest {

    private final CallMachine webRtc = Given.webRtc();

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
    void aLostSidebandIsJoinedAgainAndShownAsReconnecting() {
        Step step =
                step(
                        webRtc,
                        live(new Link.Up(BEGUN, 0)),
                        new CallEvent.LinkDown("reset", false, false));

        assertThat(link(step)).isEqualTo(new Link.Lost(1));
        assertThat(step.effects()).contains(new Effect.Join("rtc_1", 200));
        assertThat(told(step.effects(), Notice.StateChanged.class))
                .containsExactly(new Notice.StateChanged(ConsoleState.RECONNECTING, ""));
        assertThat(told(step.effects(), Notice.CallError.class)).isEmpty();
    }

    @Test
    void aSidebandThatCannotBeJoinedAgainEndsTheCallWithTheReason() {
        var spec =
                Given.spec(
                        new Transport.WebRtc("v=0"),
                        Modality.AUDIO,
                        dev.sidetone.config.RealtimeSettings.Version.V2,
                        Given.capabilities(false),
                        CallPolicy.USUAL,
                        CallOptions.USUAL);

        Step step =
                step(
                        new CallMachine(spec),
                        live(new Link.Up(BEGUN, 0)),
                        new CallEvent.LinkDown("reset", false, false));

        assertThat(step.state()).isEqualTo(new Closed(CloseReason.ERROR, true));
        assertThat(told(step.effects(), Notice.CallError.class))
                .containsExactly(new Notice.CallError("reset", "connection_lost"));
    }

    @Test
    void rejoiningGoesOnWithWaitsOfFiveSecondsAtMost() {
        CallState state = live(new Link.Lost(1));
        for (int i = 0; i < 20; i++) {
            state = step(webRtc, state, new CallEvent.JoinFailed("down", false)).state();
        }

        assertThat(step(webRtc, state, new CallEvent.JoinFailed("down", false)).effects())
                .containsExactly(new Effect.Join("rtc_1", 5_000));
    }

    @Test
    void aLostCallThatIsGoneEndsWithoutAnError() {
        Step step = step(webRtc, live(new Link.Lost(3)), new CallEvent.JoinFailed("gone", true));

        assertThat(step.state()).isEqualTo(new Closed(CloseReason.TRANSPORT_CLOSED, false));
        assertThat(told(step.effects(), Notice.CallError.class)).isEmpty();
    }

    @Test
    void rapidLossesWaitLongerAndASteadyLinkStartsAnew() {
        CallState rapid = live(new Link.Up(BEGUN - 1_000, 3));
        CallState steady = live(new Link.Up(BEGUN - 30_000, 3));
        var down = new CallEvent.LinkDown("reset", false, false);

        assertThat(link(step(webRtc, rapid, down))).isEqualTo(new Link.Lost(4));
        assertThat(link(step(webRtc, steady, down))).isEqualTo(new Link.Lost(1));
    }

    @Test
    void aRejoinedSidebandGetsOnlyWhatMayHaveChanged() {
        Step step = step(webRtc, live(new Link.Lost(2)), new CallEvent.LinkUp());

        assertThat(link(step)).isEqualTo(new Link.Up(BEGUN, 2));
        assertThat(step.effects())
                .contains(new Effect.Configure(TurnDetection.OPEN, Briefing.NONE, true));
    }

    /** It is not ours to configure, but what a lost link left over must still go out. */
    @Test
    void aCallOfTheClientGetsWhatWasLeftOverAndNoConfiguration() {
        var own = new CallMachine(Given.spec(new Transport.ExistingCall("rtc_1"), Modality.AUDIO));

        Step step = step(own, live(new Link.Lost(1)), new CallEvent.LinkUp());

        assertThat(step.effects())
                .contains(new Effect.SendLeftOver())
                .noneMatch(Effect.Configure.class::isInstance);
    }
}
