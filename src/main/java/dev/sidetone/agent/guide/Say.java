package dev.sidetone.agent.guide;

import dev.sidetone.workspace.CleanText;
import dev.sidetone.workspace.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Wording that answers share. Pure. */
final class Say {

    private Say() {}

    /** A place as it is spoken: the file's name and the line. */
    static String place(String path, int line) {
        return "%s, line %d".formatted(file(path), line);
    }

    /** The last part of a path. */
    static String file(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return bare.substring(bare.lastIndexOf('/') + 1);
    }

    /** A place as it is shown. */
    static String link(String path, int line) {
        return "`%s:%d`".formatted(path.replace("`", "'"), line);
    }

    static String link(Symbol symbol) {
        return link(symbol.path(), symbol.line());
    }

    /** {@code 1 file}, {@code 2 files}. */
    static String count(long n, String word) {
        String many =
                word.endsWith("s") || word.endsWith("x")
                        ? word + "es"
                        : word.endsWith("ory")
                                ? word.substring(0, word.length() - 1) + "ies"
                                : word + "s";
        return "%,d %s".formatted(n, n == 1 ? word : many);
    }

    /** {@code a, b and c}. */
    static String list(List<String> words) {
        if (words.size() < 2) {
            return String.join("", words);
        }
        return String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }

    /** How long ago, in words. */
    static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.toMinutes() < 2) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return count(age.toMinutes(), "minute") + " ago";
        }
        if (age.toDays() < 1) {
            return count(age.toHours(), "hour") + " ago";
        }
        if (age.toDays() < 2) {
            return "yesterday";
        }
        if (age.toDays() < 14) {
            return count(age.toDays(), "day") + " ago";
        }
        if (age.toDays() < 60) {
            return count(age.toDays() / 7, "week") + " ago";
        }
        return age.toDays() < 730
                ? count(age.toDays() / 30, "month") + " ago"
                : count(age.toDays() / 365, "year") + " ago";
    }

    /** {@code a} or {@code an}. */
    static String article(String word) {
        return "aeiou".indexOf(Character.toLowerCase(word.charAt(0))) >= 0
                ? "an " + word
                : "a " + word;
    }

    /** Text of the repository inside a paragraph: as code, so that nothing in it is markup. */
    static String inline(String text) {
        String line = CleanText.line(text);
        String tick = "`";
        while (line.contains(tick)) {
            tick += "`";
        }
        return line.isEmpty()
                ? ""
                : tick.length() == 1 ? tick + line + tick : tick + " " + line + " " + tick;
    }

    /** Prose of the repository inside a paragraph, its markup made harmless. */
    static String prose(String text) {
        return CleanText.line(text).replaceAll("([\\\\`*_\\[\\]<>#|!])", "\\\\$1");
    }
}
