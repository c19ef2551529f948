package dev.sidetone.session;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Life.Budget;
import dev.sidetone.session.Life.Parking;
import dev.sidetone.session.Life.Parking.Quiet;
import java.time.Duration;

/**
 * While the agent works for long and nobody speaks, a session of the provider costs money for
 * nothing: it is closed, and the call goes on without one until there is something to say. Pure.
 */
final class ParkRules {

    /** So long nobody has to speak before a call is parked. */
    private static final long PAUSE_MS = 5_000;

    private static final String PAUSE = "pause-";

    private ParkRules() {}

    /** After every event: does the agent begin, end, and is this the pause in which to park? */
    static CallState after(Live before, Live live, Moment moment) {
        if (!able(moment.spec())) {
            return live;
        }
        Live watched = watched(before, live, moment);
        return parkable(watched) ? parked(watched, moment) : watched;
    }

    /** A client that does not know of parking could not bring its sound back. */
    private static boolean able(CallSpec spec) {
        return spec.policy().parkAfter().isPresent()
                && spec.conversational()
                && !spec.existing()
                && (!spec.webRtc() || spec.options().parking());
    }

    private static Live watched(Live before, Live live, Moment moment) {
        return quiet(work(before, live, moment), moment);
    }

    private static Live work(Live before, Live live, Moment moment) {
        boolean works = works(live);
        if (works == works(before)) {
            return live;
        }
        Parking next = live.life().parking().next();
        if (works) {
            String about = Integer.toString(next.work());
            moment.effects().add(new Effect.Arm(Timer.PARK, about, parkAfter(moment)));
        }
        return live.with(live.life().with(next));
    }

    /** Who was just spoken to is about to answer. */
    private static Live quiet(Live live, Moment moment) {
        Parking parking = live.life().parking();
        boolean quiet = works(live) && RenewalRules.silent(live.dialogue());
        if (quiet == (parking.quiet() != Quiet.NO)) {
            return live;
        }
        Parking next = parking.with(quiet ? Quiet.JUST_NOW : Quiet.NO);
        if (quiet) {
            long ms = Math.min(PAUSE_MS, parkAfter(moment));
            moment.effects().add(new Effect.Arm(Timer.PARK, PAUSE + next.pause(), ms));
        }
        return live.with(live.life().with(next));
    }

    private static long parkAfter(Moment moment) {
        return moment.spec().policy().parkAfter().orElseThrow().toMillis();
    }

    private static boolean works(Live live) {
        return live.link() instanceof Link.Up && !live.dialogue().tools().open().isEmpty();
    }

    /** A ring for work that is done already, or for a pause that is over, means nothing. */
    static CallState rang(Live live, String about) {
        Parking parking = live.life().parking();
        if (works(live) && about.equals(Integer.toString(parking.work()))) {
            return live.with(live.life().with(parking.dueNow()));
        }
        return parking.quiet() == Quiet.JUST_NOW && about.equals(PAUSE + parking.pause())
                ? live.with(live.life().with(parking.with(Quiet.LONG)))
                : live;
    }

    private static boolean parkable(Live live) {
        Budget budget = live.life().budget();
        Parking parking = live.life().parking();
        return parking.due()
                && parking.quiet() == Quiet.LONG
                && (budget == Budget.OPEN || budget == Budget.WARNED);
    }

    private static Live parked(Live live, Moment moment) {
        moment.effects().add(new Effect.CloseSocket());
        if (!live.callId().isEmpty()) {
            moment.effects().add(new Effect.HangUp(live.callId()));
        }
        Life life = live.life().nextSession();
        Live parked =
                new Live(
                        "",
                        new Link.Parked(Ears.OPEN, false),
                        RenewalRules.moved(live.dialogue(), moment),
                        life.with(life.parking().next()));
        return moment.spec().webRtc() ? SolitudeRules.lost(parked, moment) : parked;
    }

    /** What happens to a parked call. */
    static CallState on(Live live, Link.Parked parked, CallEvent event, Moment moment) {
        return switch (event) {
            case CallEvent.AudioCame(var sound) -> heard(live, parked, sound, moment);
            case CallEvent.AgentDone _, CallEvent.AgentAnswered _, CallEvent.SpeechCame _ ->
                    RingRules.ring(live.with(LiveRules.talk(live, event, moment)), parked, moment);
            case CallEvent.TextCame text -> typed(live, parked, text, moment);
            case CallEvent.ResumeRequested(var offer) ->
                    RingRules.resumed(live, parked, offer, moment);
            case CallEvent.AgentSaid(_, var message) ->
                    live.with(live.dialogue().detailed(message));
            case CallEvent.LinkUp() -> {
                moment.effects().add(new Effect.CloseSocket());
                yield live;
            }
            case CallEvent.ProviderSaid _,
                    CallEvent.CommitRequested _,
                    CallEvent.ClearRequested _ ->
                    live;
            default -> LiveRules.usual(live, event, moment);
        };
    }

    /** Who holds the key means to speak; an open microphone has to hear it. */
    private static CallState heard(Live live, Link.Parked parked, String sound, Moment moment) {
        var hearing = new Link.Parked(parked.ears().heard(sound), parked.called());
        boolean speaks = live.dialogue().mode() == TurnDetection.HOLD || hearing.ears().speech();
        return speaks ? RingRules.ring(live, hearing, moment) : live.with(hearing);
    }

    /** It goes straight to the agent, and the voice comes back to who is there. */
    private static CallState typed(
            Live live, Link.Parked parked, CallEvent.TextCame text, Moment moment) {
        if (text.role() != TextRole.USER) {
            return LiveRules.usual(live, text, moment);
        }
        moment.writeTyped(text);
        moment.effects().add(new Effect.RunAgent("", text.text(), java.util.List.of(), false));
        Dialogue talk = live.dialogue();
        return RingRules.ring(
                live.with(talk.with(talk.lines().typed(text.text()))), parked, moment);
    }

    /** Where the sound goes by WebRTC nothing else tells that the client is gone. */
    static CallState forgotten(Live live, Duration most, Moment moment) {
        moment.publish(
                new Notice.Remark(
                        "For %s nobody listened to the parked call, so it was ended. The agent's answer is kept in the conversation; start another call to go on."
                                .formatted(LimitRules.words(most.toMillis()))));
        return CloseRules.begin(live, moment);
    }
}
