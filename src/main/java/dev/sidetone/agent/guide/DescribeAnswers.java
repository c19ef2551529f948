package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.CodeLines;
import dev.sidetone.workspace.Language;
import dev.sidetone.workspace.SourceFile;
import dev.sidetone.workspace.Symbol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Answers what something is and does, from what its authors wrote about it. */
final class DescribeAnswers {

    private static final int EXCERPT = 24;
    private static final Pattern README =
            Pattern.compile("readme(?:\\.(?:md|rst|txt|adoc|markdown))?", Pattern.CASE_INSENSITIVE);

    private DescribeAnswers() {}

    static Reply answer(Turn turn, Question.Phrase of) throws AgentException {
        return switch (turn.resolve(of)) {
            case Resolution.Found(var subject, _) -> describe(turn, subject);
            case Resolution.Unsure(_, var near) when near.isEmpty() || of.text().contains(" ") ->
                    OpenAnswers.answer(turn, of.text());
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    static Reply describe(Turn turn, Subject subject) throws AgentException {
        return switch (subject) {
            case Subject.Code code -> symbol(turn, code);
            case Subject.InFile file -> file(turn, file);
            case Subject.Folder folder -> folder(turn, folder);
            case Subject.Project project -> project(turn, project);
        };
    }

    private static Reply symbol(Turn turn, Subject.Code code) throws AgentException {
        Symbol first = code.first();
        CodeLines lines = Excerpts.of(turn, first, EXCERPT);
        String doc = documentation(lines, first);
        var reply = new Reply().about(code);
        String what = "%s is %s".formatted(first.name(), Say.article(first.kind().word()));
        String place = Say.place(first.path(), first.line());
        if (doc.isEmpty()) {
            reply.speak("%s in %s. %s".formatted(what, place, members(turn, first)).strip());
            reply.write(
                    "`%s` is %s at %s. It has no documentation."
                            .formatted(
                                    first.qualified(),
                                    Say.article(first.kind().word()),
                                    Say.link(first)));
        } else {
            reply.speak("%s in %s. %s".formatted(what, place, DocText.sentence(doc)));
            reply.write(
                    "`%s` is %s at %s."
                            .formatted(
                                    first.qualified(),
                                    Say.article(first.kind().word()),
                                    Say.link(first)));
            reply.write(Say.prose(DocText.shorten(doc.replaceAll("\\s+", " "), 900)));
        }
        return reply.code(lines).cite(first);
    }

    private static String documentation(CodeLines lines, Symbol symbol) {
        String comment = DocText.comment(lines.lines());
        if (!comment.isEmpty() || lines.language() != Language.PYTHON) {
            return comment;
        }
        int at = symbol.line() - lines.firstLine();
        for (int i = at; i < Math.min(lines.lines().size(), at + 8); i++) {
            if (lines.lines().get(i).strip().matches(".*:\\s*(?:#.*)?")) {
                return DocText.docstring(lines.lines().subList(i + 1, lines.lines().size()));
            }
        }
        return "";
    }

    private static String members(Turn turn, Symbol type) {
        if (!type.kind().isType()) {
            return "";
        }
        List<String> names =
                turn.code().outline(type.path()).stream()
                        .filter(s -> s.container().equals(type.name()) && s.kind().isCallable())
                        .map(Symbol::name)
                        .distinct()
                        .toList();
        return names.isEmpty()
                ? ""
                : "It has %s, such as %s."
                        .formatted(
                                Say.count(names.size(), "method"),
                                Say.list(names.stream().limit(3).toList()));
    }

    private static Reply file(Turn turn, Subject.InFile file) throws AgentException {
        CodeLines lines = turn.open(file.path(), 1, 60);
        var reply = new Reply().about(file);
        if (lines.language() == Language.MARKDOWN || lines.language() == Language.PROSE) {
            var paragraph = DocText.readme(lines.lines());
            reply.speak("%s says: %s".formatted(file.name(), DocText.sentence(paragraph.text())));
            return prose(reply, file.path(), paragraph);
        }
        List<Symbol> outline = turn.code().outline(file.path());
        Optional<Symbol> main = main(file, outline);
        String doc = fileComment(lines);
        if (doc.isEmpty() && main.isPresent()) {
            doc = documentation(Excerpts.of(turn, main.get(), EXCERPT), main.get());
        }
        String size = Say.count(lines.totalLines(), "line");
        reply.speak("%s has %s%s.".formatted(file.name(), size, contents(outline)));
        reply.write(
                "%s: %s, %s%s."
                        .formatted(
                                Say.link(file.path(), 1),
                                lines.language().title(),
                                size,
                                contents(outline)));
        if (!doc.isEmpty()) {
            reply.speak(DocText.sentence(doc));
            reply.write(Say.prose(DocText.shorten(doc.replaceAll("\\s+", " "), 900)));
        }
        OutlineAnswers.list(reply, outline, 30);
        int at = main.map(Symbol::line).orElse(1);
        return reply.cite(
                file.path(), at, Math.max(at, Math.min(lines.totalLines(), at + 20)), file.name());
    }

    /** The symbol that bears the file's name, or else its first type or function. */
    private static Optional<Symbol> main(Subject.InFile file, List<Symbol> outline) {
        String stem = file.name().replaceFirst("\\.[^.]+$", "");
        return outline.stream()
                .filter(s -> s.name().equals(stem))
                .findFirst()
                .or(() -> outline.stream().filter(s -> s.kind().isType()).findFirst())
                .or(() -> outline.stream().findFirst());
    }

    private static String contents(List<Symbol> outline) {
        List<String> types =
                outline.stream()
                        .filter(s -> s.kind().isType())
                        .map(Symbol::name)
                        .distinct()
                        .toList();
        if (!types.isEmpty()) {
            return " and defines " + Say.list(types.stream().limit(3).toList());
        }
        List<String> functions =
                outline.stream()
                        .filter(s -> s.kind().isCallable())
                        .map(Symbol::name)
                        .distinct()
                        .toList();
        return functions.isEmpty()
                ? ""
                : " and %s, such as %s"
                        .formatted(
                                Say.count(functions.size(), "function"),
                                Say.list(functions.stream().limit(3).toList()));
    }

    /** The comment or docstring a file begins with, unless it is the licence. */
    private static String fileComment(CodeLines lines) {
        if (lines.language() == Language.PYTHON) {
            String doc =
                    DocText.docstring(
                            lines.lines().stream()
                                    .dropWhile(l -> l.isBlank() || l.startsWith("#"))
                                    .toList());
            if (!doc.isEmpty()) {
                return doc;
            }
        }
        var body =
                lines.lines().stream().dropWhile(l -> l.isBlank() || l.startsWith("#!")).toList();
        String comment = DocText.comment(body);
        boolean own = comment.isEmpty() || isFollowedByBlank(body);
        return own ? comment : "";
    }

    private static boolean isFollowedByBlank(List<String> lines) {
        for (String line : lines) {
            if (!Excerpts.isComment(line)) {
                return line.isBlank() || line.startsWith("package") || line.startsWith("import");
            }
        }
        return false;
    }

    private static Reply folder(Turn turn, Subject.Folder folder) throws AgentException {
        List<SourceFile> files = turn.code().below(folder.path());
        var reply = new Reply().about(folder);
        String size = Say.count(files.size(), "file");
        Optional<SourceFile> about = about(files, folder.path());
        if (about.isPresent()) {
            CodeLines lines = turn.open(about.get().path(), 1, 80);
            var paragraph = paragraph(lines);
            if (!paragraph.text().isEmpty()) {
                reply.speak(
                        "%s: %s It has %s."
                                .formatted(
                                        folder.name(), DocText.sentence(paragraph.text()), size));
                prose(reply, about.get().path(), paragraph);
            }
        } else {
            reply.speak(
                    "%s has %s%s."
                            .formatted(
                                    folder.name(),
                                    size,
                                    contents(turn.code().outline(folder.path()))));
        }
        reply.write("`%s` has %s.".formatted(folder.path(), size));
        OutlineAnswers.list(reply, turn.code().outline(folder.path()), 30);
        files.stream().limit(5).forEach(f -> reply.cite(f.path(), 1, 1, f.name()));
        return reply;
    }

    private static Optional<SourceFile> about(List<SourceFile> files, String folder) {
        return files.stream()
                .filter(f -> f.folder().equals(folder))
                .filter(f ->
                        README.matcher(f.name()).matches()
                                || f.name().equals("package-info.java")
                                || f.name().equals("__init__.py")
                                || f.name().equals("doc.go")
                                || f.name().equals("mod.rs")
                                || f.name().equals("lib.rs"))
                .filter(f -> f.lines() > 1)
                .findFirst();
    }

    private static DocText.Paragraph paragraph(CodeLines lines) {
        if (lines.language() == Language.MARKDOWN || lines.language() == Language.PROSE) {
            return DocText.readme(lines.lines());
        }
        String doc = fileComment(lines);
        return new DocText.Paragraph(doc.isEmpty() ? 0 : 1, Math.min(10, lines.totalLines()), doc);
    }

    private static Reply prose(Reply reply, String path, DocText.Paragraph paragraph) {
        int start = Math.max(1, paragraph.startLine());
        reply.write(Say.prose(paragraph.text()));
        reply.write("From %s.".formatted(Say.link(path, start)));
        return reply.cite(path, start, Math.max(start, paragraph.endLine()), Say.file(path));
    }

    private static Reply project(Turn turn, Subject.Project project) throws AgentException {
        Optional<SourceFile> readme =
                turn.code().files().stream()
                        .filter(f -> f.folder().isEmpty() && README.matcher(f.name()).matches())
                        .min((a, b) ->
                                a.name()
                                        .toLowerCase(Locale.ROOT)
                                        .compareTo(b.name().toLowerCase(Locale.ROOT)));
        var reply = new Reply().about(project);
        if (readme.isPresent()) {
            var paragraph = DocText.readme(turn.open(readme.get().path(), 1, 150).lines());
            if (!paragraph.text().isEmpty()) {
                reply.speak("The readme says: " + DocText.sentence(paragraph.text()));
                prose(reply, readme.get().path(), paragraph);
            }
        }
        ProjectAnswers.describe(turn, reply);
        return reply;
    }
}
