package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Build;
import dev.sidetone.agent.guide.Question.Inventory;
import dev.sidetone.agent.guide.Question.Phrase;
import dev.sidetone.agent.guide.Question.Sort;
import dev.sidetone.agent.guide.Question.Step;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/** Ways to ask what there is, what something does, and how to build; and to see code. */
final class ProjectRules {

    private static final Map<String, Integer> ORDINALS =
            Map.ofEntries(
                    Map.entry("first", 1),
                    Map.entry("second", 2),
                    Map.entry("third", 3),
                    Map.entry("fourth", 4),
                    Map.entry("fifth", 5),
                    Map.entry("sixth", 6),
                    Map.entry("seventh", 7),
                    Map.entry("eighth", 8),
                    Map.entry("ninth", 9),
                    Map.entry("tenth", 10),
                    Map.entry("last", -1),
                    Map.entry("next", 0),
                    Map.entry("other", 2),
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5));
    private static final String ORDINAL =
            "(?<o>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|other)";
    private static final String SEE =
            "(?:show|open|read|display|print|view|see|let me see|bring up|pull up|look at|have a look at)(?: me)?";
    private static final String PARTS =
            "(?:(?<k>methods?|functions?|classes|types|fields|members|symbols|constants|files|folders|things|things|api))";
    private static final String ASK =
            "(?:(?:show|list|give|tell|name|what are|which are)(?: me)? )?";

    static final List<Rule> RULES =
            List.of(
                    // picks and lines
                    Rule.of(
                            "(?:"
                                    + SEE
                                    + " |what about |and |take |the )?(?:the )?"
                                    + ORDINAL
                                    + "(?: (?:one|result|place|match|hit|file|use|usage|caller|reference|definition|line|of them|commit))?",
                            m ->
                                    new Question.Pick(
                                            ORDINALS.getOrDefault(
                                                    m.group("o").toLowerCase(Locale.ROOT), 1))),
                    Rule.of(
                            "(?:"
                                    + SEE
                                    + " )?(?:the )?(?:number|result|item|option) (?<o>\\d|one|two|three|four|five)",
                            m -> new Question.Pick(number(m.group("o")))),
                    Rule.of(
                            "(?:"
                                    + SEE
                                    + " )?(?:the )?lines? (?<n>\\d{1,6})(?: (?:to|through|and|-) \\d+)? (?:of|in|from) (?<x>.+)",
                            m -> new Question.Show(x(m), number(m.group("n")))),
                    Rule.of(
                            SEE + " (?<x>.+?),?(?: (?:at|on|from))? lines? (?<n>\\d{1,6})",
                            m -> new Question.Show(x(m), number(m.group("n")))),
                    // build
                    Rule.of(
                            "how (?:do|can|does|would|should|to|must)(?: (?:i|we|you|one|someone|anybody))? (?<v>build|compile|package|run|start|launch|execute"
                                    + "|test|install|deploy|set up|setup|use|get started with|lint|format|bundle|check|try)"
                                    + "(?: (?:it|this|that|(?:the|this|all|all the) (?:tests?|test suite|project|repo(?:sitory)?|code|app(?:lication)?|program|server|service|unit tests|whole thing|library)))?"
                                    + "(?: (?:locally|up|from source|here|in development|in dev mode))?(?<t> tests?)?",
                            m -> new Build(step(m.group()))),
                    Rule.of(
                            "(?:what(?:'s| is| are)|which is|show(?: me)?|give me|tell me) the (?:(?:build|run|test|start|install|setup)(?:ing)? )(?:commands?|instructions?|steps?|process|script)"
                                    + "|(?:what|which) (?:build (?:tool|system)|command) (?:does .+ use|is used|do (?:we|i|you) use|builds? (?:it|this)|runs? (?:it|this|the tests?)|starts? (?:it|this))(?: .+)?"
                                    + "|(?:build|run|test|start|install) instructions",
                            m -> new Build(step(m.group()))),
                    // inventory
                    Rule.of(
                            "(?:(?:what|which) (?:programming )?languages?(?: (?:is|are|does|do|was|has))?.*|"
                                    + ASK
                                    + "(?:all )?(?:the )?(?:programming )?languages?(?: (?:of|in|used|here).*)?|in (?:what|which) (?:programming )?languages? (?:is|are).*)",
                            _ -> new Inventory(Sort.LANGUAGES, Phrase.PROJECT)),
                    Rule.of(
                            "(?:how (?:big|large|long) (?:is|are) (?<x>.+)|(?:what(?:'s| is) )?(?:the )?size of (?<y>.+))",
                            m -> new Inventory(Sort.SIZE, either(m))),
                    Rule.of(
                            "how many (?<k>files?|lines?(?: of code)?|classes|types|functions|methods|tests?|test files?|test cases|modules|packages|folders|directories|languages|authors|contributors|people|developers)"
                                    + "(?: (?:are there|were there|does .+? have|do we have|are in|exist|contributed|worked on|work on|has|have))?(?: (?:in|of|to|on|for|inside) (?<x>.+)| (?:it|this|here))?",
                            m -> new Inventory(sort(m.group("k")), optional(m))),
                    Rule.of(
                            "(?:"
                                    + ASK
                                    + "|what |which )(?:all )?(?:the |of the )?(?:main |top level |top-level |different )?(?<k>modules|packages|folders|directories|components|subprojects|submodules|parts|project structure|directory structure|folder structure|structure|layout|authors|contributors|developers|tests|test files)"
                                    + "(?: (?:are there|does .+ have|do we have|exist|make up .+|is there|are here|contributed.*))?(?: (?:in|of|to) (?<x>.+)|(?: here| there))?",
                            m -> new Inventory(sort(m.group("k")), optional(m))),
                    Rule.of(
                            "who (?:(?:has |have )?(?:contributed|contributes|worked|works|develops?|maintains?|committed)|are the (?:authors|contributors|developers|maintainers)|is (?:working|the team))(?: (?:here|to it|on it|on this|this|to this|to this project|on this project|this project))?",
                            _ -> new Inventory(Sort.AUTHORS, Phrase.PROJECT)),
                    // outline
                    Rule.of(
                            "(?:what|which) "
                                    + PARTS
                                    + " (?:does|do|has|have|are|is|can)(?: there)?(?: (?:defined|declared|found))?(?: (?:in|inside|of|on|by))? (?<x>.+?)(?: (?:have|has|contain|define|offer|provide|expose|declare))?",
                            m -> new Question.Outline(x(m))),
                    Rule.of(
                            "(?:show|list|give|tell|name)(?: me)?(?: all)?(?: the)? "
                                    + PARTS
                                    + " (?:of|in|inside|on|from|under|defined in|defined by) (?<x>.+)",
                            m -> new Question.Outline(x(m))),
                    Rule.of(
                            "(?:(?:show|give)(?: me)? )?(?:an? |the )?(?:outline|structure|table of contents|members|contents|layout) (?:of|for) (?<x>.+)|outline (?<y>.+)",
                            m -> new Question.Outline(either(m))),
                    Rule.of(
                            "what(?:'s| is| are) (?:inside|in|contained in|there in|defined in|declared in|under) (?<x>.+)|what(?: all)? does (?<y>.+?) (?:contain|consist of|include|define|declare|offer|export|provide)",
                            m -> new Question.Outline(either(m))),
                    // describe
                    Rule.of(
                            "what (?:does|do|did) (?<x>.+?) (?:actually )?(?:do|mean|stand for|handle|represent)",
                            m -> new Question.Describe(x(m))),
                    Rule.of(
                            "what(?:'s| is| are) (?<x>.+?) (?:actually )?(?:for|about|doing|responsible for|good for|used for|supposed to do|all about)",
                            m -> new Question.Describe(x(m))),
                    Rule.of(
                            "(?:explain|describe|summari[sz]e|tell me about|tell me more about|walk me through|introduce|document)(?: to me| me)?(?: what)? (?<x>.+?)(?: (?:does|do|is))?",
                            m -> new Question.Describe(x(m))),
                    Rule.of(
                            "(?:(?:what(?:'s| is| are)|give me|show me|tell me|explain) )?(?:an? |the )?(?:short |quick |brief |high level )?(?:purpose|summary|role|responsibility|responsibilities|job|description|overview|meaning|explanation|documentation|docs|javadoc|doc comment) (?:of|for|on) (?<x>.+)",
                            m -> new Question.Describe(x(m))),
                    Rule.of(
                            "(?:give me )?(?:an? |the )?(?:overview|summary)",
                            _ -> new Question.Describe(Phrase.PROJECT)),
                    Rule.of(
                            "what (?:kind of|sort of|type of) (?:project|repo|repository|program|software|thing) is (?:this|it)",
                            _ -> new Question.Describe(Phrase.PROJECT)));

    /** What almost anything fits; tried when no other rule does. */
    static final List<Rule> LAST =
            List.of(
                    Rule.of(
                            SEE
                                    + " (?:the )?(?:source code|source|code|body|contents?|implementation|text) (?:of|for|in|from) (?<x>.+)",
                            m -> new Question.Show(x(m), 0)),
                    Rule.of(
                            SEE
                                    + " (?!me\\b|where\\b|who\\b|what\\b|how\\b|which\\b)(?<x>.+?)(?: code| source(?: code)?)?",
                            m -> new Question.Show(x(m), 0)),
                    Rule.of(
                            "(?:what(?:'s| is) the )?(?:source code|code|source) (?:of|for) (?<x>.+)|what does (?<y>.+?) look like",
                            m -> new Question.Show(either(m), 0)),
                    Rule.of(
                            "what(?:'s| is| are) (?<x>(?:an? |the )?[^ ]+(?: [^ ]+){0,2})",
                            m -> new Question.Describe(x(m))),
                    Rule.of("how (?:does|do) (?<x>.+?) work", m -> new Question.Describe(x(m))));

    private ProjectRules() {}

    private static Phrase x(Matcher m) {
        return PhraseParser.parse(m.group("x"));
    }

    private static Phrase either(Matcher m) {
        String x = m.group("x");
        return PhraseParser.parse(x == null ? m.group("y") : x);
    }

    private static Phrase optional(Matcher m) {
        return m.group("x") == null ? Phrase.PROJECT : x(m);
    }

    private static int number(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return Character.isDigit(lower.charAt(0))
                ? Integer.parseInt(lower)
                : ORDINALS.getOrDefault(lower, 1);
    }

    private static Step step(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches(".*\\btests?\\b.*|.*\\bcheck\\b.*|.*\\blint\\b.*")) {
            return Step.TEST;
        }
        if (lower.matches(".*\\b(?:install\\w*|set up|setup|get started with)\\b.*")) {
            return Step.INSTALL;
        }
        boolean build = lower.matches(".*\\b(?:build\\w*|compile|package|bundle|format)\\b.*");
        return build ? Step.BUILD : Step.RUN;
    }

    private static Sort sort(String kind) {
        String k = kind.toLowerCase(Locale.ROOT);
        if (k.startsWith("test")) {
            return Sort.TESTS;
        }
        return switch (k.split(" ")[0]) {
            case "file", "files" -> Sort.FILES;
            case "line", "lines" -> Sort.LINES;
            case "classes", "types" -> Sort.TYPES;
            case "functions", "methods" -> Sort.FUNCTIONS;
            case "languages" -> Sort.LANGUAGES;
            case "authors", "contributors", "people", "developers" -> Sort.AUTHORS;
            default -> Sort.MODULES;
        };
    }
}
