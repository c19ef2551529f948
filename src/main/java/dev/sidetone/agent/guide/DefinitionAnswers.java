package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.SourceFile;
import dev.sidetone.workspace.Symbol;
import dev.sidetone.workspace.SymbolKind;
import java.util.List;

/** Answers where something is. */
final class DefinitionAnswers {

    private static final int LISTED = 12;
    private static final int EXCERPT = 14;

    private DefinitionAnswers() {}

    static Reply answer(Turn turn, Question.Phrase of) throws AgentException {
        return switch (turn.resolve(of)) {
            case Resolution.Found(var subject, var exact) -> found(turn, of, subject, exact);
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    static Reply found(Turn turn, Question.Phrase of, Subject subject, boolean exact)
            throws AgentException {
        var reply = new Reply().about(subject);
        return switch (subject) {
            case Subject.Code code -> code(turn, of, code, exact, reply);
            case Subject.InFile file -> file(turn, file, reply);
            case Subject.Folder folder -> folder(turn, folder, reply);
            case Subject.Project project ->
                    reply.say("The project is in the folder %s.".formatted(project.name()));
        };
    }

    private static Reply code(
            Turn turn, Question.Phrase of, Subject.Code code, boolean exact, Reply reply)
            throws AgentException {
        Symbol first = code.first();
        List<Symbol> places = places(code);
        if (exact) {
            reply.speak(
                    "%s is defined in %s."
                            .formatted(first.name(), Say.place(first.path(), first.line())));
        } else {
            reply.speak(
                    "The nearest name is %s, in %s."
                            .formatted(first.name(), Say.place(first.path(), first.line())));
        }
        reply.write(headline(of, first, exact));
        reply.code(Excerpts.of(turn, first, EXCERPT));
        places.stream().limit(LISTED).forEach(reply::cite);
        if (places.size() > 1) {
            reply.speak(others(places));
            reply.write(list(places));
        }
        return reply;
    }

    private static String headline(Question.Phrase of, Symbol first, boolean exact) {
        String said =
                exact
                        ? ""
                        : "I found no `%s`; the nearest is this. "
                                .formatted(of.text().replace("`", "'"));
        String member = first.container().isEmpty() ? "" : " of `%s`".formatted(first.container());
        return "%s`%s` is %s%s at %s."
                .formatted(
                        said,
                        first.name(),
                        Say.article(first.kind().word()),
                        member,
                        Say.link(first));
    }

    /** Without constructors of a type that is there itself, and without mere declarations. */
    private static List<Symbol> places(Subject.Code code) {
        Symbol first = code.first();
        return code.definitions().stream()
                .filter(s ->
                        s == first || s.kind() != SymbolKind.CONSTRUCTOR || !first.kind().isType())
                .filter(s -> s == first || s.kind() != SymbolKind.PROTOTYPE)
                .toList();
    }

    private static String others(List<Symbol> places) {
        int more = places.size() - 1;
        Symbol second = places.get(1);
        return more == 1
                ? "Another is in %s.".formatted(Say.place(second.path(), second.line()))
                : "There are %d more, the next in %s."
                        .formatted(more, Say.place(second.path(), second.line()));
    }

    private static String list(List<Symbol> places) {
        var list = new StringBuilder("All definitions:\n\n");
        for (Symbol symbol : places.stream().limit(LISTED).toList()) {
            list.append(
                    "- `%s` (%s) at %s\n"
                            .formatted(symbol.qualified(), symbol.kind().word(), Say.link(symbol)));
        }
        int left = places.size() - LISTED;
        return left > 0 ? list + "- and %d more\n".formatted(left) : list.toString();
    }

    private static Reply file(Turn turn, Subject.InFile file, Reply reply) {
        String folder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
        int lines = turn.code().file(file.path()).map(SourceFile::lines).orElse(0);
        reply.speak(
                folder.isEmpty()
                        ? "%s is in the top folder.".formatted(file.name())
                        : "%s is in the folder %s.".formatted(file.name(), Say.file(folder)));
        reply.write("%s (%s)".formatted(Say.link(file.path(), 1), Say.count(lines, "line")));
        return reply.cite(file.path(), 1, Math.max(1, lines), file.name());
    }

    private static Reply folder(Turn turn, Subject.Folder folder, Reply reply) {
        List<SourceFile> files = turn.code().below(folder.path());
        reply.speak(
                "%s is a folder with %s."
                        .formatted(folder.name(), Say.count(files.size(), "file")));
        reply.write("`%s` has %s.".formatted(folder.path(), Say.count(files.size(), "file")));
        files.stream().limit(LISTED).forEach(f -> reply.cite(f.path(), 1, 1, f.name()));
        return reply;
    }
}
