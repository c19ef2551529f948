package dev.sidetone.session;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.wire.ServerEvent;

/** A live call: its link, the talk, and who ends it. Pure. */
final class LiveRules {

    private LiveRules() {}

    static CallState on(Live live, CallEvent event, Moment moment) {
        Live awake = LimitRules.alive(event) ? live.with(live.life().active(moment.now())) : live;
        CallState next = next(awake, event, moment);
        CallState held = next instanceof Live still ? held(still, event, moment) : next;
        CallState renewed = held instanceof Live still ? RenewalRules.inPause(still, moment) : held;
        return renewed instanceof Live still ? ParkRules.after(live, still, moment) : renewed;
    }

    /** To its limits, after every event but pieces of sound and words, of which there are many. */
    private static CallState held(Live live, CallEvent event, Moment moment) {
        if (event instanceof CallEvent.AudioCame || CallMachine.passesBy(live, event)) {
            return live;
        }
        CallState answered = RunawayRules.after(live, event, moment);
        return answered instanceof Live still ? BudgetRules.after(still, event, moment) : answered;
    }

    private static CallState next(Live live, CallEvent event, Moment moment) {
        return switch (live.link()) {
            case Link.Parked parked -> ParkRules.on(live, parked, event, moment);
            case Link.Ringing ringing -> RingRules.on(live, ringing, event, moment);
            default -> usual(live, event, moment);
        };
    }

    static CallState usual(Live live, CallEvent event, Moment moment) {
        return switch (event) {
            case CallEvent.LinkUp() -> LinkRules.up(live, moment);
            case CallEvent.JoinFailed failed -> LinkRules.joinFailed(live, failed, moment);
            case CallEvent.LinkDown down -> LinkRules.down(live, down, moment);
            case CallEvent.Looked(var somebody) -> SolitudeRules.looked(live, somebody, moment);
            case CallEvent.StopRequested() -> CloseRules.begin(live, moment);
            case CallEvent.Used used -> BudgetRules.used(live, used, moment);
            case CallEvent.StartFailed failed -> RenewalRules.failed(live, failed, moment);
            case CallEvent.Rang(var timer, var about) -> rang(live, timer, about, moment);
            case CallEvent.CallCreated(var callId, _) -> RingRules.unwanted(live, callId, moment);
            case CallEvent.AudioCame audio ->
                    RenewalRules.heard(live.with(talk(live, event, moment)), audio, moment);
            default -> live.with(talk(live, event, moment));
        };
    }

    static Dialogue talk(Live live, CallEvent event, Moment moment) {
        Dialogue talk = asksForWords(event) ? wanted(live.dialogue()) : live.dialogue();
        return switch (event) {
            case CallEvent.ProviderSaid(ServerEvent said) -> DialogueRules.on(talk, said, moment);
            case CallEvent.AudioCame audio -> ClientRules.audio(talk, audio, moment);
            case CallEvent.TextCame text -> ClientRules.text(talk, text, moment);
            case CallEvent.SpeechCame speech -> ClientRules.speech(talk, speech, moment);
            case CallEvent.AgentDone done -> ToolRules.agentDone(talk, done, moment);
            case CallEvent.AgentSaid said -> AgentRules.progress(talk, said, moment);
            case CallEvent.AgentAnswered answer -> AgentRules.answered(talk, answer, moment);
            case CallEvent.InterruptRequested() -> ClientRules.interrupt(talk, moment);
            case CallEvent.CommitRequested() -> ClientRules.commit(talk, moment);
            case CallEvent.ClearRequested() -> ClientRules.clear(talk, moment);
            case CallEvent.ModeChosen chosen -> ClientRules.mode(talk, chosen, moment);
            case CallEvent.Played(var itemId, var ms) ->
                    AssistantRules.played(talk, itemId, ms, moment);
            case CallEvent.VocabularyChanged changed ->
                    ClientRules.vocabulary(talk, changed, live.link() instanceof Link.Up, moment);
            case CallEvent.ContextFound found ->
                    ClientRules.context(talk, found, live.link() instanceof Link.Up, moment);
            default -> talk;
        };
    }

    private static boolean asksForWords(CallEvent event) {
        return switch (event) {
            case CallEvent.TextCame _, CallEvent.SpeechCame _, CallEvent.AgentAnswered _ -> true;
            case CallEvent.AgentDone(_, _, var speak) -> speak;
            default -> false;
        };
    }

    private static Dialogue wanted(Dialogue talk) {
        return talk.with(talk.speaking().wanted());
    }

    private static CallState rang(Live live, Timer timer, String about, Moment moment) {
        Dialogue talk = live.dialogue();
        return switch (timer) {
            case PLAYBACK -> live.with(AssistantRules.playedOut(talk, about));
            case TRUNCATE -> live.with(AssistantRules.unreported(talk, about, moment));
            case IDLE -> LimitRules.idle(live, moment);
            case BUDGET -> BudgetRules.rang(live, moment);
            case LIMIT -> LimitRules.limit(live, about, moment);
            case RENEWAL -> RenewalRules.rang(live, about, moment);
            case REOPEN ->
                    live.link() instanceof Link.Ringing ringing
                            ? RingRules.reopened(live, ringing, about, moment)
                            : RenewalRules.reopened(live, moment);
            case SIDEBAND -> LinkRules.stalled(live, about, moment);
            case PARK -> ParkRules.rang(live, about);
            case RING -> RingRules.stalled(live, about, moment);
            case START, CLOSE -> live;
        };
    }
}
