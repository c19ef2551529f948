package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.SpeechException;
import dev.sidetone.embedded.speech.Lexicon.Use;
import dev.sidetone.embedded.speech.SpeechToken.Letters;
import dev.sidetone.embedded.speech.SpeechToken.Mark;
import dev.sidetone.embedded.speech.SpeechToken.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Written text to IPA, sentence by sentence, as the voices were trained: function words weak, words
 * linked by r, letters run together. Thread-safe.
 */
final class Pronouncer {

    private static final String VOWELS = "aeiouæɐɑɒɔəɚɛɜɪʊʌᵻ";
    private static final Pattern FIRST_VOWEL = Pattern.compile("([" + VOWELS + "])");
    private static final Set<String> JOINED =
            Set.of("in the", "on the", "of the", "has been", "have been");
    private static final Set<String> BEFORE_A_VERB =
            Set.of(
                    ("to will would can could should must may might i you we they please not don't"
                                    + " didn't doesn't can't won't let's i'll we'll you'll")
                            .split(" "));
    private static final Set<String> BEFORE_A_COUNTED_ONE =
            Set.of("point", "version", "port", "line");
    private static final Set<String> AFTER_A_COUNTED_ONE =
            Set.of("hundred", "thousand", "million", "point");

    private final Map<String, String> weak = SpokenForms.read("function-words.txt");
    private final Map<String, String> letters = SpokenForms.read("letters.txt");
    private final WordSounds sounds;
    private final TextReader reader;

    Pronouncer() throws SpeechException {
        var lexicon = new Lexicon();
        this.sounds = new WordSounds(lexicon);
        this.reader = new TextReader(lexicon::knows);
    }

    /**
     * One IPA text for each sentence, its closing mark included; empty for a text without words.
     */
    List<String> pronounce(String text) {
        var sentences = new ArrayList<String>();
        var sentence = new StringBuilder();
        var clause = new ArrayList<SpeechToken>();
        List<SpeechToken> tokens = new ArrayList<>(reader.read(text));
        if (!tokens.isEmpty() && !(tokens.getLast() instanceof Mark)) {
            tokens.add(new Mark('.'));
        }
        for (SpeechToken token : tokens) {
            if (!(token instanceof Mark mark)) {
                clause.add(token);
                continue;
            }
            if (!clause.isEmpty()) {
                sentence.append(sentence.isEmpty() ? "" : " ").append(clause(clause));
                sentence.append(mark.mark());
                clause.clear();
            }
            if (mark.endsSentence() && !sentence.isEmpty()) {
                sentences.add(sentence.toString());
                sentence.setLength(0);
            }
        }
        if (!sentence.isEmpty()) {
            sentences.add(sentence.toString());
        }
        return sentences;
    }

    /** Words between two marks. Worked from the end, since a word sounds by what follows it. */
    private String clause(List<SpeechToken> tokens) {
        String[] ipa = new String[tokens.size()];
        for (int i = ipa.length - 1; i >= 0; i--) {
            boolean last = i == ipa.length - 1;
            boolean vowelFollows = !last && startsWithVowel(ipa[i + 1]);
            ipa[i] = sound(tokens, i, vowelFollows);
            if (vowelFollows && ipa[i].endsWith("ɚ")) {
                ipa[i] += "ɹ";
            }
        }
        stressSomething(ipa);
        var text = new StringBuilder();
        for (int i = 0; i < ipa.length; i++) {
            boolean joined = i > 0 && JOINED.contains(text(tokens, i - 1) + " " + text(tokens, i));
            text.append(i == 0 || joined ? "" : " ").append(ipa[i]);
        }
        return text.toString();
    }

    private String sound(List<SpeechToken> tokens, int i, boolean vowelFollows) {
        return switch (tokens.get(i)) {
            case Letters spelled -> spell(spelled);
            case Word word -> word(word.text(), tokens, i, vowelFollows);
            case Mark _ -> "";
        };
    }

    private String word(String word, List<SpeechToken> tokens, int i, boolean vowelFollows) {
        boolean alone = tokens.size() == 1;
        String before = text(tokens, i - 1);
        String after = text(tokens, i + 1);
        String function = weak.get(word);
        if (word.equals("the")) {
            return vowelFollows ? "ðɪ" : "ðə";
        }
        if (word.equals("to")) {
            return vowelFollows || i == tokens.size() - 1 ? "tʊ" : "tə";
        }
        if (word.equals("one")
                && (BEFORE_A_COUNTED_ONE.contains(before) || AFTER_A_COUNTED_ONE.contains(after))) {
            return "wˈʌn";
        }
        if (function != null && !(word.equals("a") && alone)) {
            return function;
        }
        Use use = BEFORE_A_VERB.contains(before) ? Use.VERB : Use.NOUN;
        String bare = word.replaceAll("^'+|'+$", "");
        return WordIpa.of(bare, sounds.phones(bare, use));
    }

    /** Letters run together; only the last keeps the main stress. */
    private String spell(Letters spelled) {
        var ipa = new StringBuilder();
        String text = spelled.letters();
        for (int i = 0; i < text.length(); i++) {
            String letter = text.substring(i, i + 1);
            String phones = letters.getOrDefault(letter.toLowerCase(Locale.ROOT), "");
            String sound = WordIpa.of(letter.toLowerCase(Locale.ROOT), Phone.parse(phones));
            ipa.append(i < text.length() - 1 ? sound.replace('ˈ', 'ˌ') : sound);
        }
        boolean hissing = ipa.charAt(ipa.length() - 1) == 's';
        return ipa + (spelled.plural() ? hissing ? "ᵻz" : "z" : "");
    }

    private static String text(List<SpeechToken> tokens, int i) {
        return i >= 0 && i < tokens.size() && tokens.get(i) instanceof Word word ? word.text() : "";
    }

    private static boolean startsWithVowel(String ipa) {
        return ipa.chars()
                .filter(c -> c != 'ˈ' && c != 'ˌ')
                .limit(1)
                .anyMatch(c -> VOWELS.indexOf(c) >= 0);
    }

    /** A clause of weak words only stresses its last one. */
    private static void stressSomething(String[] ipa) {
        for (String word : ipa) {
            if (word.indexOf('ˈ') >= 0) {
                return;
            }
        }
        int last = ipa.length - 1;
        String plain = ipa[last].replace("ˌ", "");
        ipa[last] = FIRST_VOWEL.matcher(plain).replaceFirst("ˈ$1");
    }
}
