package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.context.Tokens;

/** How the agent's words come to the voice, by what the client asked for. Pure. */
final class AgentRules {

    /** Estimated tokens; the screen has all of it. */
    private static final int MOST_TOKENS = 1_000;

    private static final String FINAL_IN_V1 = "\"Agent Final Message\":\n\n";

    private AgentRules() {}

    static String shortened(String text) {
        return Tokens.cutMiddle(text, MOST_TOKENS);
    }

    /** A remark while the agent works: the voice knows of it and says nothing yet. */
    static Dialogue progress(Dialogue talk, CallEvent.AgentSaid said, Moment moment) {
        boolean told =
                moment.spec().options().handback() == CallOptions.Handback.SPOKEN
                        && moment.spec().conversational()
                        && !talk.tools().open().isEmpty();
        if (told) {
            moment.send(ClientRules.backend(said.id(), shortened(said.message())));
        }
        return talk.detailed(said.message());
    }

    /** The answer to something that no function call asked for. */
    static Dialogue answered(Dialogue talk, CallEvent.AgentAnswered answer, Moment moment) {
        if (!moment.spec().conversational()) {
            return talk;
        }
        String text = shortened(answer.text());
        return switch (moment.spec().options().handback()) {
            case SPOKEN ->
                    ClientRules.speech(
                            talk,
                            new CallEvent.SpeechCame(answer.id(), ofVersion(text, moment)),
                            moment);
            case ITEMS -> item(talk, answer.id(), text, moment);
            case BY_CLIENT -> talk;
        };
    }

    /** v1 tells the agent's last word from what it should just say. */
    private static String ofVersion(String text, Moment moment) {
        return moment.spec().version() == Version.V1 ? FINAL_IN_V1 + text : text;
    }

    static Dialogue item(Dialogue talk, String id, String text, Moment moment) {
        String prefix = moment.spec().options().itemPrefix();
        String whole = ClientRules.BACKEND + text;
        moment.send(
                ClientRules.message(
                        id,
                        TextRole.DEVELOPER,
                        prefix.isEmpty() ? whole : prefix + "\n\n" + whole));
        return talk;
    }
}
