package dev.sidetone.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cues of a SubRip or WebVTT file. For one reading. */
final class SubtitleFile {

    /** Longer than any recording, and small enough to be added to any time. */
    private static final long LONGEST_MS = 1_000L * 3_600_000;

    private static final int MOST_CUES = 200_000;
    private static final int LONGEST_LINE = 1 << 20;
    private static final String ARROW = "-->";
    private static final Pattern TIMES = Pattern.compile("\\s*(\\S+)\\s*-->\\s*(\\S+)(?:\\s.*)?");
    private static final Pattern TIME =
            Pattern.compile("(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{2})[.,](\\d{3})");

    private final LineSource lines;
    private final boolean vtt;
    private final List<Cue> cues = new ArrayList<>();
    private final Skips.Tally skips = new Skips.Tally();
    private String title = "";

    /**
     * One cue.
     *
     * @param id empty when the file gives none
     * @param text its lines, with their markup
     */
    record Cue(String id, long startMs, long endMs, String text) {}

    SubtitleFile(LineSource lines, boolean vtt) {
        this.lines = lines;
        this.vtt = vtt;
    }

    static LineSource lines(java.io.Reader file) {
        return new LineSource(file, LONGEST_LINE);
    }

    /** What a WebVTT file says behind its name; empty when nothing. */
    String title() {
        return title;
    }

    Skips skips() {
        return skips.all();
    }

    /**
     * All of them.
     *
     * @throws ImportException when a block is neither a cue nor a remark
     */
    List<Cue> cues() throws IOException {
        if (vtt) {
            head();
        }
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!line.get().isBlank()) {
                block(line.get());
            }
        }
        if (cues.isEmpty()) {
            throw ImportException.at(Math.max(1, lines.number()), "the file has no cue.");
        }
        return cues;
    }

    private void head() throws IOException {
        String first = lines.next().orElse("").stripLeading();
        title = first.replaceFirst("WEBVTT", "").replaceFirst("^[\\s-]+", "").strip();
        body();
    }

    /** An id or a number, times, and words until an empty line. */
    private void block(String first) throws IOException {
        if (vtt && first.matches("(?:NOTE|STYLE|REGION)(?:\\s.*)?")) {
            skips.record(first.replaceFirst("\\s.*", ""));
            body();
            return;
        }
        String id = "";
        String times = first;
        if (!first.contains(ARROW)) {
            id = vtt ? VoiceText.plain(first.strip()) : "";
            times = lines.next().orElse("");
        }
        long at = lines.number();
        Matcher match = TIMES.matcher(times);
        if (!match.matches()) {
            throw ImportException.at(
                    at, "here stand the times of a cue, such as 00:00:01.000 --> 00:00:02.500.");
        }
        long start = ms(match.group(1), at);
        long end = ms(match.group(2), at);
        if (end < start) {
            throw ImportException.at(at, "the cue ends before it begins.");
        }
        if (cues.size() == MOST_CUES) {
            throw ImportException.at(at, "the file has more than " + MOST_CUES + " cues.");
        }
        cues.add(new Cue(id, start, end, body()));
    }

    private String body() throws IOException {
        var text = new StringJoiner("\n");
        for (Optional<String> line = lines.next();
                line.isPresent() && !line.get().isBlank();
                line = lines.next()) {
            text.add(line.get());
        }
        return text.toString();
    }

    private static long ms(String time, long line) {
        Matcher match = TIME.matcher(time);
        if (match.matches()) {
            long hours = match.group(1) == null ? 0 : Long.parseLong(match.group(1));
            long minutes = Long.parseLong(match.group(2));
            long seconds = Long.parseLong(match.group(3));
            long ms = ((hours * 60 + minutes) * 60 + seconds) * 1_000;
            ms += Long.parseLong(match.group(4));
            if (minutes < 60 && seconds < 60 && ms <= LONGEST_MS) {
                return ms;
            }
        }
        throw ImportException.at(
                line, "`%s` is no time such as 00:00:01.000.".formatted(Skips.brief(time)));
    }
}
