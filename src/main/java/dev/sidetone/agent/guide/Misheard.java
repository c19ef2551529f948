package dev.sidetone.agent.guide;

import dev.sidetone.workspace.Likeness;
import dev.sidetone.workspace.Sound;
import dev.sidetone.workspace.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mends what recognisers do to spoken questions about code: told to expect identifiers, they write
 * a command as one ({@code OpenFish.md}), and they take a question's own words for others that
 * sound alike. Pure.
 */
final class Misheard {

    /** Words that decide what is asked; a name is never looked for among them. */
    private static final List<String> FRAME =
            List.of(
                    "who",
                    "what",
                    "where",
                    "which",
                    "is",
                    "open",
                    "show",
                    "find",
                    "grep",
                    "search",
                    "explain",
                    "outline",
                    "list",
                    "calls",
                    "uses",
                    "used",
                    "called",
                    "tests",
                    "tested",
                    "cover",
                    "file",
                    "files",
                    "lines",
                    "branch",
                    "changed",
                    "wrote",
                    "defined",
                    "declared",
                    "methods",
                    "class",
                    "folder",
                    "text",
                    "mention");

    private static final Set<String> COMMANDS =
            Set.of(
                    "open", "show", "find", "grep", "search", "explain", "list", "outline", "who",
                    "what", "where", "which", "and", "file");
    private static final Pattern HUMP =
            Pattern.compile("^(\\p{Lu}\\p{Ll}+|\\p{Ll}+(?=[_\\p{Lu}-]))");
    private static final Pattern WHO =
            Pattern.compile(
                    "(?i)^(?:he|hue|you|whose|whom)(?= (?:calls|uses|wrote|changed|tests|imports|implements)\\b)");
    private static final Pattern IS =
            Pattern.compile(
                    "(?i)^(?:his|it's|its)(?= .+ (?:tested|used|called|covered|defined)\\W*$)");
    private static final double ALIKE = 0.6;
    private static final int MOST = 40;

    private Misheard() {}

    /** The request with a leading identifier that begins with a command taken apart. */
    static String unglued(String heard, Predicate<String> isName) {
        int space = heard.indexOf(' ');
        String first = space < 0 ? heard : heard.substring(0, space);
        Matcher hump = HUMP.matcher(first);
        if (!hump.find() || hump.end() == first.length() || isName.test(first)) {
            return heard;
        }
        String command = hump.group();
        boolean begins =
                COMMANDS.stream()
                        .anyMatch(c -> similarity(c, command.toLowerCase(Locale.ROOT)) >= 0.75);
        return begins ? apart(first) + heard.substring(first.length()) : heard;
    }

    private static String apart(String glued) {
        return glued.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})|[_-]+", " ");
    }

    /**
     * The text with one of its words taken for a word of questions that sounds like it; nearest
     * first.
     */
    static List<String> guesses(String heard) {
        String opened = WHO.matcher(IS.matcher(heard).replaceFirst("is")).replaceFirst("who");
        var all = new ArrayList<String>();
        if (!opened.equals(heard)) {
            all.add(opened);
        }
        all.addAll(exchanged(opened));
        return all;
    }

    private static List<String> exchanged(String heard) {
        record Guess(String text, double near) {}
        String[] words = heard.split(" ");
        var guesses = new ArrayList<Guess>();
        for (int i = 0; i < words.length; i++) {
            String word = words[i].toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            if (word.length() < 3 || StopWords.isOne(word) || FRAME.contains(word)) {
                continue;
            }
            for (String meant : FRAME) {
                double near = similarity(word, meant);
                if (near >= ALIKE) {
                    var changed = words.clone();
                    changed[i] = meant;
                    guesses.add(new Guess(String.join(" ", changed), near));
                }
            }
        }
        guesses.sort((a, b) -> Double.compare(b.near(), a.near()));
        return guesses.stream().limit(MOST).map(Guess::text).toList();
    }

    /** By letters and by sound alike, from 0 to 1. */
    private static double similarity(String a, String b) {
        String soundA = Sound.of(Words.key(a));
        String soundB = Sound.of(Words.key(b));
        boolean same = soundA.equals(soundB) && soundA.length() > 1;
        return same ? 1 : (Likeness.similarity(a, b) + Likeness.similarity(soundA, soundB)) / 2;
    }
}
