package dev.sidetone.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Item;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchLanguageTest {

    private static SearchTerms terms(String query) {
        assertThat(SearchLanguage.read(query)).isInstanceOf(SearchReading.Understood.class);
        return SearchContract.terms(query);
    }

    private static List<SearchMistake> mistakes(String query) {
        assertThat(SearchLanguage.read(query)).as(query).isInstanceOf(SearchReading.Mistaken.class);
        return ((SearchReading.Mistaken) SearchLanguage.read(query)).mistakes();
    }

    @Test
    void wordsPhrasesPrefixesAndExclusionsAreTold() {
        SearchTerms terms = terms("Session \"in this order\" mana* -\"not this\" -nor");

        assertThat(terms.wanted())
                .extracting(SearchWords::whole)
                .containsExactly(
                        List.of("session"), List.of("in", "this", "order"), List.of("mana"));
        assertThat(terms.wanted())
                .extracting(SearchWords::prefix)
                .containsExactly(false, false, true);
        assertThat(terms.unwanted())
                .extracting(SearchWords::whole)
                .containsExactly(List.of("not", "this"), List.of("nor"));
    }

    @Test
    void filtersAreReadWhateverTheirCase() {
        SearchTerms terms = terms("ROLE:User kind:tool_call after:2026-05-01 has:Citation");

        assertThat(terms.filters())
                .containsExactly(
                        new SearchFilter.OfRole(Item.Role.USER),
                        new SearchFilter.OfKind(Item.Kind.TOOL_CALL),
                        new SearchFilter.Cites());
        assertThat(terms.from()).contains(Instant.parse("2026-05-01T00:00:00Z"));
    }

    @Test
    void daysAreThoseOfTheReader() {
        SearchReading reading =
                SearchLanguage.read("before:2026-05-01", ZoneId.of("America/New_York"));

        assertThat(((SearchReading.Understood) reading).terms().until())
                .contains(Instant.parse("2026-05-01T04:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.org", "std::vector", "a:b", "C:\\x", "note: this", "x:"})
    void aColonAloneMakesNoFilter(String query) {
        assertThat(terms(query).filters()).isEmpty();
        assertThat(terms(query).wanted()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a role:boss | 2 | role:boss | user, assistant, agent, system",
                "kind:song | 0 | kind:song | speech, text, tool_call",
                "rol:user | 0 | rol:user | did you mean `role:`?",
                "x befroe:2026-01-01 | 2 | befroe:2026-01-01 | did you mean `before:`?",
                "role: | 0 | role: | has no value",
                "before:May | 0 | before:May | 2026-05-01",
                "before:2026-13-01 | 0 | before:2026-13-01 | give a day",
                "-after:2026-01-01 | 0 | -after:2026-01-01 | no minus",
                "has:money | 0 | has:money | citation, interrupted",
                "in:there | 0 | in:there | id of a conversation",
                "is:new | 0 | is:new | archived",
                "&& | 0 | && | nothing to look for"
            })
    void mistakesSayWhatWhereAndWhatMayStandThere(String query, int at, String text, String hint) {
        assertThat(mistakes(query))
                .singleElement()
                .satisfies(m -> {
                    assertThat(m.at()).isEqualTo(at);
                    assertThat(m.text()).isEqualTo(text);
                    assertThat(m.hint()).contains(hint);
                });
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(mistakes("role:boss kind:song")).hasSize(2);
    }

    @Test
    void queriesAreBounded() {
        assertThat(mistakes("a".repeat(SearchLanguage.LONGEST + 1))).hasSize(1);
        assertThat(mistakes("a ".repeat(33))).hasSize(1);
    }

    @Property(tries = 5000)
    void everyTextHasAReading(@ForAll("queries") String query) {
        SearchReading reading = SearchLanguage.read(query);

        switch (reading) {
            case SearchReading.Understood(SearchTerms terms) -> harmless(terms);
            case SearchReading.Mistaken(List<SearchMistake> mistakes) ->
                    assertThat(mistakes)
                            .isNotEmpty()
                            .allSatisfy(m -> {
                                assertThat(m.hint()).isNotBlank();
                                assertThat(m.at()).isBetween(0, query.length());
                                assertThat(query.substring(m.at())).startsWith(m.text());
                            });
        }
    }

    /** Of what was typed only letters and digits get into the expression, and only in quotes. */
    private static void harmless(SearchTerms terms) {
        String outside = FtsQuery.of(terms).replaceAll("\"[\\p{L}\\p{N}§ ]+\"", "");

        assertThat(outside).matches("( |\\(|\\)|AND|OR|NOT|\\*)*");
    }

    @Property
    void aTextIsFoundByEachOfItsWords(@ForAll String text) {
        SearchedText searched = SearchedText.of(text);
        for (SearchToken token : searched.words()) {
            String word = searched.shown().substring(token.start(), token.end());
            assertThat(SearchWords.of(word, false).in(searched)).as(word).isNotEmpty();
        }
    }

    @Property
    void aSnippetIsAPieceOfTheText(
            @ForAll("queries") String query, @ForAll("queries") String text) {
        if (SearchLanguage.read(query) instanceof SearchReading.Understood(SearchTerms terms)) {
            String joined =
                    String.join("", Snippet.of(terms, text).stream().map(p -> p.text()).toList());
            String shown = SearchedText.of(text).shown().replaceAll("\\s+", " ");
            assertThat(shown).contains(joined.replaceFirst("^… ", "").replaceFirst(" …$", ""));
        }
    }

    @Provide
    Arbitrary<String> queries() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "role:",
                        "kind:",
                        "has:",
                        "in:",
                        "is:",
                        "before:",
                        "-",
                        "\"",
                        "*",
                        "user",
                        "archived",
                        "2026-05-01",
                        "sessionManager",
                        "NEAR(",
                        "OR",
                        "{",
                        "}",
                        ":",
                        "'",
                        ";",
                        "\u0000",
                        "\n",
                        "é",
                        "会",
                        "\ud83d",
                        "ß",
                        "_",
                        "roel:",
                        " ",
                        "§in",
                        "+");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(60));
    }
}
