package dev.sidetone.session;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Closed;
import dev.sidetone.session.CallState.Closing;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.wire.ServerEvent;
import java.util.List;

/** How a call ends. Pure. */
final class CloseRules {

    /** How long words that were spoken before the end may take to be recognised. */
    private static final long LAST_WORDS_MS = 1_500;

    private CloseRules() {}

    static CallState begin(Live live, Moment moment) {
        boolean linkUp = live.link() instanceof CallState.Link.Up;
        if (!linkUp || !live.dialogue().hearing().recognising()) {
            return requested(live.callId(), live.dialogue(), moment);
        }
        moment.effects().add(new Effect.Arm(Timer.CLOSE, "", LAST_WORDS_MS));
        return new Closing(live.callId(), live.dialogue());
    }

    static CallState on(Closing closing, CallEvent event, Moment moment) {
        return switch (event) {
            case CallEvent.ProviderSaid(ServerEvent said) -> lastWords(closing, said, moment);
            case CallEvent.LinkDown _ -> requested(closing.callId(), closing.dialogue(), moment);
            case CallEvent.CallCreated(var callId, _) -> {
                if (!callId.equals(closing.callId())) {
                    moment.effects().add(new Effect.HangUp(callId));
                }
                yield closing;
            }
            case CallEvent.Rang(var timer, _) when timer == Timer.CLOSE ->
                    requested(closing.callId(), closing.dialogue(), moment);
            default -> closing;
        };
    }

    /** A call that the provider made after nobody wanted it any more is ended at once. */
    static CallState on(Closed closed, CallEvent event, Moment moment) {
        if (event instanceof CallEvent.CallCreated(var callId, _)) {
            moment.effects().add(new Effect.HangUp(callId));
        }
        return closed;
    }

    static CallState transportClosed(Live live, Moment moment) {
        return over(live.callId(), live.dialogue(), CloseReason.TRANSPORT_CLOSED, false, moment);
    }

    static CallState broken(Live live, String message, Moment moment) {
        return broken(live, message, "connection_lost", moment);
    }

    static CallState broken(Live live, String message, String code, Moment moment) {
        moment.publish(new Notice.CallError(message, code));
        return over(live.callId(), live.dialogue(), CloseReason.ERROR, true, moment);
    }

    /** Only for clients that ask for it: most calls end when all is said. */
    private static void tellTheRest(Dialogue talk, Moment moment) {
        List<String> said = talk.lines().list();
        if (moment.spec().options().flushTail() && !said.isEmpty()) {
            moment.effects().add(new Effect.TellAgent(said));
        }
    }

    private static CallState lastWords(Closing closing, ServerEvent said, Moment moment) {
        Dialogue talk =
                switch (said) {
                    case ServerEvent.TranscriptionCompleted e ->
                            UserRules.recognised(closing.dialogue(), e, moment);
                    case ServerEvent.TranscriptionFailed e ->
                            UserRules.failed(closing.dialogue(), e, moment);
                    default -> closing.dialogue();
                };
        return talk.hearing().recognising()
                ? new Closing(closing.callId(), talk)
                : requested(closing.callId(), talk, moment);
    }

    private static CallState requested(String callId, Dialogue talk, Moment moment) {
        return over(callId, talk, CloseReason.REQUESTED, false, moment);
    }

    private static CallState over(
            String callId, Dialogue talk, CloseReason reason, boolean failed, Moment moment) {
        Dialogue settled = AssistantRules.settle(talk, moment);
        tellTheRest(settled, moment);
        moment.effects().add(new Effect.CancelConnecting(), new Effect.CloseSocket());
        if (!callId.isEmpty() && reason != CloseReason.TRANSPORT_CLOSED) {
            moment.effects().add(new Effect.HangUp(callId));
        }
        moment.callClosed(reason, failed);
        moment.effects().add(new Effect.Finish());
        return new Closed(reason, failed);
    }
}
