package dev.sidetone.workspace;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * The tokens of a source text: either its identifiers as they are written, or the stems of the
 * words in them. Longer than 64 characters is data, not a name, and is left out.
 */
final class CodeTokens extends TokenStream {

    private static final int LONGEST = 64;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final String text;
    private final boolean words;
    private final Stems stems;
    private final Deque<String> pending = new ArrayDeque<>();
    private int at;

    private CodeTokens(String text, boolean words, Stems stems) {
        this.text = text;
        this.words = words;
        this.stems = stems;
    }

    static CodeTokens identifiers(String text) {
        return new CodeTokens(text, false, Stems.HERE.get());
    }

    static CodeTokens words(String text) {
        return new CodeTokens(text, true, Stems.HERE.get());
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (!pending.isEmpty()) {
            term.append(pending.poll());
            return true;
        }
        while (at < text.length()) {
            int start = nextStart();
            int end = nextEnd(start);
            at = end;
            if (end - start > 0 && end - start <= LONGEST && emit(start, end)) {
                return true;
            }
        }
        return false;
    }

    private int nextStart() {
        int i = at;
        while (i < text.length() && !isPart(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int nextEnd(int start) {
        int i = start;
        while (i < text.length() && isPart(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean emit(int start, int end) {
        if (!words) {
            if (Character.isDigit(text.charAt(start))) {
                return false;
            }
            term.append(text, start, end);
            return true;
        }
        pending.addAll(stems.of(text.substring(start, end)));
        if (pending.isEmpty()) {
            return false;
        }
        term.append(pending.poll());
        return true;
    }

    static boolean isPart(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }

    @Override
    public void reset() {
        at = 0;
        pending.clear();
    }
}
