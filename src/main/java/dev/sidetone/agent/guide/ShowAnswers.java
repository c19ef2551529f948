package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.conversation.Citation;
import dev.sidetone.workspace.CodeLines;
import dev.sidetone.workspace.Symbol;
import java.util.List;

/** Shows code. */
final class ShowAnswers {

    private static final int LONGEST = 120;
    private static final int AROUND = 12;

    private ShowAnswers() {}

    static Reply answer(Turn turn, Question.Phrase of, int line) throws AgentException {
        return switch (turn.resolve(of)) {
            case Resolution.Found(Subject.Code code, _) when line == 0 -> symbol(turn, code);
            case Resolution.Found(Subject.Code code, _) ->
                    lines(turn, code, code.first().path(), line);
            case Resolution.Found(Subject.InFile file, _) -> lines(turn, file, file.path(), line);
            case Resolution.Found(Subject.Folder _, _) -> OutlineAnswers.answer(turn, of);
            case Resolution.Found(Subject.Project _, _) -> OutlineAnswers.answer(turn, of);
            case Resolution.Unsure(var said, var near) when said.contains(" ") && near.isEmpty() ->
                    OpenAnswers.answer(turn, said);
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    private static Reply symbol(Turn turn, Subject.Code code) throws AgentException {
        Symbol first = code.first();
        CodeLines lines = Excerpts.of(turn, first, LONGEST);
        var reply = new Reply().about(code);
        reply.speak(
                "Here is %s, from %s."
                        .formatted(first.name(), Say.place(first.path(), first.line())));
        reply.write("`%s` at %s:".formatted(first.qualified(), Say.link(first)));
        reply.code(lines);
        if (first.endLine() > lines.lastLine()) {
            reply.write("It goes on to line %d.".formatted(first.endLine()));
        }
        return reply.cite(first.path(), first.startLine(), first.endLine(), first.qualified());
    }

    private static Reply lines(Turn turn, Subject subject, String path, int line)
            throws AgentException {
        int start = line == 0 ? 1 : Math.max(1, line - AROUND);
        int end = line == 0 ? LONGEST : line + AROUND;
        CodeLines lines = turn.open(path, start, end);
        int at = line == 0 ? 1 : Math.min(line, Math.max(1, lines.totalLines()));
        var reply = new Reply().about(subject);
        reply.speak(
                line == 0
                        ? "Here is %s, %s."
                                .formatted(Say.file(path), Say.count(lines.totalLines(), "line"))
                        : "Here is %s.".formatted(Say.place(path, at)));
        reply.write("%s:".formatted(Say.link(path, at)));
        reply.code(lines);
        int last = line == 0 ? Math.max(1, lines.lastLine()) : at;
        return reply.cite(path, at, Math.max(at, last), Say.file(path));
    }

    /** Opens one of the places that were named before. */
    static Reply pick(Turn turn, int ordinal) throws AgentException {
        List<Citation> places = turn.recall().places();
        if (places.isEmpty()) {
            return new Reply()
                    .say("There is no list to pick from yet.")
                    .write(
                            "Ask where something is or who uses it; then \"open the second one\" works.")
                    .unanswered();
        }
        int index =
                switch (ordinal) {
                    case -1 -> places.size();
                    case 0 -> Math.max(1, turn.recall().shown()) + 1;
                    default -> ordinal;
                };
        if (index > places.size()) {
            return new Reply()
                    .say(
                            "There %s only %d."
                                    .formatted(places.size() == 1 ? "is" : "are", places.size()))
                    .unanswered();
        }
        return place(turn, places.get(index - 1), index, places.size());
    }

    private static Reply place(Turn turn, Citation place, int index, int of) throws AgentException {
        int end = Math.min(place.endLine(), place.startLine() + LONGEST);
        CodeLines lines =
                turn.open(
                        place.path(),
                        Math.max(1, place.startLine() - 3),
                        Math.max(end, place.startLine() + AROUND));
        return new Reply()
                .speak(
                        "Number %d of %d is %s."
                                .formatted(index, of, Say.place(place.path(), place.startLine())))
                .write(
                        "%d of %d: %s"
                                .formatted(index, of, Say.link(place.path(), place.startLine())))
                .code(lines)
                .cite(place.path(), place.startLine(), place.endLine(), place.label())
                .shown(index);
    }
}
