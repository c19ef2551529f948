package dev.sidetone.session;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Life.Renewal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A provider lets a session live for so long and no longer. Before that, in a pause of speech, a
 * new session with the context of the old one takes its place. Where the sound does not come
 * through us the client is asked to start anew. Pure.
 */
final class RenewalRules {

    private static final long LEAD_MS = 180_000;

    /** What is said before a renewal can be due is kept for the next session for so long. */
    private static final long NEAR_MS = 30_000;

    private static final int MOST_TRIES = 5;
    private static final String NEAR = "near-";
    private static final String PAUSE = "pause-";
    private static final String NOW = "now-";

    private RenewalRules() {}

    /** For a session that begins; where they are short, its end is near from the start on. */
    static Life armed(Life life, Moment moment) {
        Optional<Duration> cap = moment.spec().sessionCap();
        if (cap.isEmpty()) {
            return life;
        }
        long lead = Math.min(LEAD_MS, cap.get().toMillis() / 4);
        long pause = cap.get().toMillis() - lead;
        boolean near = pause <= NEAR_MS;
        if (!near) {
            arm(NEAR + life.session(), pause - NEAR_MS, moment);
        }
        arm(PAUSE + life.session(), pause, moment);
        arm(NOW + life.session(), pause + lead - lead / 3, moment);
        return near ? life.with(Renewal.NEAR) : life;
    }

    private static void arm(String about, long ms, Moment moment) {
        moment.effects().add(new Effect.Arm(Timer.RENEWAL, about, ms));
    }

    /** A ring for a session that is gone already means nothing. */
    static CallState rang(Live live, String about, Moment moment) {
        Life life = live.life();
        boolean early = life.renewal() == Renewal.NOT_DUE || life.renewal() == Renewal.NEAR;
        if (about.equals(NEAR + life.session()) && life.renewal() == Renewal.NOT_DUE) {
            return live.with(life.with(Renewal.NEAR));
        }
        if (about.equals(PAUSE + life.session()) && early) {
            return live.with(life.with(Renewal.DUE));
        }
        boolean late = about.equals(NOW + life.session()) && life.renewal() == Renewal.DUE;
        return late ? renewed(live, moment) : live;
    }

    /** After every event: is this the pause that was waited for? */
    static CallState inPause(Live live, Moment moment) {
        boolean due = live.life().renewal() == Renewal.DUE;
        return due && live.link() instanceof Link.Up && quiet(live.dialogue())
                ? renewed(live, moment)
                : live;
    }

    private static boolean quiet(Dialogue talk) {
        return silent(talk) && talk.tools().open().isEmpty();
    }

    /** Nobody speaks, and nobody is about to. */
    static boolean silent(Dialogue talk) {
        return !talk.hearing().speechGoesOn()
                && talk.hearing().holdSince() == 0
                && !talk.hearing().thinking()
                && !talk.speaking().audible()
                && !talk.replies().busy();
    }

    private static CallState renewed(Live live, Moment moment) {
        if (moment.spec().webRtc()) {
            moment.publish(
                    new Notice.RenewalDue(
                            "The provider ends this session soon. Start the call again now: what was said is kept and told to the new one."));
            return live.with(live.life().with(Renewal.ASKED));
        }
        moment.publish(
                new Notice.Remark(
                        "The provider's session was nearly over; the call goes on in a new one."));
        moment.effects()
                .add(new Effect.CloseSocket(), new Effect.FindContext(), new Effect.OpenSocket());
        Life next = armed(live.life().nextSession(), moment);
        Recent sound = live.dialogue().hearing().recent();
        return live.with(new Link.Renewing(1))
                .with(next)
                .with(moved(live.dialogue(), moment).with(Hearing.SILENT.with(sound)));
    }

    /** Near the end of a session its sound is kept: the next one may have to hear it again. */
    static Live heard(Live live, CallEvent.AudioCame audio, Moment moment) {
        Renewal renewal = live.life().renewal();
        boolean near = renewal == Renewal.NEAR || renewal == Renewal.DUE;
        if (!near || moment.spec().webRtc()) {
            return live;
        }
        Dialogue talk = live.dialogue();
        return live.with(talk.with(talk.hearing().keeping(audio.base64())));
    }

    /** A new session hears what the old one had not made words of, before what came meanwhile. */
    static Dialogue heardAgain(Dialogue talk, Moment moment) {
        Recent sound = talk.hearing().recent();
        Dialogue fresh = talk.with(talk.hearing().with(Recent.NONE));
        if (talk.mode() != TurnDetection.HOLD) {
            return replayed(fresh, sound.pieces(), moment);
        }
        Dialogue spoken = replayed(fresh, sound.speech(), moment);
        boolean handedOver = sound.hasEnded() && !sound.speech().isEmpty();
        Dialogue ended = handedOver ? ClientRules.commit(spoken, moment) : spoken;
        return replayed(ended, sound.afterwards(), moment);
    }

    private static Dialogue replayed(Dialogue talk, List<String> pieces, Moment moment) {
        Dialogue after = talk;
        for (String piece : pieces) {
            after = ClientRules.audio(after, new CallEvent.AudioCame(piece), moment);
        }
        return after;
    }

    /** What the talk is without the session that it was in. */
    static Dialogue moved(Dialogue talk, Moment moment) {
        return UserRules.cleared(talk, moment)
                .with(Hearing.SILENT)
                .with(talk.replies().idle())
                .with(talk.tools().moved());
    }

    /** The new session could not be opened. */
    static CallState failed(Live live, CallEvent.StartFailed failed, Moment moment) {
        if (!(live.link() instanceof Link.Renewing(var attempt))) {
            return live;
        }
        if (attempt >= MOST_TRIES) {
            return CloseRules.broken(
                    live,
                    "The provider's session ended and a new one could not be opened: "
                            + failed.message()
                            + " What was said is kept; start the call again.",
                    moment);
        }
        moment.effects().add(new Effect.Arm(Timer.REOPEN, "", Backoff.beforeAttempt(attempt)));
        return live.with(new Link.Renewing(attempt + 1));
    }

    static CallState reopened(Live live, Moment moment) {
        if (live.link() instanceof Link.Renewing) {
            moment.effects().add(new Effect.OpenSocket());
        }
        return live;
    }
}
