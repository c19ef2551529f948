package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.Language;
import dev.sidetone.workspace.SourceFile;
import dev.sidetone.workspace.Symbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Answers what there is: modules, languages, sizes, tests. */
final class ProjectAnswers {

    private static final Set<String> MANIFESTS =
            Set.of(
                    "pom.xml",
                    "build.gradle",
                    "build.gradle.kts",
                    "package.json",
                    "pyproject.toml",
                    "setup.py",
                    "Cargo.toml",
                    "go.mod",
                    "CMakeLists.txt",
                    "Makefile",
                    "composer.json",
                    "Gemfile");
    private static final int LISTED = 40;

    private ProjectAnswers() {}

    static Reply inventory(Turn turn, Question.Inventory asked) throws AgentException {
        if (asked.sort() == Question.Sort.TESTS && asked.in().name().isPresent()) {
            return UseAnswers.tests(turn, asked.in());
        }
        return switch (turn.resolve(asked.in())) {
            case Resolution.Found(var subject, _) -> inventory(turn, asked.sort(), subject);
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    private static Reply inventory(Turn turn, Question.Sort sort, Subject subject)
            throws AgentException {
        List<SourceFile> files = files(turn, subject);
        var reply = new Reply().about(subject);
        Reply answer =
                switch (sort) {
                    case MODULES -> modules(turn, reply, path(subject));
                    case LANGUAGES -> languages(reply, files);
                    case SIZE, LINES -> size(reply, subject, files);
                    case FILES ->
                            reply.say(
                                    "%s has %s."
                                            .formatted(
                                                    subject.name(),
                                                    Say.count(files.size(), "file")));
                    case TYPES -> symbols(turn, reply, subject, true);
                    case FUNCTIONS -> symbols(turn, reply, subject, false);
                    case TESTS -> tests(turn, subject);
                    case AUTHORS -> HistoryAnswers.contributors(turn, subject);
                };
        String progress = turn.progress();
        return progress.isEmpty() ? answer : answer.say(progress);
    }

    private static List<SourceFile> files(Turn turn, Subject subject) {
        return switch (subject) {
            case Subject.Project _ -> new ArrayList<>(turn.code().files());
            case Subject.Folder folder -> turn.code().below(folder.path());
            case Subject.InFile file -> turn.code().file(file.path()).stream().toList();
            case Subject.Code code -> turn.code().file(code.first().path()).stream().toList();
        };
    }

    private static String path(Subject subject) {
        return subject instanceof Subject.Folder folder ? folder.path() : "";
    }

    /**
     * Modules with a manifest of their own when there are several; else the folders with most code.
     */
    static Reply modules(Turn turn, Reply reply, String below) throws AgentException {
        var manifests =
                turn.code().below(below).stream()
                        .filter(f ->
                                MANIFESTS.contains(f.name())
                                        && !f.isTest()
                                        && !f.folder().equals(below))
                        .toList();
        var folders = new TreeSet<String>();
        manifests.forEach(f -> folders.add(f.folder()));
        if (folders.size() < 2) {
            folders.clear();
            folders.addAll(topFolders(turn, below));
        }
        if (folders.isEmpty()) {
            return reply.say("There are no folders with code.");
        }
        var sizes = new LinkedHashMap<String, Integer>();
        folders.forEach(f -> sizes.put(f, lines(turn.code().below(f))));
        var order = new ArrayList<>(sizes.entrySet());
        order.sort((a, b) -> Integer.compare(b.getValue(), a.getValue()));
        var names = order.stream().limit(5).map(e -> Say.file(e.getKey())).toList();
        reply.speak("%s: %s.".formatted(Say.count(order.size(), "module"), Say.list(names)));
        reply.write(
                String.join(
                        "\n",
                        order.stream()
                                .limit(LISTED)
                                .map(e ->
                                        "- `%s`, %s of code"
                                                .formatted(
                                                        e.getKey(),
                                                        Say.count(e.getValue(), "line")))
                                .toList()));
        order.stream().limit(10).forEach(e -> citeFolder(turn, reply, e.getKey()));
        return reply;
    }

    private static void citeFolder(Turn turn, Reply reply, String folder) {
        turn.code().below(folder).stream()
                .findFirst()
                .ifPresent(f -> reply.cite(f.path(), 1, 1, folder));
    }

    /** Folders one step below; a single one is gone into, as src/main/java/org/example. */
    private static List<String> topFolders(Turn turn, String below) {
        String at = below;
        while (true) {
            var folders = new TreeSet<String>();
            boolean files = false;
            for (SourceFile file : turn.code().below(at)) {
                if (!file.language().isCode() || (file.isTest() && at.equals(below))) {
                    continue;
                }
                int slash = file.path().indexOf('/', at.length());
                if (slash < 0) {
                    files = true;
                } else {
                    folders.add(file.path().substring(0, slash + 1));
                }
            }
            if (folders.size() != 1 || files) {
                return List.copyOf(folders);
            }
            at = folders.first();
        }
    }

    private static int lines(List<SourceFile> files) {
        return files.stream().filter(f -> f.language().isCode()).mapToInt(SourceFile::lines).sum();
    }

    private static Reply languages(Reply reply, List<SourceFile> files) {
        var order = byLanguage(files);
        if (order.isEmpty()) {
            return reply.say("There is no code here that I know.");
        }
        long all = order.stream().mapToLong(Map.Entry::getValue).sum();
        var top = order.getFirst();
        var others = order.stream().skip(1).limit(3).map(e -> e.getKey().title()).toList();
        reply.speak(
                "It is mostly %s, %d percent%s."
                        .formatted(
                                top.getKey().title(),
                                100 * top.getValue() / Math.max(1, all),
                                others.isEmpty() ? "" : ", then " + Say.list(others)));
        var table = new StringBuilder("| language | files | lines |\n|---|---:|---:|\n");
        for (var entry : order) {
            long count = files.stream().filter(f -> f.language() == entry.getKey()).count();
            table.append(
                    "| %s | %,d | %,d |\n"
                            .formatted(entry.getKey().title(), count, entry.getValue()));
            files.stream()
                    .filter(f -> f.language() == entry.getKey())
                    .max(Comparator.comparingInt(SourceFile::lines))
                    .ifPresent(f -> reply.cite(f.path(), 1, 1, entry.getKey().title()));
        }
        return reply.write(table.toString());
    }

    private static List<Map.Entry<Language, Long>> byLanguage(List<SourceFile> files) {
        var lines = new EnumMap<Language, Long>(Language.class);
        files.stream()
                .filter(f -> f.language().isCode())
                .forEach(f -> lines.merge(f.language(), (long) f.lines(), Long::sum));
        lines.values().removeIf(n -> n == 0);
        var order = new ArrayList<>(lines.entrySet());
        order.sort(Map.Entry.<Language, Long>comparingByValue().reversed());
        return order;
    }

    private static Reply size(Reply reply, Subject subject, List<SourceFile> files) {
        long code = lines(files);
        long all = files.stream().mapToLong(SourceFile::lines).sum();
        String scope =
                subject instanceof Subject.Code c ? Say.file(c.first().path()) : subject.name();
        reply.speak(
                "%s has %s of code in %s."
                        .formatted(
                                scope, Say.count(code, "line"), Say.count(files.size(), "file")));
        reply.write(
                "%s has %s in %s, %s of it code."
                        .formatted(
                                Say.prose(scope),
                                Say.count(all, "line"),
                                Say.count(files.size(), "file"),
                                Say.count(code, "line")));
        files.stream()
                .sorted(Comparator.comparingInt(f -> -f.lines()))
                .limit(5)
                .forEach(f -> reply.cite(f.path(), 1, Math.max(1, f.lines()), f.name()));
        return reply;
    }

    private static Reply symbols(Turn turn, Reply reply, Subject subject, boolean types) {
        ToLongFunction<SourceFile> count =
                f ->
                        f.symbols().stream()
                                .filter(s -> types ? s.kind().isType() : isFunction(s))
                                .count();
        long total = files(turn, subject).stream().mapToLong(count).sum();
        return reply.say(
                "%s has %s."
                        .formatted(subject.name(), Say.count(total, types ? "type" : "function")));
    }

    private static boolean isFunction(Symbol symbol) {
        return switch (symbol.kind()) {
            case FUNCTION, METHOD -> true;
            default -> false;
        };
    }

    static Reply tests(Turn turn, Subject subject) {
        List<SourceFile> tests =
                files(turn, subject).stream()
                        .filter(f -> f.isTest() && f.language().isCode())
                        .toList();
        var reply = new Reply().about(subject);
        if (tests.isEmpty()) {
            return reply.say("I found no tests in %s.".formatted(subject.name()));
        }
        reply.speak(
                "There are %s, such as %s."
                        .formatted(
                                Say.count(tests.size(), "test file"),
                                Say.list(tests.stream().limit(3).map(SourceFile::name).toList())));
        reply.write(
                String.join(
                        "\n",
                        tests.stream()
                                .limit(LISTED)
                                .map(f -> "- " + Say.link(f.path(), 1))
                                .toList()));
        tests.stream().limit(LISTED).forEach(f -> reply.cite(f.path(), 1, 1, f.name()));
        return reply;
    }

    /** Adds what the files themselves tell about the project. */
    static void describe(Turn turn, Reply reply) throws AgentException {
        List<SourceFile> files = new ArrayList<>(turn.code().files());
        var languages = byLanguage(files).stream().limit(2).map(e -> e.getKey().title()).toList();
        reply.say(
                "It has %s%s."
                        .formatted(
                                Say.count(files.size(), "file"),
                                languages.isEmpty() ? "" : ", mostly " + Say.list(languages)));
        files.stream()
                .filter(f -> f.folder().isEmpty() && MANIFESTS.contains(f.name()))
                .limit(2)
                .forEach(f -> reply.cite(f.path(), 1, 1, f.name()));
        String progress = turn.progress();
        if (!progress.isEmpty()) {
            reply.say(progress);
        }
    }
}
