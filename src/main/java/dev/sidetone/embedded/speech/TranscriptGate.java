package dev.sidetone.embedded.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes out of a raw transcript what nobody said: sound tags, loops, and the prompt read back. */
final class TranscriptGate {

    private static final Pattern TAG =
            Pattern.compile("\\[[^\\]]*(\\]|$)|\\([^)]*(\\)|$)|\\*[^*]*(\\*|$)|[♪♫]");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST_LOOP = 8;
    private static final int LOOP_TURNS = 4;
    private static final int ECHO_NAMES = 3;

    private TranscriptGate() {}

    /** The text without inventions; empty when no word is left. */
    static String clean(String raw, List<String> vocabulary) {
        String spoken = SPACE.matcher(TAG.matcher(raw).replaceAll(" ")).replaceAll(" ").strip();
        if (!WORD.matcher(spoken).find() || isEcho(spoken, vocabulary)) {
            return "";
        }
        return withoutLoops(spoken);
    }

    /** Three or more names of the prompt, in its order and nothing else: the engine's own echo. */
    private static boolean isEcho(String text, List<String> vocabulary) {
        String heard = letters(text);
        for (int from = 0; from < vocabulary.size(); from++) {
            var run = new StringBuilder();
            for (int to = from; to < vocabulary.size(); to++) {
                run.append(letters(vocabulary.get(to)));
                if (to - from + 1 >= ECHO_NAMES && heard.contentEquals(run)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Cuts a run of at least {@value #LOOP_TURNS} equal phrases down to one. */
    private static String withoutLoops(String text) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        for (int size = 1; size <= LONGEST_LOOP; size++) {
            for (int at = 0; at + size * LOOP_TURNS <= words.size(); at++) {
                int turns = turns(words, at, size);
                if (turns >= LOOP_TURNS) {
                    words.subList(at + size, at + size * turns).clear();
                }
            }
        }
        return String.join(" ", words);
    }

    private static int turns(List<String> words, int at, int size) {
        int turns = 1;
        while (at + size * (turns + 1) <= words.size() && same(words, at, size, turns)) {
            turns++;
        }
        return turns;
    }

    private static boolean same(List<String> words, int at, int size, int turn) {
        for (int i = 0; i < size; i++) {
            if (!letters(words.get(at + i)).equals(letters(words.get(at + turn * size + i)))) {
                return false;
            }
        }
        return true;
    }
}
