package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BytePairsTest {

    private static BytePairs pairs(String... joined) {
        var tokens = new ArrayList<byte[]>();
        for (int b = 0; b < 256; b++) {
            tokens.add(new byte[] {(byte) b});
        }
        for (String token : joined) {
            tokens.add(token.getBytes(StandardCharsets.UTF_8));
        }
        return new BytePairs(tokens);
    }

    @Test
    void thePairOfTheLowestIdIsJoinedFirst() {
        BytePairs pairs = pairs("bc", "ab");

        assertThat(pairs.encode("abc")).containsExactly((int) 'a', 256);
    }

    @Test
    void joinedPairsAreJoinedAgain() {
        BytePairs pairs = pairs("ab", "abc");

        assertThat(pairs.encode("abc")).containsExactly(257);
    }

    @Test
    void aSpaceBelongsToTheWordBehindItAndWordsAreNeverJoined() {
        BytePairs pairs = pairs(" a", "a ");

        assertThat(pairs.encode("a a")).containsExactly((int) 'a', 256);
    }

    @Test
    void signsHaveNoText() {
        assertThat(pairs().decode(List.of((int) 'a', 300, (int) 'b'))).isEqualTo("ab");
    }

    @Property
    void whatWasEncodedIsDecoded(@ForAll String text) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        BytePairs pairs = pairs("th", "the", " the", "in", "ä");

        assertThat(pairs.decode(pairs.encode(whole))).isEqualTo(whole);
    }
}
