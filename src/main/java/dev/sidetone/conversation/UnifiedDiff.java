package dev.sidetone.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds unified diffs, as {@code git diff} and {@code diff -u} write them, in any text. */
public final class UnifiedDiff {

    private static final Pattern HUNK =
            Pattern.compile("@@ -\\d+(?:,(\\d{1,6}))? \\+\\d+(?:,(\\d{1,6}))? @@.*");
    private static final Pattern HEAD =
            Pattern.compile(
                    "(?:diff |index |--- |\\+\\+\\+ |old mode |new mode |new file |deleted file"
                            + " |similarity |rename |copy ).*");

    private UnifiedDiff() {}

    /** What a line of a text is. */
    public enum Kind {
        /** No part of a diff. */
        TEXT,
        /** Names files. */
        HEAD,
        /** Says where the lines below it stand. */
        PLACE,
        /** Is in both. */
        BOTH,
        ADDED,
        REMOVED
    }

    /** A line without its end. */
    public record Line(Kind kind, String text) {}

    /** Whether a diff is anywhere in it. */
    public static boolean in(String text) {
        return text.contains("@@ -")
                && lines(text).stream().anyMatch(line -> line.kind() == Kind.PLACE);
    }

    /** All lines of a text, each with what it is. */
    public static List<Line> lines(String text) {
        String[] all = text.split("\\R", -1);
        var lines = new ArrayList<Line>();
        int at = 0;
        while (at < all.length) {
            Matcher hunk = HUNK.matcher(all[at]);
            if (hunk.matches()) {
                headsBefore(lines);
                lines.add(new Line(Kind.PLACE, all[at]));
                at = hunk(all, at + 1, count(hunk.group(1)), count(hunk.group(2)), lines);
            } else {
                lines.add(new Line(Kind.TEXT, all[at++]));
            }
        }
        return List.copyOf(lines);
    }

    private static int count(@Nullable String given) {
        return given == null ? 1 : Integer.parseInt(given);
    }

    /** The lines that name the files stand right before the first place in them. */
    private static void headsBefore(List<Line> lines) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Line line = lines.get(i);
            if (line.kind() != Kind.TEXT || !HEAD.matcher(line.text()).matches()) {
                return;
            }
            lines.set(i, new Line(Kind.HEAD, line.text()));
        }
    }

    /** Its lines, as many as its head tells; returns where the text goes on. */
    private static int hunk(String[] all, int from, int before, int after, List<Line> lines) {
        int old = before;
        int now = after;
        int at = from;
        while (at < all.length) {
            Kind kind = kind(all[at]);
            boolean note = all[at].startsWith("\\");
            if (kind == Kind.TEXT || (!note && old <= 0 && now <= 0)) {
                break;
            }
            if (!note) {
                old -= kind == Kind.ADDED ? 0 : 1;
                now -= kind == Kind.REMOVED ? 0 : 1;
            }
            lines.add(new Line(kind, all[at++]));
        }
        return at;
    }

    private static Kind kind(String line) {
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> Kind.ADDED;
            case '-' -> Kind.REMOVED;
            case ' ', '\\' -> Kind.BOTH;
            default -> Kind.TEXT;
        };
    }
}
