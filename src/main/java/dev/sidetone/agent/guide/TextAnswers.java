package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.ReferenceSearch.Line;
import dev.sidetone.workspace.ReferenceSearch.Lines;
import java.util.List;
import java.util.Map;

/** Answers where a text stands. */
final class TextAnswers {

    private static final int LISTED = 20;
    private static final int SCANNED = 300;

    private TextAnswers() {}

    /** A name when there is one, else the text. */
    static Reply find(Turn turn, Question.Phrase what) throws AgentException {
        if (what.name().isEmpty()) {
            return DefinitionAnswers.answer(turn, what);
        }
        Resolution resolution = turn.resolve(what);
        if (resolution instanceof Resolution.Found(var subject, var exact) && exact) {
            return DefinitionAnswers.found(turn, what, subject, true);
        }
        Lines lines = search(turn, what.text());
        if (lines.seen() > 0) {
            return lines(turn, what.text(), lines);
        }
        return resolution instanceof Resolution.Found(var subject, var exact)
                ? DefinitionAnswers.found(turn, what, subject, exact)
                : Unclear.reply(turn, resolution);
    }

    static Reply text(Turn turn, String text) throws AgentException {
        Lines best = new Lines(List.of(), 0, 0, true);
        for (String reading : SpokenName.readings(text)) {
            best = search(turn, reading);
            if (best.seen() > 0) {
                return lines(turn, reading, best);
            }
        }
        List<String> words = IntentParser.telling(text);
        var reply = new Reply().say("I found no line with \"%s\".".formatted(text)).unanswered();
        if (words.isEmpty()) {
            return reply;
        }
        return OpenAnswers.passages(turn, words, reply, "The nearest is in");
    }

    private static Lines search(Turn turn, String text) throws AgentException {
        return turn.tools()
                .run(
                        "search_text",
                        Map.of("text", text),
                        () -> turn.code().find(text, SCANNED),
                        l -> Say.count(l.seen(), "line"));
    }

    private static Reply lines(Turn turn, String text, Lines lines) {
        Line first = lines.lines().getFirst();
        String many = lines.complete() ? "" : "more than ";
        var reply = new Reply();
        reply.speak(
                lines.seen() == 1
                        ? "\"%s\" is in %s.".formatted(text, Say.place(first.path(), first.line()))
                        : "\"%s\" is in %s%s, first in %s."
                                .formatted(
                                        text,
                                        many,
                                        Say.count(lines.seen(), "line"),
                                        Say.place(first.path(), first.line())));
        reply.write(
                "%s%s in %s with %s:"
                        .formatted(
                                many,
                                Say.count(lines.seen(), "line"),
                                Say.count(lines.files(), "file"),
                                Say.inline(text)));
        var list = new StringBuilder();
        for (Line line : lines.lines().stream().limit(LISTED).toList()) {
            list.append(
                    "- %s: %s\n"
                            .formatted(
                                    Say.link(line.path(), line.line()), Say.inline(line.text())));
            reply.cite(line.path(), line.line(), line.line(), "");
        }
        reply.about(new Subject.InFile(first.path()));
        String progress = turn.progress();
        int left = lines.seen() - LISTED;
        reply.write(left > 0 ? list + "- and %d more\n".formatted(left) : list.toString());
        return progress.isEmpty() ? reply : reply.say(progress);
    }
}
