package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;
import org.junit.jupiter.api.Test;

class CodeTokensTest {

    private static Map<String, Integer> counts(CodeTokens tokens) {
        var counts = new TreeMap<String, Integer>();
        tokens.reset();
        while (tokens.incrementToken()) {
            String term = tokens.getAttribute(CharTermAttribute.class).toString();
            int times = tokens.getAttribute(TermFrequencyAttribute.class).getTermFrequency();
            assertThat(counts.put(term, times)).as("each token once").isNull();
        }
        return counts;
    }

    @Test
    void identifiersAndTheirWordsComeWithHowOftenTheyOccur() {
        var tokens = CodeTokens.of("openFile(open_files, 2x); openFile öffne");

        assertThat(counts(tokens.identifiers()))
                .isEqualTo(Map.of("openFile", 2, "open_files", 1, "öffne", 1));
        assertThat(counts(tokens.words()))
                .containsEntry("open", 3)
                .containsEntry("fil", 3)
                .containsEntry("2", 1)
                .containsEntry("x", 1);
    }

    @Test
    void whatIsTooLongIsData() {
        var tokens = CodeTokens.of("a" + "b".repeat(64) + " " + "c".repeat(64));

        assertThat(counts(tokens.identifiers())).isEqualTo(Map.of("c".repeat(64), 1));
    }
}
