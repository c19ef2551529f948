package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways to ask about the past and about what is not committed. */
final class HistoryRules {

    private static final Pattern BY =
            Pattern.compile(
                    "\\b(?:by|from)\\s+(?<who>[\\p{L}][\\p{L}.'-]*(?:\\s+(?!in\\b|to\\b|on\\b|of\\b)[\\p{L}][\\p{L}.'-]*){0,2})",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern WHERE =
            Pattern.compile(
                    "\\b(?:in|to|of|on|for|inside|within|under|at|about|with)\\s+(?<x>.+)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern FILLER =
            Pattern.compile(
                    "\\b(?:recently|lately|so far|most recently|just now|by whom|and by whom|and who|"
                            + "who did it|and who did it|was made|were made|have been made|been made|there)\\b",
                    Pattern.CASE_INSENSITIVE);
    private static final String CHANGED =
            "(?:changed?|changing|new|different|happened|happening|modified|updated|been done|going on|added"
                    + "|committed|touched|edited|been worked on|the news)";
    private static final String TOUCHED =
            "(?:changed?|touched?|edit(?:ed)?|modif(?:y|ied)|updated?|worked on)";
    private static final Map<String, Integer> COUNTS =
            Map.of(
                    "two", 2, "three", 3, "four", 4, "five", 5, "six", 6, "seven", 7, "eight", 8,
                    "nine", 9, "ten", 10);

    static final List<Rule> RULES =
            List.of(
                    // work tree
                    Rule.of(
                            "(?:show(?: me)? |what(?:'s| is) )?(?:the )?(?:git |working tree |work tree |repo(?:sitory)? )?status"
                                    + "|what(?:'s| is| have i| did i| has)(?: been)?(?: \\w+)? (?:un ?committed|not (?:yet )?committed"
                                    + "|unstaged|pending|dirty)(?: yet)?|(?:what|which)(?: files)? (?:have|did) i (?:changed?|modified|modify|touched?|edit(?:ed)?)"
                                    + "(?: (?:locally|so far|here))?|(?:what are |show(?: me)? |list )?(?:the |my |our )?(?:local|uncommitted|un committed"
                                    + "|unstaged|current|pending|working)(?: tree)? (?:changes|modifications|edits|files)"
                                    + "|is (?:the|my|this) (?:working tree|work tree|workspace|repo|repository|tree|checkout) (?:clean|dirty)"
                                    + "|(?:are there |do i have |any )(?:any )?(?:uncommitted|un committed|local|pending|unsaved) (?:changes|files)",
                            _ -> new Question.WorkTree(Question.Aspect.STATUS)),
                    Rule.of(
                            "(?:show(?: me)? |what(?:'s| is) |give me |print )?(?:the |my |a )?(?:git |current |local )?diff(?:erences?)?",
                            _ -> new Question.WorkTree(Question.Aspect.DIFF)),
                    Rule.of(
                            "(?:which|what|on (?:which|what)) (?:git )?branch(?: (?:am i|are we|is this|is it|is checked out|do we have|is current))?"
                                    + "(?: (?:on|in))?|what(?:'s| is) (?:the )?(?:current |git )*branch(?: name)?"
                                    + "|(?:which|what) commit (?:is this|is checked out|are we on|am i on)",
                            _ -> new Question.WorkTree(Question.Aspect.BRANCH)),
                    // authors
                    Rule.of(
                            "who (?:was the last (?:person|one|developer)? ?(?:to|who|that) |last |most recently |recently )"
                                    + TOUCHED
                                    + " (?<x>.+)",
                            m -> new Question.Author(x(m), true)),
                    Rule.of(
                            "who " + TOUCHED + " (?<x>.+?) (?:last|most recently|lately|recently)",
                            m -> new Question.Author(x(m), true)),
                    Rule.of(
                            "who (?:wrote|writes|authored|created|made|implemented|introduced|added|built|developed|coded|owns?"
                                    + "|maintains?|has written|is the (?:author|owner|maintainer) of|is responsible for|works on|worked on"
                                    + "|knows(?: (?:most|best|about|the most about))?|contributed to|contributes to|"
                                    + TOUCHED
                                    + ") (?<x>.+)",
                            m -> author(m)),
                    Rule.of(
                            "(?:(?:show(?: me)?|what(?:'s| is)|who(?:'s| is| are)) )?(?:the )?(?:git )?(?:blame|authors?|owners?|main author"
                                    + "|contributors?|maintainers?)(?: (?:of|for|on|to|in))? (?<x>.+)",
                            m -> author(m)),
                    Rule.of("whose (?:code|work) is (?<x>.+)", m -> author(m)),
                    // last change
                    Rule.of(
                            "when (?:was|were|did|has|have) (?<x>.+?) (?:been )?(?:last |most recently |recently )?"
                                    + "(?:changed?|modified|touched|updated?|edited|written|committed|added|created|introduced)(?: last)?",
                            m -> new Question.LastChange(x(m))),
                    Rule.of(
                            "(?:what(?:'s| is| was)|show(?: me)?|tell me about) the (?:last|latest|most recent|newest) (?:change|commit|edit|update|modification)"
                                    + "(?: (?:to|of|in|on|for) (?<x>.+))?",
                            m -> new Question.LastChange(optional(m))),
                    // changes
                    Rule.of(
                            "what (?:did|has|have) (?<who>[\\p{L}][\\p{L}.' -]*?) (?:been )?(?:changed?|doing|do|done|work(?:ed|ing)? on|commit(?:ted)?"
                                    + "|add(?:ed)?|modif(?:y|ied)|fix(?:ed)?|wr(?:ite|itten)|push(?:ed)?)(?<rest>(?: .+)?)",
                            m -> changes(m.group("who"), m.group("rest"), 10)),
                    Rule.of(
                            "(?:what|which files?|what files?|anything)(?:'s| has| have| is| was| were)?(?: been)?(?: \\w+ly)? "
                                    + CHANGED
                                    + "(?<rest>(?: .+)?)",
                            m -> changes("", m.group("rest"), 10)),
                    Rule.of(
                            "(?:(?:show|list|give|what are|what were|tell|read|what is|print)(?: me)?(?: about)? )?(?:the |all )?(?:git )?"
                                    + "(?:last|latest|recent|most recent|newest|history of|previous)(?: (?<n>\\d+|two|three|four|five|six|seven|eight|nine|ten))?"
                                    + " (?:changes?|commits?|history|edits|updates|modifications|log entries|work)(?<rest>(?: .+)?)",
                            m -> changes("", m.group("rest"), count(m.group("n")))),
                    Rule.of(
                            "(?:(?:show|list|give|what are|what is|read|print)(?: me)? )?(?:the |all )?(?:git )?(?:log|history|change ?log|commits|changes|commit history|commit log)"
                                    + "(?<rest>(?: (?:of|for|in|on|to|by|from|since|during|over|within|under|last|this|today|yesterday|recently|lately)\\b.*)?)",
                            m -> changes("", m.group("rest"), 10)),
                    Rule.of(
                            "how many commits(?: (?:are there|were made|were there|do we have|have been made|did we make))?(?<rest>(?: .+)?)",
                            m -> changes("", m.group("rest"), 10)),
                    Rule.of("history of (?<x>.+)", m -> changes("", " in " + m.group("x"), 10)));

    private HistoryRules() {}

    private static Phrase x(Matcher m) {
        return PhraseParser.parse(m.group("x"));
    }

    private static Question author(Matcher m) {
        return new Question.Author(x(m), false);
    }

    private static Phrase optional(Matcher m) {
        return m.group("x") == null ? Phrase.PROJECT : x(m);
    }

    private static int count(@org.jspecify.annotations.Nullable String said) {
        if (said == null) {
            return 10;
        }
        Integer word = COUNTS.get(said.toLowerCase(Locale.ROOT));
        return word != null
                ? word
                : Math.clamp(Long.parseLong(said.substring(0, Math.min(4, said.length()))), 1, 50);
    }

    /** Reads time, person and place off what follows, in any order. */
    private static Question changes(String who, String rest, int limit) {
        Period.Cut time = Period.cut(rest.strip());
        String left = FILLER.matcher(time.rest()).replaceAll(" ").replaceAll("\\s+", " ").strip();
        String person = who;
        Matcher by = BY.matcher(left);
        if (by.find()) {
            person = by.group("who");
            left = (left.substring(0, by.start()) + left.substring(by.end())).strip();
        }
        Matcher where = WHERE.matcher(left);
        Phrase in = where.find() ? PhraseParser.parse(where.group("x")) : Phrase.PROJECT;
        return new Question.Changes(in, person(person), time.period(), limit);
    }

    private static String person(String who) {
        return Optional.of(who.strip())
                .filter(w ->
                        !w.matches(
                                "(?i)we|you|they|people|the team|everybody|everyone|anyone|anybody"))
                .orElse("");
    }
}
