package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.speech.SpeechToken.Letters;
import dev.sidetone.embedded.speech.SpeechToken.Mark;
import dev.sidetone.embedded.speech.SpeechToken.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Turns written text, code names included, into words to be spoken. Thread-safe. */
final class TextReader {

    private static final String MARKS = ".,;:?!";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern EDGES = Pattern.compile("^[.,;:?!'<>]+(?=\\W|$)|^['<>]+|['<>]+$");
    private static final Pattern SPELLED = Pattern.compile("[A-Z]+s?");
    private static final Pattern UNSAYABLE = Pattern.compile("[^a-z']");

    private final ChunkReader chunks;

    TextReader(Predicate<String> isWord) {
        this.chunks = new ChunkReader(isWord);
    }

    List<SpeechToken> read(String text) {
        var tokens = new ArrayList<SpeechToken>();
        String before = "";
        for (String chunk : SPACE.split(TextCleaner.clean(text))) {
            int end = chunk.length();
            while (end > 0 && MARKS.indexOf(chunk.charAt(end - 1)) >= 0) {
                end--;
            }
            String body = EDGES.matcher(chunk.substring(0, end)).replaceAll("");
            if (!body.isEmpty()) {
                addWords(tokens, chunks.read(body, before));
                before = body.toLowerCase(Locale.ROOT);
            }
            addMark(tokens, chunk.substring(end));
        }
        return tokens;
    }

    private static void addWords(List<SpeechToken> tokens, String words) {
        for (String word : SPACE.split(words.strip())) {
            if (SPELLED.matcher(word).matches()) {
                boolean plural = word.endsWith("s");
                String letters = plural ? word.substring(0, word.length() - 1) : word;
                tokens.add(new Letters(letters, plural));
            } else {
                String sayable = UNSAYABLE.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
                if (!sayable.replace("'", "").isEmpty()) {
                    tokens.add(new Word(sayable));
                }
            }
        }
    }

    /** Of several marks the strongest counts; a mark behind a comma takes its place. */
    private static void addMark(List<SpeechToken> tokens, String marks) {
        if (marks.isEmpty() || tokens.isEmpty()) {
            return;
        }
        char strongest = marks.contains("?") ? '?' : marks.contains("!") ? '!' : marks.charAt(0);
        if (!(tokens.getLast() instanceof Mark last)) {
            tokens.add(new Mark(strongest));
        } else if (last.mark() == ',') {
            tokens.set(tokens.size() - 1, new Mark(strongest));
        }
    }
}
