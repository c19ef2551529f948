package dev.sidetone.session;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.wire.ServerEvent;
import java.time.Duration;

/** A call ends when nobody says a word, and when it has lasted long enough. Pure. */
final class LimitRules {

    /** How long before the end the voice says so; half the limit when that is shorter. */
    private static final long LEAD_MS = 60_000;

    static final String WARNING = "warning";
    static final String END = "end";

    private LimitRules() {}

    static void armed(Moment moment) {
        long idle = moment.spec().policy().limits().idle().toMillis();
        long most = moment.spec().policy().limits().most().toMillis();
        moment.effects()
                .add(
                        new Effect.Arm(Timer.IDLE, "", idle - lead(idle)),
                        new Effect.Arm(Timer.LIMIT, WARNING, most - lead(most)));
    }

    /** Whether an event shows that somebody is there. What the voice says by itself does not. */
    static boolean alive(CallEvent event) {
        return switch (event) {
            case CallEvent.ProviderSaid(ServerEvent.TranscriptionCompleted said) ->
                    !said.transcript().isBlank();
            case CallEvent.ProviderSaid(ServerEvent said) ->
                    said instanceof ServerEvent.SpeechStarted
                            || said instanceof ServerEvent.SpeechStopped
                            || said instanceof ServerEvent.AudioCommitted
                            || said instanceof ServerEvent.TranscriptionDelta;
            case CallEvent.TextCame _,
                    CallEvent.SpeechCame _,
                    CallEvent.AgentDone _,
                    CallEvent.AgentSaid _,
                    CallEvent.AgentAnswered _,
                    CallEvent.InterruptRequested _,
                    CallEvent.CommitRequested _,
                    CallEvent.ResumeRequested _,
                    CallEvent.ModeChosen _ ->
                    true;
            default -> false;
        };
    }

    static CallState idle(Live live, Moment moment) {
        long limit = moment.spec().policy().limits().idle().toMillis();
        long lead = lead(limit);
        if (deaf(live) || atWork(live.dialogue())) {
            moment.effects().add(new Effect.Arm(Timer.IDLE, "", limit - lead));
            return live.with(live.life().active(moment.now()));
        }
        if (live.life().warned()) {
            return ended(
                    live,
                    "Nobody said a word for %s, so the call was ended. What was said is kept."
                            .formatted(words(limit)),
                    moment);
        }
        long silent = moment.now() - live.life().activeAt();
        if (silent < limit - lead) {
            moment.effects().add(new Effect.Arm(Timer.IDLE, "", limit - lead - silent));
            return live;
        }
        moment.effects().add(new Effect.Arm(Timer.IDLE, "", lead));
        String warning =
                "Nobody has said a word for %s. The call ends in %s unless you go on."
                        .formatted(words(limit - lead), words(lead));
        return live.with(live.life().warnedNow())
                .with(ClientRules.announced(live.dialogue(), warning, moment));
    }

    static CallState limit(Live live, String about, Moment moment) {
        long limit = moment.spec().policy().limits().most().toMillis();
        if (about.equals(END)) {
            return ended(
                    live,
                    "The call has lasted %s, as long as a call may, and was ended. What was said is kept; start another one to go on."
                            .formatted(words(limit)),
                    moment);
        }
        moment.effects().add(new Effect.Arm(Timer.LIMIT, END, lead(limit)));
        String warning =
                "This call may last %s and ends in %s. Start another one to go on."
                        .formatted(words(limit), words(lead(limit)));
        return live.with(ClientRules.announced(live.dialogue(), warning, moment));
    }

    /** Without the link nothing is known of what is said. */
    private static boolean deaf(Live live) {
        return !(live.link() instanceof CallState.Link.Up);
    }

    private static boolean atWork(Dialogue talk) {
        return !talk.tools().open().isEmpty()
                || talk.speaking().audible()
                || talk.hearing().speechGoesOn();
    }

    private static CallState ended(Live live, String why, Moment moment) {
        moment.publish(new Notice.Remark(why));
        return CloseRules.begin(live, moment);
    }

    private static long lead(long limit) {
        return Math.min(LEAD_MS, limit / 2);
    }

    static String words(long ms) {
        Duration time = Duration.ofMillis(ms);
        long minutes = time.toMinutes();
        if (minutes == 0 || time.toSecondsPart() != 0) {
            return counted(time.toSeconds(), "second");
        }
        return minutes % 60 == 0 ? counted(minutes / 60, "hour") : counted(minutes, "minute");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
