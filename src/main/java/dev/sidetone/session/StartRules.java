package dev.sidetone.session;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;

/** From the wish for a call to its start. Pure. */
final class StartRules {

    private static final String AGAIN = "Try again, or check the provider.";

    private StartRules() {}

    static CallState on(CallState.Starting starting, CallEvent event, Moment moment) {
        return switch (event) {
            case CallEvent.Begin() -> begin(starting, moment);
            case CallEvent.CallCreated created -> created(starting, created, moment);
            case CallEvent.LinkUp() -> linkIsUp(starting, moment);
            case CallEvent.JoinFailed(var message, _) -> failed(message, "join_failed", moment);
            case CallEvent.StartFailed(var message, var code) -> failed(message, code, moment);
            case CallEvent.Rang(var timer, var trouble) when timer == Timer.START ->
                    timedOut(trouble, moment);
            case CallEvent.VocabularyChanged(var words) ->
                    new CallState.Starting(starting.briefing().with(words));
            case CallEvent.ContextFound(var text) ->
                    new CallState.Starting(starting.briefing().with(text));
            case CallEvent.StopRequested() -> cancelled(moment);
            default -> starting;
        };
    }

    private static CallState begin(CallState starting, Moment moment) {
        moment.effects()
                .add(
                        new Effect.Arm(Timer.START, "", startMs(moment)),
                        switch (moment.spec().transport()) {
                            case Transport.WebRtc _ -> new Effect.CreateCall();
                            case Transport.Socket() -> new Effect.OpenSocket();
                            case Transport.ExistingCall(var id) -> new Effect.Join(id, 0);
                        });
        return starting;
    }

    private static CallState linkIsUp(CallState.Starting starting, Moment moment) {
        return moment.spec().transport() instanceof Transport.ExistingCall(var callId)
                ? clientsCall(callId, starting, moment)
                : socketIsTheCall(starting, moment);
    }

    /** The client has set it up: we only listen and answer. */
    private static CallState clientsCall(
            String callId, CallState.Starting starting, Moment moment) {
        moment.callStarted();
        return begun(callId, new Link.Up(moment.now(), 0), talk(starting, moment), moment);
    }

    /** The answer goes out at once; the sideband joins while the browser connects. */
    private static CallState created(
            CallState.Starting starting, CallEvent.CallCreated created, Moment moment) {
        moment.callStarted();
        moment.publish(new Notice.Answer(created.answerSdp()));
        moment.effects()
                .add(
                        new Effect.Join(created.callId(), 0),
                        new Effect.Arm(Timer.SIDEBAND, "", startMs(moment)));
        return begun(created.callId(), new Link.Joining(1), talk(starting, moment), moment);
    }

    private static CallState socketIsTheCall(CallState.Starting starting, Moment moment) {
        Dialogue talk = talk(starting, moment);
        moment.callStarted();
        moment.effects().add(new Effect.Configure(talk.mode(), talk.briefing(), false));
        return begun("", new Link.Up(moment.now(), 0), talk, moment);
    }

    private static Dialogue talk(CallState.Starting starting, Moment moment) {
        return Dialogue.fresh(starting.briefing(), moment.spec().version());
    }

    private static Live begun(String callId, Link link, Dialogue talk, Moment moment) {
        LimitRules.armed(moment);
        Life life = RenewalRules.armed(Life.begun(moment.now()), moment);
        return new Live(callId, link, talk, life);
    }

    private static long startMs(Moment moment) {
        return moment.spec().policy().limits().start().toMillis();
    }

    private static CallState failed(String message, String code, Moment moment) {
        moment.publish(new Notice.CallError(message, code));
        moment.effects().add(new Effect.Finish());
        return new Closed(CloseReason.ERROR, true);
    }

    /**
     * @param trouble what tries so far met with; may be empty
     */
    private static CallState timedOut(String trouble, Moment moment) {
        moment.effects().add(new Effect.CancelConnecting());
        boolean webRtc = moment.spec().webRtc();
        boolean socket =
                webRtc && moment.spec().provider().webSocket().contains(moment.spec().version());
        return failed(
                "The call did not start: the provider has not given %s within %d s.%s Nothing was said or lost. %s"
                        .formatted(
                                webRtc ? "the answer to the browser's offer" : "the connection",
                                startMs(moment) / 1000,
                                trouble.isEmpty() ? "" : " The last try said: " + trouble,
                                socket ? LinkRules.OVER_SOCKET : AGAIN),
                "start_timeout",
                moment);
    }

    private static CallState cancelled(Moment moment) {
        moment.effects().add(new Effect.CancelConnecting());
        moment.callClosed(CloseReason.REQUESTED, false);
        moment.effects().add(new Effect.Finish());
        return new Closed(CloseReason.REQUESTED, false);
    }
}
