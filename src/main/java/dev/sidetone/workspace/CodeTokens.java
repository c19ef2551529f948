package dev.sidetone.workspace;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/**
 * The tokens of a source text, each once with how often it occurs: its identifiers as they are
 * written, or the stems of the words in them. The text is read once for both, and the index is told
 * a count instead of the same token again: names repeat, so that is most of the work spared. Longer
 * than 64 characters is data, not a name, and is left out.
 */
final class CodeTokens extends TokenStream {

    private static final int LONGEST = 64;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final TermFrequencyAttribute frequency = addAttribute(TermFrequencyAttribute.class);
    private final Map<String, Count> counts;
    private Iterator<Map.Entry<String, Count>> next;

    private CodeTokens(Map<String, Count> counts) {
        this.counts = counts;
        this.next = counts.entrySet().iterator();
    }

    private static final class Count {

        int n;
    }

    /** Both sorts of tokens of one text. */
    record Both(CodeTokens identifiers, CodeTokens words) {}

    static Both of(String text) {
        Map<String, Count> written = HashMap.newHashMap(256);
        int at = 0;
        while (at < text.length()) {
            int start = start(text, at);
            at = end(text, start);
            if (at > start && at - start <= LONGEST) {
                count(written, text.substring(start, at), 1);
            }
        }
        var words = words(written);
        written.keySet().removeIf(token -> Character.isDigit(token.charAt(0)));
        return new Both(new CodeTokens(written), new CodeTokens(words));
    }

    private static Map<String, Count> words(Map<String, Count> written) {
        Map<String, Count> words = HashMap.newHashMap(written.size());
        var stems = Stems.HERE.get();
        written.forEach((token, count) -> stems.of(token).forEach(s -> count(words, s, count.n)));
        return words;
    }

    private static void count(Map<String, Count> counts, String token, int times) {
        counts.computeIfAbsent(token, _ -> new Count()).n += times;
    }

    private static int start(String text, int from) {
        int i = from;
        while (i < text.length() && !isPart(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int end(String text, int start) {
        int i = start;
        while (i < text.length() && isPart(text.charAt(i))) {
            i++;
        }
        return i;
    }

    @Override
    public boolean incrementToken() {
        if (!next.hasNext()) {
            return false;
        }
        clearAttributes();
        var token = next.next();
        term.append(token.getKey());
        frequency.setTermFrequency(token.getValue().n);
        return true;
    }

    static boolean isPart(char c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '$';
        }
        return Character.isLetterOrDigit(c);
    }

    @Override
    public void reset() {
        next = counts.entrySet().iterator();
    }
}
