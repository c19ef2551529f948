package dev.sidetone.agent.guide;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentParserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Where is the session manager defined?          | Definition session manager ANY
                    where's SessionManager                         | Definition SessionManager ANY
                    Could you please tell me where the class Foo lives? | Definition Foo TYPE
                    in which file is parseConfig declared          | Definition parseConfig ANY
                    which class is parse config in?                | Definition parse config ANY
                    Hey Sidetone, find the definition of parse config | Definition parse config ANY
                    where do I find the wire codec in this project | Definition wire codec ANY
                    go to the main function                        | Definition main CALLABLE
                    find WireCodec                                 | Find WireCodec ANY
                    which file contains WireCodec                  | Find WireCodec ANY
                    WireCodec                                      | Find WireCodec ANY
                    who calls it?                                  | Uses  ANY it
                    And who calls it?                              | Uses  ANY it
                    where is the wire codec used                   | Uses wire codec ANY
                    find all references to the parse method        | Uses parse CALLABLE
                    show me the usages of get user                 | Uses get user ANY
                    is WireCodec used anywhere?                    | Uses WireCodec ANY
                    how often is parse config called               | Uses parse config ANY
                    what uses the mailbox                          | Uses mailbox ANY
                    which classes implement CodingAgent            | Subtypes CodingAgent ANY
                    what are the subclasses of Shape               | Subtypes Shape ANY
                    what does the session manager do               | Describe session manager ANY
                    What is this project about?                    | Describe  PROJECT
                    explain Mailbox                                | Describe Mailbox ANY
                    tell me about the file pom.xml                 | Describe pom.xml FILE
                    what is the wire codec?                        | Describe wire codec ANY
                    how does the mailbox work                      | Describe mailbox ANY
                    what does this file do                         | Describe  FILE it
                    what methods does Store have?                  | Outline Store ANY
                    what's in the folder src                       | Outline src FOLDER
                    list the functions in parser.py                | Outline parser.py ANY
                    which tests cover the wire codec               | Tests wire codec ANY
                    is the mailbox tested?                         | Tests mailbox ANY
                    are there any tests for parse config           | Tests parse config ANY
                    who wrote this?                                | Author  ANY it
                    who wrote the session manager                  | Author session manager ANY
                    who last changed pom.xml                       | Author pom.xml ANY last
                    blame pom.xml                                  | Author pom.xml ANY
                    when was pom.xml last changed                  | LastChange pom.xml ANY
                    what was the last commit                       | LastChange  PROJECT
                    what changed recently                          | Changes  PROJECT
                    what changed last week in the parser by Ann Lee | Changes parser ANY by Ann Lee LAST_WEEK
                    what did Bob change yesterday                  | Changes  PROJECT by Bob YESTERDAY
                    show me the last three commits                 | Changes  PROJECT
                    show recent changes to the wire package in the last 3 days | Changes wire FOLDER DAYS
                    git log                                        | Changes  PROJECT
                    history of pom.xml                             | Changes pom.xml ANY
                    show me that                                   | Show  ANY it
                    show me the code of parse config               | Show parse config ANY
                    open pom dot xml at line 20                    | Show pom dot xml ANY 20
                    show line 7 of a.py                            | Show a.py ANY 7
                    open the second one                            | Pick 2
                    the last one                                   | Pick -1
                    show me the next one                           | Pick 0
                    number three                                   | Pick 3
                    which languages are used?                      | Inventory LANGUAGES
                    list the modules                               | Inventory MODULES
                    how big is this project                        | Inventory SIZE
                    how many files are there                       | Inventory FILES
                    how many tests do we have                      | Inventory TESTS
                    who are the contributors                       | Inventory AUTHORS
                    how do I build it?                             | Build BUILD
                    how do we run the tests                        | Build TEST
                    how can I start the server                     | Build RUN
                    what's the build command                       | Build BUILD
                    git status                                     | WorkTree STATUS
                    what is not committed yet                      | WorkTree STATUS
                    show me the diff                               | WorkTree DIFF
                    which branch are we on                         | WorkTree BRANCH
                    search for the text "connection refused"       | FindText connection refused
                    which files mention the mailbox                | FindText mailbox
                    grep TODO                                      | FindText TODO
                    how are audio frames dropped when the queue is full | Open how are audio frames dropped when the queue is full
                    hello                                          | Social GREETING
                    Thanks a lot!                                  | Social THANKS
                    what can you do?                               | Social HELP
                    """)
    void questionsAreUnderstood(String said, String meaning) {
        assertThat(text(IntentParser.parse(said))).isEqualTo(meaning);
    }

    private static String text(Question question) {
        return switch (question) {
            case Question.Definition(var of) -> "Definition " + text(of);
            case Question.Uses(var of) -> "Uses " + text(of);
            case Question.Subtypes(var of) -> "Subtypes " + text(of);
            case Question.Describe(var of) -> "Describe " + text(of);
            case Question.Outline(var of) -> "Outline " + text(of);
            case Question.Tests(var of) -> "Tests " + text(of);
            case Question.Find(var what) -> "Find " + text(what);
            case Question.FindText(var text) -> "FindText " + text;
            case Question.Author(var of, var last) -> "Author " + text(of) + (last ? " last" : "");
            case Question.LastChange(var of) -> "LastChange " + text(of);
            case Question.Changes c ->
                    "Changes "
                            + text(c.in())
                            + (c.who().isEmpty() ? "" : " by " + c.who())
                            + (c.period() == Period.ANY ? "" : " " + c.period().span());
            case Question.Show(var of, var line) ->
                    "Show " + text(of) + (line == 0 ? "" : " " + line);
            case Question.Pick(var n) -> "Pick " + n;
            case Question.Inventory(var sort, _) -> "Inventory " + sort;
            case Question.Build(var step) -> "Build " + step;
            case Question.WorkTree(var aspect) -> "WorkTree " + aspect;
            case Question.Open(var text) -> "Open " + text;
            case Question.Social(var kind) -> "Social " + kind;
        };
    }

    private static String text(Question.Phrase phrase) {
        return phrase.text() + " " + phrase.hint() + (phrase.pronoun() ? " it" : "");
    }

    @Property
    void anyTextIsSomeQuestion(@ForAll String text) {
        assertThat(IntentParser.parse(text)).isNotNull();
    }

    @Property(tries = 3000)
    void anyWordsOfQuestionsAreSomeQuestion(@ForAll("wordings") String text) {
        assertThat(IntentParser.parse(text)).isNotNull();
    }

    @Provide
    static Arbitrary<String> wordings() {
        return Arbitraries.of(
                        "where",
                        "is",
                        "the",
                        "who",
                        "calls",
                        "what",
                        "changed",
                        "last",
                        "week",
                        "by",
                        "in",
                        "show",
                        "me",
                        "open",
                        "line",
                        "99999999999999",
                        "second",
                        "one",
                        "test",
                        "tests",
                        "for",
                        "of",
                        "history",
                        "how",
                        "many",
                        "files",
                        "?",
                        "\"",
                        "it",
                        "dot",
                        "slash",
                        "class",
                        "file",
                        "and",
                        "please",
                        "commits",
                        "two",
                        "\0",
                        "[",
                        "(",
                        "\\")
                .list()
                .ofMaxSize(14)
                .map(words -> String.join(" ", words));
    }
}
