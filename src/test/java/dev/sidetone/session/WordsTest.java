package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordsTest {

    /**
     * Each step adds to any of the words there are: the newest, or one that was added to before.
     */
    @Property
    void areValues(@ForAll List<Integer> steps) {
        List<Words> words = new ArrayList<>(List.of(Words.NONE));
        List<String> texts = new ArrayList<>(List.of(""));
        for (int step : steps) {
            int from = Math.floorMod(step, words.size());
            words.add(words.get(from).and("<" + step + ">"));
            texts.add(texts.get(from) + "<" + step + ">");
        }
        assertThat(words).extracting(Words::toString).containsExactlyElementsOf(texts);
    }

    @Test
    void areComparedByWhatTheySay() {
        assertThat(Words.of("ab")).isEqualTo(Words.of("a").and("b")).isNotEqualTo(Words.of("a"));
        assertThat(Words.of("").isEmpty()).isTrue();
        assertThat(Words.of("a").isEmpty()).isFalse();
        assertThat(Words.of("ab")).hasSameHashCodeAs(Words.of("a").and("b"));
    }
}
