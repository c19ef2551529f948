package dev.sidetone.session;

import dev.sidetone.conversation.Item.Role;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Life.Alone;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;

/**
 * A voice that answers itself, an echo or another machine would go on for hours: after so many
 * answers in a row without a word of anybody the call ends. Pure.
 */
final class RunawayRules {

    private RunawayRules() {}

    static CallState after(Live live, CallEvent event, Moment moment) {
        Alone before = live.life().alone();
        Alone now = counted(before, live, event, moment);
        if (now.equals(before)) {
            return live;
        }
        return now.replies() >= moment.spec().policy().runawayReplies()
                ? ended(live, now.replies(), moment)
                : live.with(live.life().with(now));
    }

    private static Alone counted(Alone alone, Live live, CallEvent event, Moment moment) {
        if (somebody(alone, event, moment)) {
            return new Alone(0, alone.recognises() || recognised(event));
        }
        boolean answer =
                event instanceof CallEvent.ProviderSaid(ServerEvent said)
                        && said instanceof ServerEvent.ResponseDone(_, var response)
                        && response.status().equals("completed")
                        && live.dialogue().tools().open().isEmpty();
        int replies = alone.replies() + (answer ? 1 : 0);
        return new Alone(replies, alone.recognises() || recognised(event));
    }

    /**
     * Words that were not our own voice's, a key, a text, also one that went to the agent. Where
     * nothing is ever recognised, and so nobody's words can be told from an echo, any speech
     * counts.
     */
    private static boolean somebody(Alone alone, CallEvent event, Moment moment) {
        return switch (event) {
            case CallEvent.TextCame _,
                    CallEvent.SpeechCame _,
                    CallEvent.AgentAnswered _,
                    CallEvent.InterruptRequested _,
                    CallEvent.CommitRequested _,
                    CallEvent.ResumeRequested _,
                    CallEvent.ModeChosen _ ->
                    true;
            case CallEvent.ProviderSaid(ServerEvent.TranscriptionCompleted _) -> wroteWords(moment);
            case CallEvent.ProviderSaid(ServerEvent.TranscriptionFailed _) -> true;
            case CallEvent.ProviderSaid(ServerEvent.AudioCommitted _),
                    CallEvent.ProviderSaid(ServerEvent.SpeechStarted _) ->
                    !alone.recognises();
            case CallEvent.ProviderSaid(ServerEvent.ItemAdded(_, _, Item.Message message)) ->
                    moment.spec().existing() && "user".equals(message.role());
            default -> false;
        };
    }

    private static boolean recognised(CallEvent event) {
        return event instanceof CallEvent.ProviderSaid(ServerEvent said)
                && said instanceof ServerEvent.TranscriptionCompleted;
    }

    private static boolean wroteWords(Moment moment) {
        return moment.effects().list().stream()
                .anyMatch(e -> e instanceof Effect.Write(var item) && item.role() == Role.USER);
    }

    private static CallState ended(Live live, int replies, Moment moment) {
        String why =
                "The assistant spoke %d times in a row without a word of anybody, so the call was ended: it may have answered itself. What was said is kept. A headset, or holding a key to talk, helps."
                        .formatted(replies);
        moment.publish(new Notice.Remark(why));
        BudgetRules.noted(why, moment);
        return CloseRules.begin(live, moment);
    }
}
