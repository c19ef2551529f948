package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/** Ways to ask about code: definitions, uses, tests, text, what something does. */
final class CodeRules {

    private static final String USE =
            "(?:used|called|referenced|invoked|instantiated|imported|created|consumed|constructed"
                    + "|mentioned|passed|accessed|triggered)";
    private static final String USES =
            "(?:uses?|calls?|references?|invokes?|depends? on|imports?|instantiates?|consumes?"
                    + "|is using|is calling|are using|are calling|accesses|relies on|rely on|triggers?)";
    private static final String DEFINED =
            "(?:defined|declared|implemented|located|specified|situated|found|introduced|coded"
                    + "|written|stored|kept)";
    private static final String ME = "(?: me)?";

    static final List<Rule> RULES =
            List.of(
                    // tests
                    Rule.of(
                            "(?:which|what) (?:unit |integration )?(?:tests?|test (?:class|case|file|method)(?:e?s)?)"
                                    + " (?:cover|covers|test|tests|exercise|exercises|check|checks|use|uses"
                                    + "|exist for|exists for|are there for|do we have for|call|calls|verify|verifies)"
                                    + " (?<x>.+)",
                            m -> new Question.Tests(x(m))),
                    Rule.of(
                            "(?:(?:where|what) (?:are|is) |show"
                                    + ME
                                    + " |list"
                                    + ME
                                    + " |find"
                                    + ME
                                    + " |are there |is there |do we have |how many )?(?:all )?(?:the |any |a )?"
                                    + "(?:unit |integration )?tests? (?:are there )?(?:for|of|covering|that covers?"
                                    + "|about|around|which covers?) (?<x>.+)",
                            m -> new Question.Tests(x(m))),
                    Rule.of(
                            "(?:is|are|how (?:is|are)|where (?:is|are)) (?<x>.+?) (?:well |being )?"
                                    + "(?:tested|covered)(?: by (?:any |a |the )?tests?)?",
                            m -> new Question.Tests(x(m))),
                    Rule.of("(?:who|what) tests (?<x>.+)", m -> new Question.Tests(x(m))),
                    // text
                    Rule.of(
                            "(?:find|search|look|grep|scan)"
                                    + ME
                                    + "(?: (?:for|the code for|everywhere for|in the code for))?"
                                    + " (?:the |a |any )?(?:exact )?(?:text|string|word|words|phrase|message|literal"
                                    + "|pattern)(?: (?:saying|that says))? (?<t>.+)",
                            m -> text(m)),
                    Rule.of(
                            "(?:find|search|grep|look)(?: for)?" + ME + " [\"'`](?<t>.+)[\"'`]",
                            m -> text(m)),
                    Rule.of(
                            "(?:search|grep|look|scan)(?: (?:for|the code for|in the code for))? (?<t>.+)",
                            m -> text(m)),
                    Rule.of(
                            "(?:which|what) (?:files|places|lines) (?:mention|contain|say|include|refer to|hold|have)"
                                    + " (?:the )?(?:text |string |word |words |phrase |message )?(?<t>.+)",
                            m -> text(m)),
                    Rule.of(
                            "(?:which|what) (?:file|place|line) (?:mentions|says|refers to|contains the (?:text|string|word|phrase|message)"
                                    + "|has the (?:text|string|word|phrase|message)) (?<t>.+)",
                            m -> text(m)),
                    Rule.of(
                            "(?:which|what) (?:file|class|module) (?:contains|has|holds|includes) (?<x>.+)",
                            m -> new Question.Find(x(m))),
                    Rule.of(
                            "where (?:does it|do we|is it|does the code|do they|does anything|does anyone)"
                                    + " (?:say|mention|print|log|write)s? (?:the )?(?:text |string |word |message )?(?<t>.+)",
                            m -> text(m)),
                    Rule.of(
                            "where is (?:the )?(?:text|string|word|phrase|message|error message|literal) (?<t>.+?)"
                                    + "(?: (?:printed|logged|used|mentioned|written|shown|found|defined|thrown|raised))?",
                            m -> text(m)),
                    // uses
                    Rule.of(
                            "where (?:else )?(?:is|are|was|were|does|do) (?<x>.+?) (?:get |gets |being |been |currently )?"
                                    + USE
                                    + "(?: from| in| by| anywhere)?",
                            m -> new Question.Uses(x(m))),
                    Rule.of(
                            "where (?:else )?(?:do|does|did) (?:i|we|you|they|it|anyone|anybody|the code|the project)"
                                    + " (?:use|call|reference|invoke|instantiate|import|construct|access) (?<x>.+)",
                            m -> new Question.Uses(x(m))),
                    Rule.of(
                            "(?:who|what|which (?:\\w+ )?\\w+) (?:else )?(?:all )?"
                                    + USES
                                    + " (?<x>.+)",
                            m -> new Question.Uses(x(m))),
                    Rule.of(
                            "(?:(?:find|show|list|give|get|what are|who are|are there)"
                                    + ME
                                    + " )?(?:all |any )?(?:the )?(?:all )?(?:usages?|uses|callers?|references?|call sites?"
                                    + "|usage|calls|places that use|users) (?:of|to|for) (?<x>.+)",
                            m -> new Question.Uses(x(m))),
                    Rule.of(
                            "(?:find|show|list)"
                                    + ME
                                    + " (?:what|who) (?:uses|calls|references) (?<x>.+)",
                            m -> new Question.Uses(x(m))),
                    Rule.of(
                            "(?:is|are) (?<x>.+?) (?:ever |still |being )?"
                                    + USE
                                    + "(?: (?:anywhere|somewhere|at all|by \\w+))?",
                            m -> new Question.Uses(x(m))),
                    Rule.of(
                            "(?:how (?:often|many times|much|widely|is|are)|by whom|from where) (?:is |are )?(?<x>.+?) "
                                    + USE,
                            m -> new Question.Uses(x(m))),
                    Rule.of(
                            "how many (?:callers|usages|uses|references|places) (?:does|do|are there (?:of|to|for)|use|call)"
                                    + " (?<x>.+?)(?: have)?",
                            m -> new Question.Uses(x(m))),
                    // subtypes
                    Rule.of(
                            "(?:who|what|which \\w+) (?:all )?(?:implements?|extends?|inherits? from|subclass(?:es)?"
                                    + "|overrides?|derives? from|subtypes?) (?<x>.+)",
                            m -> new Question.Subtypes(x(m))),
                    Rule.of(
                            "(?:(?:find|show|list|what are|which are)"
                                    + ME
                                    + " )?(?:all )?(?:the )?(?:implementations"
                                    + "|subclasses|subtypes|implementors|implementers|children|descendants)"
                                    + " (?:of|for) (?<x>.+)",
                            m -> new Question.Subtypes(x(m))),
                    // definition
                    Rule.of(
                            "where(?:'s| is| are| was| were) (?!(?:the|an?) "
                                    + DEFINED
                                    + "$)(?<x>.+?) (?:actually |being |been )?"
                                    + DEFINED
                                    + "(?: (?:in|at))?",
                            m -> new Question.Definition(x(m))),
                    Rule.of(
                            "where (?:do|does|did|can|could|would|should|might) (?:i|we|you|they|one|it)"
                                    + " (?:find|locate|see|define|declare|implement|look for|get) (?<x>.+)",
                            m -> new Question.Definition(x(m))),
                    Rule.of(
                            "where (?:do|does) (?<x>.+?) (?:live|reside|sit|come from|get defined|exist|belong)",
                            m -> new Question.Definition(x(m))),
                    Rule.of(
                            "(?:in |on )?(?:which|what) (?:source )?(?:file|class|module|package|place|folder|line)s?"
                                    + " (?:is|are|was|has|have|holds?|contains?|defines?|declares?|implements?"
                                    + "|do (?:i|we) find|can (?:i|we) find|does) (?<x>.+?)"
                                    + "(?: (?:actually )?(?:defined|declared|implemented|located|live|in|at|on|found))*",
                            m -> new Question.Definition(x(m))),
                    Rule.of(
                            "where (?<x>.+?) (?:lives|resides|sits|is|are|comes from|gets defined|can be found"
                                    + "|(?:is|are) "
                                    + DEFINED
                                    + ")",
                            m -> new Question.Definition(x(m))),
                    Rule.of(
                            "(?:(?:find|show|give|get|go to|jump to|locate|look up|take|open|what is|what's|where is"
                                    + "|where's)"
                                    + ME
                                    + "(?: to)? )?(?:the )?(?:definition|declaration|location)s?"
                                    + " (?:of|for) (?<x>.+)",
                            m -> new Question.Definition(x(m))),
                    Rule.of(
                            "(?:locate|go to|goto|jump to|take me to) (?<x>.+)",
                            m -> new Question.Definition(x(m))),
                    Rule.of(
                            "(?:who|what) (?:defines|declares) (?<x>.+)",
                            m -> new Question.Definition(x(m))),
                    Rule.of("where(?:'s| is| are) (?<x>.+)", m -> new Question.Definition(x(m))),
                    Rule.of("find" + ME + " (?<x>.+)", m -> new Question.Find(x(m))));

    private CodeRules() {}

    private static Phrase x(Matcher m) {
        return PhraseParser.parse(m.group("x"));
    }

    private static Question text(Matcher m) {
        String text = m.group("t").strip().replaceAll("^[\"'`]+|[\"'`]+$", "").strip();
        return new Question.FindText(text.isEmpty() ? m.group("t").toLowerCase(Locale.ROOT) : text);
    }
}
