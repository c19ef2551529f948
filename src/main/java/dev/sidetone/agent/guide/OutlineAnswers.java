package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.SourceFile;
import dev.sidetone.workspace.Symbol;
import dev.sidetone.workspace.SymbolKind;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Answers what something consists of. */
final class OutlineAnswers {

    private static final int LISTED = 150;

    /** More places than this to open beside an answer help nobody; the list has them all. */
    private static final int CITED = 30;

    private static final int SPOKEN = 5;

    /** With more methods than this the most used are named, not the first. */
    private static final int MANY = 12;

    private OutlineAnswers() {}

    static Reply answer(Turn turn, Question.Phrase of) throws AgentException {
        return switch (turn.resolve(of.as(Question.Hint.TYPE))) {
            case Resolution.Found(Subject.Code code, _) -> members(turn, code);
            case Resolution.Found(Subject.InFile file, _) -> file(turn, file);
            case Resolution.Found(Subject.Folder folder, _) -> folder(turn, folder);
            case Resolution.Found(Subject.Project project, _) ->
                    ProjectAnswers.modules(turn, new Reply().about(project), "");
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    private static Reply members(Turn turn, Subject.Code code) {
        Symbol type = code.first();
        List<Symbol> members =
                turn.code().outline(type.path()).stream()
                        .filter(s -> s.container().equals(type.name()))
                        .toList();
        var reply = new Reply().about(code);
        if (members.isEmpty()) {
            reply.speak(
                    "%s is %s in %s and has no members that I see."
                            .formatted(
                                    type.name(),
                                    Say.article(type.kind().word()),
                                    Say.place(type.path(), type.line())));
            reply.write("`%s` at %s has no members.".formatted(type.qualified(), Say.link(type)));
            return reply.cite(type);
        }
        List<String> callables =
                members.stream()
                        .filter(s ->
                                s.kind() == SymbolKind.METHOD || s.kind() == SymbolKind.FUNCTION)
                        .map(Symbol::name)
                        .distinct()
                        .toList();
        List<String> names =
                callables.isEmpty()
                        ? members.stream().map(Symbol::name).distinct().toList()
                        : callables;
        String count = Say.count(names.size(), callables.isEmpty() ? "member" : "method");
        reply.speak(
                "%s has %s%s %s."
                        .formatted(
                                type.name(),
                                count,
                                names.size() > MANY ? ". The most used are" : ":",
                                Say.list(telling(turn, names))));
        reply.write("`%s` at %s has %s:".formatted(type.qualified(), Say.link(type), count));
        reply.cite(type);
        List<Symbol> methodsFirst =
                members.stream()
                        .sorted(Comparator.comparing(s -> !callables.contains(s.name())))
                        .toList();
        list(reply, methodsFirst, LISTED);
        methodsFirst.stream().limit(CITED).forEach(reply::cite);
        return reply;
    }

    /** Of a few names the first, of many those that stand in most files. */
    private static List<String> telling(Turn turn, List<String> names) {
        if (names.size() <= MANY) {
            return names.stream().limit(SPOKEN).toList();
        }
        record Used(String name, int files) {}
        return names.stream()
                .map(name -> new Used(name, spread(turn, name)))
                .sorted(Comparator.comparingInt(used -> -used.files()))
                .limit(SPOKEN)
                .map(Used::name)
                .toList();
    }

    private static int spread(Turn turn, String name) {
        try {
            return turn.code().spread(name);
        } catch (IOException _) {
            return 0;
        }
    }

    private static Reply file(Turn turn, Subject.InFile file) {
        List<Symbol> outline = turn.code().outline(file.path());
        int lines = turn.code().file(file.path()).map(SourceFile::lines).orElse(0);
        var reply = new Reply().about(file);
        List<String> names =
                outline.stream()
                        .filter(s -> s.container().isEmpty() || s.kind().isType())
                        .map(Symbol::name)
                        .distinct()
                        .toList();
        reply.speak(
                names.isEmpty()
                        ? "%s has %s and defines nothing."
                                .formatted(file.name(), Say.count(lines, "line"))
                        : "%s defines %s."
                                .formatted(
                                        file.name(), Say.list(names.stream().limit(5).toList())));
        reply.write("%s, %s:".formatted(Say.link(file.path(), 1), Say.count(lines, "line")));
        reply.cite(file.path(), 1, Math.max(1, lines), file.name());
        list(reply, outline, LISTED);
        outline.stream().limit(CITED).forEach(reply::cite);
        return reply;
    }

    private static Reply folder(Turn turn, Subject.Folder folder) {
        List<SourceFile> files = turn.code().below(folder.path());
        var reply = new Reply().about(folder);
        List<String> names = files.stream().map(SourceFile::name).limit(4).toList();
        reply.speak(
                "%s has %s, such as %s."
                        .formatted(
                                folder.name(), Say.count(files.size(), "file"), Say.list(names)));
        reply.write("`%s` has %s:".formatted(folder.path(), Say.count(files.size(), "file")));
        var list = new StringBuilder();
        for (SourceFile file : files.stream().limit(LISTED).toList()) {
            list.append(
                    "- %s, %s\n"
                            .formatted(Say.link(file.path(), 1), Say.count(file.lines(), "line")));
        }
        files.stream().limit(CITED).forEach(f -> reply.cite(f.path(), 1, 1, f.name()));
        int left = files.size() - LISTED;
        return reply.write(left > 0 ? list + "- and %d more\n".formatted(left) : list.toString());
    }

    /** Appends symbols as a list. */
    static void list(Reply reply, List<Symbol> symbols, int most) {
        if (symbols.isEmpty()) {
            return;
        }
        var list = new StringBuilder();
        for (Symbol symbol : symbols.stream().limit(most).toList()) {
            String indent = symbol.container().isEmpty() ? "" : "  ";
            list.append(
                    "%s- %s `%s` at %s\n"
                            .formatted(
                                    indent, symbol.kind().word(), symbol.name(), Say.link(symbol)));
        }
        int left = symbols.size() - most;
        reply.write(left > 0 ? list + "- and %d more\n".formatted(left) : list.toString());
    }
}
