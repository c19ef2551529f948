package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns words into a {@link Question}. Pure; never fails: what fits no rule is an open question.
 * The rules stand in {@link CodeRules}, {@link HistoryRules} and {@link ProjectRules}; the first
 * that fits decides, so each list goes from the particular to the general.
 */
final class IntentParser {

    private static final int LONGEST = 1_000;
    private static final Pattern POLITE =
            Pattern.compile(
                    "^(?:(?:hey|hi|hello|ok|okay|so|well|um|uh|erm|and|but|then|now|also|please|sidetone"
                            + "|side tone|great|right|alright|yes|actually|just|again)\\b[,.!:]*\\s+"
                            + "|(?:can|could|would|will) you (?:please )?(?:tell me |say |help me )?"
                            + "|(?:please )?tell me (?!about)|do you know |i(?:'d| would) like to (?:know |see )?"
                            + "|i want to (?:know |see )?|i need to (?:know |see )?|i wonder |let me know "
                            + "|let's (?:see )?|remind me )",
                    Pattern.CASE_INSENSITIVE);
    private static final List<Rule> RULES =
            Stream.of(
                            SocialRules.RULES,
                            HistoryRules.RULES,
                            ProjectRules.RULES,
                            CodeRules.RULES,
                            ProjectRules.LAST)
                    .flatMap(List::stream)
                    .toList();

    private IntentParser() {}

    static Question parse(String prompt) {
        String text = clean(prompt);
        Optional<Question> social = SocialRules.whole(text);
        if (social.isPresent()) {
            return social.get();
        }
        String bare = bare(text);
        for (Rule rule : RULES) {
            Optional<Question> question = rule.apply(bare);
            if (question.isPresent()) {
                return question.get();
            }
        }
        return fallback(bare);
    }

    /** A short text is a name; anything longer is an open question. */
    private static Question fallback(String text) {
        Phrase phrase = PhraseParser.parse(text);
        boolean name = !text.isEmpty() && text.split("\\s+").length <= 3 && !phrase.pronoun();
        return name ? new Question.Find(phrase) : new Question.Open(text);
    }

    private static String clean(String prompt) {
        String text = prompt.length() > LONGEST ? prompt.substring(0, LONGEST) : prompt;
        return text.replace('’', '\'')
                .replace('‘', '\'')
                .replace('“', '"')
                .replace('”', '"')
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String bare(String text) {
        String bare = text;
        String shorter = POLITE.matcher(bare).replaceFirst("").strip();
        while (!shorter.equals(bare) && !shorter.isEmpty()) {
            bare = shorter;
            shorter = POLITE.matcher(bare).replaceFirst("").strip();
        }
        return bare.replaceAll("(?i)[,]? (?:please|thanks|thank you)[.!?]*$", "")
                .replaceAll("[\\s?!.,;:]+$", "")
                .strip();
    }

    /** Words of a text in lower case, without what every question has. */
    static List<String> telling(String text) {
        return dev.sidetone.workspace.Words.of(text).stream()
                .filter(w -> w.length() > 1 && !StopWords.isOne(w.toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
    }
}
