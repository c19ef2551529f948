package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Social;

/** Answers greetings, and says what can be asked. */
final class SocialAnswers {

    static final String EXAMPLES =
            """
            You can ask, for example:

            - where is the session manager defined?
            - who calls it? which tests cover it?
            - what does this project do? what is in the folder src?
            - what changed last week in the parser, and by whom?
            - who wrote it? show me that; open the second one
            - search for the text "connection refused"
            - how do I build it? which languages are used?
            """;

    private SocialAnswers() {}

    static Reply answer(Turn turn, Social.Kind kind) {
        String progress = turn.progress();
        Reply reply =
                switch (kind) {
                    case GREETING ->
                            new Reply()
                                    .say(
                                            "Hello. Ask me about %s."
                                                    .formatted(turn.workspace().name()));
                    case THANKS -> new Reply().say("You are welcome.");
                    case GOODBYE -> new Reply().say("Goodbye.");
                    case HELP ->
                            new Reply()
                                    .say(
                                            "Ask where something is defined, who uses it, what it does, what changed or who wrote it.")
                                    .write(EXAMPLES);
                };
        boolean useful = kind == Social.Kind.GREETING || kind == Social.Kind.HELP;
        return progress.isEmpty() || !useful ? reply : reply.say(progress);
    }
}
