package dev.sidetone.embedded.speech;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The vowel letters of a word, one group for each vowel sound it should have. A schwa sounds
 * different depending on the letter it stands for.
 */
final class VowelSpelling {

    private record Rule(Pattern pattern, String replacement) {}

    /** Mute letters go, and borders are put between vowels that belong to two syllables. */
    private static final List<Rule> RULES =
            List.of(
                    rule("'.*", ""),
                    rule("(?<=[^aeiouy])e$", ""),
                    rule("(?<=[^aeioutd])ed$", "d"),
                    rule("(?<=[aeiou][^aeiousxzcgh])es$", "s"),
                    rule("^y", ""),
                    rule("(?<=[^aeiouy])le$", "el"),
                    rule("(?<=[^tscg])i(?=[aou])", "i'"),
                    rule("(?<=ual|u)(?=[ao])", "'"),
                    rule("(?<=[^aeiouy])ely$", "ly"),
                    rule("ement", "'ment"));

    private static final Pattern GROUP = Pattern.compile("[aeiouy]+");

    private VowelSpelling() {}

    private static Rule rule(String regex, String replacement) {
        return new Rule(Pattern.compile(regex), replacement);
    }

    static List<String> groups(String word) {
        String plain = word;
        for (Rule rule : RULES) {
            plain = rule.pattern().matcher(plain).replaceAll(rule.replacement());
        }
        return GROUP.matcher(plain).results().map(MatchResult::group).toList();
    }
}
