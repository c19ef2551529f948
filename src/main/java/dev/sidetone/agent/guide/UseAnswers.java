package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.Reference;
import dev.sidetone.workspace.ReferenceSearch.Uses;
import dev.sidetone.workspace.Symbol;
import dev.sidetone.workspace.TestNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Answers who uses something, what extends it, and which tests cover it. */
final class UseAnswers {

    private static final int LISTED = 20;
    private static final int SCANNED = 500;

    private UseAnswers() {}

    static Reply uses(Turn turn, Question.Phrase of) throws AgentException {
        Resolution resolution = turn.resolve(of);
        if (resolution instanceof Resolution.Found(var subject, var exact) && exact) {
            return uses(turn, subject);
        }
        for (String spelling : SpokenName.spellings(of.text())) {
            Uses uses = find(turn, spelling);
            if (uses.seen() > 0) {
                return reply(new Reply(), spelling, uses);
            }
        }
        return resolution instanceof Resolution.Found(var subject, _)
                ? uses(turn, subject)
                : Unclear.reply(turn, resolution);
    }

    private static Reply uses(Turn turn, Subject subject) throws AgentException {
        String name = identifier(subject);
        Uses uses = find(turn, name);
        var reply = new Reply().about(subject);
        if (uses.seen() == 0) {
            reply.say("Nothing here uses %s.".formatted(name));
            citeDefinition(reply, subject);
            return turn.isIndexing() ? reply.say(turn.progress()) : reply;
        }
        return reply(reply, name, uses);
    }

    private static Reply reply(Reply reply, String name, Uses uses) {
        Set<String> users = users(uses.references());
        Reference first = uses.references().getFirst();
        String many = uses.complete() ? "" : "more than ";
        reply.speak(
                "%s is used in %s%s, first %s in %s."
                        .formatted(
                                name,
                                many,
                                Say.count(uses.seen(), "place"),
                                within(first),
                                Say.place(first.path(), first.line())));
        reply.write("`%s` is used in %s%s:".formatted(name, many, Say.count(uses.seen(), "place")));
        if (users.size() > 1) {
            reply.speak("Users are %s.".formatted(Say.list(users.stream().limit(3).toList())));
        }
        list(reply, uses.references());
        return reply;
    }

    /** A file or folder is used by its name. */
    private static String identifier(Subject subject) {
        return switch (subject) {
            case Subject.InFile file -> file.name().replaceFirst("\\.[^.]+$", "");
            default -> subject.name();
        };
    }

    private static Uses find(Turn turn, String name) throws AgentException {
        return turn.tools()
                .run(
                        "find_references",
                        Map.of("name", name),
                        () -> turn.code().uses(name, SCANNED),
                        u -> Say.count(u.seen(), "place"));
    }

    private static String within(Reference reference) {
        return reference.within().map(s -> "by " + s.name()).orElse("");
    }

    private static Set<String> users(List<Reference> references) {
        var users = new LinkedHashSet<String>();
        references.forEach(
                r -> r.within().ifPresent(s -> users.add(s.qualified().replace('.', ' '))));
        return users;
    }

    private static void list(Reply reply, List<Reference> references) {
        var list = new StringBuilder();
        for (Reference r : references.stream().limit(LISTED).toList()) {
            String in = r.within().map(s -> " in `" + s.qualified() + "`").orElse("");
            list.append(
                    "- %s%s: %s\n"
                            .formatted(Say.link(r.path(), r.line()), in, Say.inline(r.text())));
            reply.cite(r.path(), r.line(), r.line(), r.within().map(Symbol::qualified).orElse(""));
        }
        int left = references.size() - LISTED;
        reply.write(left > 0 ? list + "- and %d more\n".formatted(left) : list.toString());
    }

    private static void citeDefinition(Reply reply, Subject subject) {
        if (subject instanceof Subject.Code code) {
            reply.write("It is defined at %s.".formatted(Say.link(code.first())));
            reply.cite(code.first());
        }
    }

    static Reply subtypes(Turn turn, Question.Phrase of) throws AgentException {
        return switch (turn.resolve(of)) {
            case Resolution.Found(var subject, _) -> subtypes(turn, subject);
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    private static Reply subtypes(Turn turn, Subject subject) throws AgentException {
        String name = identifier(subject);
        Pattern heir = heir(name);
        List<Reference> heirs =
                find(turn, name).references().stream()
                        .filter(r -> heir.matcher(r.text()).find())
                        .toList();
        var reply = new Reply().about(subject);
        if (heirs.isEmpty()) {
            reply.say("I found nothing that extends or implements %s.".formatted(name));
            citeDefinition(reply, subject);
            return reply;
        }
        Set<String> names = new LinkedHashSet<>();
        heirs.forEach(r -> names.add(r.within().map(Symbol::name).orElse(Say.file(r.path()))));
        reply.speak(
                "%s: %s."
                        .formatted(
                                Say.count(heirs.size(), "type") + " extend or implement " + name,
                                Say.list(names.stream().limit(4).toList())));
        reply.write(
                "%s extend or implement `%s`:".formatted(Say.count(heirs.size(), "type"), name));
        list(reply, heirs);
        return reply;
    }

    /** A line that declares a type and names another after its own. */
    private static Pattern heir(String name) {
        String quoted = Pattern.quote(name);
        return Pattern.compile(
                "\\b(?:extends|implements|permits|with)\\b[^{]*\\b"
                        + quoted
                        + "\\b"
                        + "|\\bclass\\s+\\w+\\s*[(:<][^{]*\\b"
                        + quoted
                        + "\\b"
                        + "|\\bimpl\\b.*\\b"
                        + quoted
                        + "\\b.*\\bfor\\b"
                        + "|\\b(?:struct|interface|object|record)\\s+\\w+.*:.*\\b"
                        + quoted
                        + "\\b");
    }

    static Reply tests(Turn turn, Question.Phrase of) throws AgentException {
        return switch (turn.resolve(of)) {
            case Resolution.Found(Subject.Project project, _) ->
                    ProjectAnswers.tests(turn, project);
            case Resolution.Found(var subject, _) -> tests(turn, subject);
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    private static Reply tests(Turn turn, Subject subject) throws AgentException {
        String name = identifier(subject);
        List<Reference> tests =
                find(turn, name).references().stream()
                        .filter(r -> TestNames.isTest(r.path()))
                        .toList();
        List<String> named = namedFor(turn, name);
        var files = new LinkedHashSet<String>(named);
        tests.forEach(r -> files.add(r.path()));
        var reply = new Reply().about(subject);
        if (files.isEmpty()) {
            reply.say("I found no test that names %s.".formatted(name));
            citeDefinition(reply, subject);
            return reply;
        }
        var shown = files.stream().limit(3).map(Say::file).toList();
        reply.speak(
                "%s is covered by %s: %s."
                        .formatted(name, Say.count(files.size(), "test file"), Say.list(shown)));
        reply.write("`%s` is named in %s:".formatted(name, Say.count(files.size(), "test file")));
        named.forEach(path -> reply.cite(path, 1, 1, Say.file(path)));
        reply.write(
                String.join(
                        "\n",
                        files.stream()
                                .limit(LISTED)
                                .map(p -> "- " + Say.link(p, line(p, tests)))
                                .toList()));
        files.forEach(p -> reply.cite(p, line(p, tests), line(p, tests), Say.file(p)));
        return reply;
    }

    /** Test files called after it, as {@code SessionTest} for Session. */
    private static List<String> namedFor(Turn turn, String name) {
        return Stream.of(name + "Test", "Test" + name, name + "Tests", name + "Spec", name + "IT")
                .flatMap(stem -> turn.code().pathsAlike(stem).stream())
                .filter(TestNames::isTest)
                .distinct()
                .toList();
    }

    private static int line(String path, List<Reference> tests) {
        return tests.stream()
                .filter(r -> r.path().equals(path))
                .findFirst()
                .map(Reference::line)
                .orElse(1);
    }
}
