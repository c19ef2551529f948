package dev.sidetone.session;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import java.util.Optional;

/** How a parked call comes back: a new session is opened with what was said so far. Pure. */
final class RingRules {

    private static final int MOST_TRIES = 5;

    private RingRules() {}

    /** There is something to say, or somebody who speaks. */
    static CallState ring(Live live, Link.Parked parked, Moment moment) {
        return moment.spec().webRtc()
                ? called(live, parked, moment)
                : opened(live, parked.ears(), "", moment);
    }

    /** Somebody wants to talk. */
    static CallState resumed(Live live, Link.Parked parked, Optional<String> offer, Moment moment) {
        return moment.spec().webRtc() && offer.isPresent()
                ? opened(live, parked.ears(), offer.get(), moment)
                : ring(live, parked, moment);
    }

    /** Its sound does not come through us: only the client can bring it back. */
    private static CallState called(Live live, Link.Parked parked, Moment moment) {
        if (parked.called()) {
            return live;
        }
        moment.publish(
                new Notice.Ringing(
                        "The parked call has something to say. Make a new offer to hear it; it is in the conversation too."));
        return live.with(new Link.Parked(Ears.OPEN, true));
    }

    private static CallState opened(Live live, Ears ears, String offer, Moment moment) {
        moment.effects().add(new Effect.FindContext());
        Life next = RenewalRules.armed(live.life().nextSession(), moment);
        Live ringing = live.with(next);
        return tried(ringing, new Link.Ringing(1, offer, ears), moment);
    }

    private static Live tried(Live live, Link.Ringing ringing, Moment moment) {
        moment.effects()
                .add(
                        ringing.offer().isEmpty()
                                ? new Effect.OpenSocket()
                                : new Effect.CallAgain(ringing.offer()),
                        new Effect.Arm(Timer.RING, name(live, ringing), startMs(moment)));
        return live.with(ringing);
    }

    /** What happens while a session is opened; what comes in meanwhile waits. */
    static CallState on(Live live, Link.Ringing ringing, CallEvent event, Moment moment) {
        return switch (event) {
            case CallEvent.CallCreated created -> created(live, created, moment);
            case CallEvent.StartFailed(var message, _) -> failed(live, ringing, message, moment);
            case CallEvent.ProviderSaid _ -> live;
            default -> LiveRules.usual(live, event, moment);
        };
    }

    private static CallState created(Live live, CallEvent.CallCreated created, Moment moment) {
        moment.publish(new Notice.Answer(created.answerSdp()));
        moment.effects()
                .add(
                        new Effect.Join(created.callId(), 0),
                        new Effect.Arm(Timer.SIDEBAND, LinkRules.sideband(live), startMs(moment)));
        return new Live(created.callId(), new Link.Joining(1), live.dialogue(), live.life());
    }

    /** A call that the provider made too late would be paid for and not heard. */
    static CallState unwanted(Live live, String callId, Moment moment) {
        if (!callId.equals(live.callId())) {
            moment.effects().add(new Effect.HangUp(callId));
        }
        return live;
    }

    /** It was tried long enough; an answer that comes after all is not waited for. */
    static CallState stalled(Live live, String about, Moment moment) {
        if (!(live.link() instanceof Link.Ringing ringing) || !about.equals(name(live, ringing))) {
            return live;
        }
        moment.effects().add(new Effect.CancelConnecting());
        return failed(live, ringing, "It did not answer in time.", moment);
    }

    private static CallState failed(
            Live live, Link.Ringing ringing, String message, Moment moment) {
        if (ringing.attempt() >= MOST_TRIES) {
            return givenUp(live, message, moment);
        }
        var next = new Link.Ringing(ringing.attempt() + 1, ringing.offer(), ringing.ears());
        long wait = Backoff.beforeAttempt(ringing.attempt());
        moment.effects().add(new Effect.Arm(Timer.REOPEN, name(live, next), wait));
        return live.with(next);
    }

    static CallState reopened(Live live, Link.Ringing ringing, String about, Moment moment) {
        return about.equals(name(live, ringing)) ? tried(live, ringing, moment) : live;
    }

    /** It stays parked; what the agent answers is in the conversation. */
    private static CallState givenUp(Live live, String message, Moment moment) {
        moment.publish(
                new Notice.Remark(
                        "The voice could not be brought back: %s What the agent answers is in the conversation, and typing works. Resume the call to try again, or end it."
                                .formatted(message)));
        Live parked = live.with(new Link.Parked(Ears.OPEN, false));
        return moment.spec().webRtc() ? SolitudeRules.lost(parked, moment) : parked;
    }

    /** Of one try: a timer of another one means nothing. */
    private static String name(Live live, Link.Ringing ringing) {
        return live.life().session() + "-" + ringing.attempt();
    }

    private static long startMs(Moment moment) {
        return moment.spec().policy().limits().start().toMillis();
    }
}
