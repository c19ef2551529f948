package dev.sidetone.session;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Life.Renewal;
import java.time.Duration;

/**
 * A provider lets a session live for so long and no longer. Before that, in a pause of speech, a
 * new session with the context of the old one takes its place. Where the sound does not come
 * through us the client is asked to start anew. Pure.
 */
final class RenewalRules {

    private static final long LEAD_MS = 180_000;
    private static final int MOST_TRIES = 5;
    private static final String PAUSE = "pause-";
    private static final String NOW = "now-";

    private RenewalRules() {}

    static void armed(Moment moment, int session) {
        moment.spec()
                .sessionCap()
                .map(Duration::toMillis)
                .ifPresent(cap -> {
                    long lead = Math.min(LEAD_MS, cap / 4);
                    moment.effects()
                            .add(
                                    new Effect.Arm(Timer.RENEWAL, PAUSE + session, cap - lead),
                                    new Effect.Arm(Timer.RENEWAL, NOW + session, cap - lead / 3));
                });
    }

    /** A ring for a session that is gone already means nothing. */
    static CallState rang(Live live, String about, Moment moment) {
        Life life = live.life();
        if (about.equals(PAUSE + life.session()) && life.renewal() == Renewal.NOT_DUE) {
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
        Life next = live.life().nextSession();
        moment.publish(
                new Notice.Remark(
                        "The provider's session was nearly over; the call goes on in a new one."));
        moment.effects()
                .add(new Effect.CloseSocket(), new Effect.FindContext(), new Effect.OpenSocket());
        armed(moment, next.session());
        return live.with(new Link.Renewing(1)).with(next).with(moved(live.dialogue(), moment));
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
