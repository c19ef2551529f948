package dev.sidetone.session;

import dev.sidetone.conversation.NewItem;
import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Life.Budget;
import dev.sidetone.usage.Allowance;
import dev.sidetone.wire.ServerEvent;
import java.time.Instant;

/**
 * Holds a call to what it may use: a warning at four fifths, one short goodbye when all of it is
 * used, then the end on the server, whatever the provider goes on to say. Pure.
 */
final class BudgetRules {

    /** How long the goodbye may take to begin and to be said. */
    private static final long GOODBYE_MS = 15_000;

    /** How long a goodbye that was made may still be played. */
    private static final long PLAYING_MS = 8_000;

    private BudgetRules() {}

    static CallState used(Live live, CallEvent.Used used, Moment moment) {
        moment.publish(new Notice.Used(moment.spec().id(), used.spent()));
        Allowance allowance = used.allowance();
        Budget budget = live.life().budget();
        return switch (allowance.level()) {
            case OPEN -> live;
            case NEAR -> budget == Budget.OPEN ? warned(live, allowance.words(), moment) : live;
            case USED_UP ->
                    budget == Budget.OPEN || budget == Budget.WARNED
                            ? goodbye(live, allowance.words(), moment)
                            : live;
        };
    }

    private static Live warned(Live live, String words, Moment moment) {
        noted(words, moment);
        String warning = words + " When it is used up the call ends.";
        return live.with(live.life().with(Budget.WARNED))
                .with(ClientRules.announced(live.dialogue(), warning, moment));
    }

    private static Live goodbye(Live live, String words, Moment moment) {
        String why = words + " The call ends now; what was said is kept.";
        noted(why, moment);
        moment.effects().add(new Effect.Arm(Timer.BUDGET, "", GOODBYE_MS));
        return live.with(live.life().with(Budget.USED_UP))
                .with(ClientRules.announced(live.dialogue(), why, moment));
    }

    /** After every event: has the goodbye begun, ended, been heard? */
    static CallState after(Live live, CallEvent event, Moment moment) {
        return switch (live.life().budget()) {
            case OPEN, WARNED -> live;
            case USED_UP ->
                    says(event) instanceof ServerEvent.ResponseCreated
                            ? live.with(live.life().with(Budget.GOODBYE))
                            : live;
            case GOODBYE ->
                    says(event) instanceof ServerEvent.ResponseDone ? said(live, moment) : live;
            case ENDING -> ending(live, event, moment);
        };
    }

    private static CallState said(Live live, Moment moment) {
        if (!live.dialogue().speaking().audible()) {
            return CloseRules.begin(live, moment);
        }
        moment.effects().add(new Effect.Arm(Timer.BUDGET, "", PLAYING_MS));
        return live.with(live.life().with(Budget.ENDING));
    }

    /** It was heard, or the next answer begins, which nobody pays for. */
    private static CallState ending(Live live, CallEvent event, Moment moment) {
        boolean over =
                !live.dialogue().speaking().audible()
                        || says(event) instanceof ServerEvent.ResponseCreated;
        return over ? CloseRules.begin(live, moment) : live;
    }

    /** It took too long, or there is no voice that could say it. */
    static CallState rang(Live live, Moment moment) {
        Budget budget = live.life().budget();
        return budget == Budget.OPEN || budget == Budget.WARNED
                ? live
                : CloseRules.begin(live, moment);
    }

    private static Object says(CallEvent event) {
        return event instanceof CallEvent.ProviderSaid(ServerEvent said) ? said : event;
    }

    /** The record says why too. */
    static void noted(String text, Moment moment) {
        moment.write(
                NewItem.note(
                        moment.spec().conversation(),
                        "note_" + moment.spec().id() + "_" + moment.now(),
                        text,
                        Instant.ofEpochMilli(moment.now())));
    }
}
