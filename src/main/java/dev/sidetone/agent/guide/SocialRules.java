package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Social;
import java.util.List;
import java.util.Optional;

/** Greetings and the like, so that they do not become searches. */
final class SocialRules {

    static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "(?:what|which) (?:can|could|do|should) (?:you|i) (?:do|ask|say|answer|help)"
                                    + "(?: you| with| me)*|help(?: me)?|what (?:are|can be) (?:the )?(?:possible )?"
                                    + "(?:questions|commands)|how (?:do i use|does) (?:you|this|sidetone)(?: work)?"
                                    + "|who are you|what are you|what questions can i ask",
                            _ -> new Social(Social.Kind.HELP)));

    private static final List<Rule> WHOLE =
            List.of(
                    Rule.of(
                            "(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|greetings|howdy)"
                                    + "(?:,? (?:there|sidetone|side tone|again))?[.!?]*"
                                    + "|(?:hi |hello )?how are you[.!?]*",
                            _ -> new Social(Social.Kind.GREETING)),
                    Rule.of(
                            "(?:ok(?:ay)?,? |great,? |cool,? |perfect,? )?(?:thanks|thank you|cheers)"
                                    + "(?:,? (?:a lot|very much|so much|again|sidetone))*[.!]*|ok(?:ay)?[.!]*"
                                    + "|great[.!]*|cool[.!]*|perfect[.!]*|got it[.!]*|nice[.!]*",
                            _ -> new Social(Social.Kind.THANKS)),
                    Rule.of(
                            "(?:ok(?:ay)?,? )?(?:good ?bye|bye(?: bye)?|see you(?: later)?|that(?:'s| is) all)"
                                    + "(?:,? (?:for now|thanks|thank you|then))*[.!]*",
                            _ -> new Social(Social.Kind.GOODBYE)));

    private SocialRules() {}

    /** Before any polite opening is taken off: it may be all there is. */
    static Optional<Question> whole(String text) {
        return WHOLE.stream().flatMap(rule -> rule.apply(text).stream()).findFirst();
    }
}
