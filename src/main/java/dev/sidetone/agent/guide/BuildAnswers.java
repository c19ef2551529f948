package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.CodeLines;
import dev.sidetone.workspace.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers how to build, run and test: what the documents say, else what the build files imply. */
final class BuildAnswers {

    private static final Pattern DOCUMENT =
            Pattern.compile(
                    "(?:readme|contributing|building|development|hacking|install)\\b.*",
                    Pattern.CASE_INSENSITIVE);
    private static final Map<Question.Step, Pattern> HEADINGS =
            Map.of(
                    Question.Step.BUILD,
                            heading(
                                    "build|compil|package|from source|getting started|develop|quick ?start"),
                    Question.Step.RUN,
                            heading("run|start|usage|launch|quick ?start|getting started|try"),
                    Question.Step.TEST, heading("test|develop|contribut"),
                    Question.Step.INSTALL,
                            heading("install|getting started|set ?up|quick ?start|download"));
    private static final Pattern COMMAND =
            Pattern.compile(
                    "^\\s*(?:\\$ |> |% )?((?:\\./|sudo |npm |npx |yarn |pnpm |mvn|\\./mvnw|gradle|\\./gradlew|make|cargo |go |pip3? |python3? |"
                            + "docker |pytest|tox|cmake|bundle |rake|composer |dotnet |uv |poetry |node |deno |bun |sh |bash )\\S.*|make)$");

    private BuildAnswers() {}

    /** A command and where it comes from. */
    private record Found(String command, String path, int line) {}

    private static Pattern heading(String words) {
        return Pattern.compile("^(?:#+|=+)\\s.*\\b(?:" + words + ").*", Pattern.CASE_INSENSITIVE);
    }

    static Reply answer(Turn turn, Question.Step step) throws AgentException {
        Optional<Found> documented = documented(turn, step);
        List<Found> implied = implied(turn, step);
        var reply = new Reply().about(new Subject.Project(turn.workspace().name()));
        List<Found> all = new ArrayList<>(documented.stream().toList());
        implied.stream()
                .filter(f -> all.stream().noneMatch(a -> a.command().equals(f.command())))
                .forEach(all::add);
        if (all.isEmpty()) {
            return OpenAnswers.passages(
                    turn,
                    List.of(step.name().toLowerCase(Locale.ROOT), "install", "command"),
                    reply.unanswered().say("I found no instructions for that."),
                    "The nearest is in");
        }
        Found best = all.getFirst();
        reply.speak(
                "Use %s, from %s.".formatted(best.command(), Say.place(best.path(), best.line())));
        for (Found found : all) {
            reply.write(
                    "%s, from %s"
                            .formatted(
                                    Say.inline(found.command()),
                                    Say.link(found.path(), found.line())));
            reply.cite(found.path(), found.line(), found.line(), found.command());
        }
        return reply;
    }

    private static Optional<Found> documented(Turn turn, Question.Step step) throws AgentException {
        List<SourceFile> documents =
                turn.code().files().stream()
                        .filter(f ->
                                f.folder().isEmpty()
                                        && f.lines() > 0
                                        && DOCUMENT.matcher(f.name()).matches())
                        .sorted((a, b) ->
                                Boolean.compare(
                                        !a.name().toLowerCase(Locale.ROOT).startsWith("readme"),
                                        !b.name().toLowerCase(Locale.ROOT).startsWith("readme")))
                        .toList();
        for (SourceFile document : documents) {
            CodeLines lines = turn.open(document.path(), 1, 600);
            Optional<Found> found = commandUnder(lines, HEADINGS.getOrDefault(step, COMMAND), step);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The first command under a fitting heading that itself fits the step. */
    private static Optional<Found> commandUnder(
            CodeLines lines, Pattern heading, Question.Step step) {
        boolean under = false;
        Found any = new Found("", "", 0);
        for (int i = 0; i < lines.lines().size(); i++) {
            String line = lines.lines().get(i);
            if (line.matches("^(?:#|=)+\\s.*")) {
                under = heading.matcher(line).matches();
            }
            Matcher command = COMMAND.matcher(line);
            if (under && command.matches()) {
                var found = new Found(command.group(1).strip(), lines.path(), i + 1);
                if (fits(found.command(), step)) {
                    return Optional.of(found);
                }
                any = any.command().isEmpty() ? found : any;
            }
        }
        return any.command().isEmpty() || step == Question.Step.TEST
                ? Optional.empty()
                : Optional.of(any);
    }

    private static boolean fits(String command, Question.Step step) {
        return switch (step) {
            case BUILD ->
                    command.matches(
                            ".*\\b(?:build|package|compile|install|make|assemble|verify)\\b.*");
            case RUN ->
                    command.matches(
                            ".*\\b(?:run|start|serve|dev|up|exec)\\b.*|.*:run\\b.*|node .*|python3? .*");
            case TEST -> command.matches(".*\\b(?:test|tests|verify|check|pytest|tox|nox)\\b.*");
            case INSTALL -> command.matches(".*\\b(?:install|add|get)\\b.*");
        };
    }

    private static List<Found> implied(Turn turn, Question.Step step) throws AgentException {
        var found = new ArrayList<Found>();
        boolean wrapper = turn.code().file("mvnw").isPresent();
        boolean gradlew = turn.code().file("gradlew").isPresent();
        var rows = new LinkedHashMap<String, List<String>>();
        rows.put(
                "pom.xml",
                commands(
                        wrapper ? "./mvnw" : "mvn", "package", "quarkus:run", "verify", "install"));
        rows.put(
                "build.gradle",
                commands(gradlew ? "./gradlew" : "gradle", "build", "run", "test", "build"));
        rows.put(
                "build.gradle.kts",
                commands(gradlew ? "./gradlew" : "gradle", "build", "run", "test", "build"));
        rows.put("Cargo.toml", commands("cargo", "build", "run", "test", "install --path ."));
        rows.put("go.mod", commands("go", "build ./...", "run .", "test ./...", "install ./..."));
        rows.put(
                "pyproject.toml",
                List.of("python -m build", "", "python -m pytest", "pip install ."));
        rows.put("setup.py", List.of("python -m build", "", "python -m pytest", "pip install ."));
        rows.put(
                "CMakeLists.txt",
                List.of(
                        "cmake -B build && cmake --build build",
                        "",
                        "ctest --test-dir build",
                        "cmake --install build"));
        rows.put(
                "Gemfile",
                List.of("bundle install", "", "bundle exec rake test", "bundle install"));
        rows.put(
                "composer.json",
                List.of("composer install", "", "composer test", "composer install"));
        rows.forEach((file, commands) -> add(turn, found, file, commands.get(step.ordinal())));
        scripts(turn, step, found);
        return found;
    }

    private static List<String> commands(
            String tool, String build, String run, String test, String install) {
        return List.of(
                tool + " " + build, tool + " " + run, tool + " " + test, tool + " " + install);
    }

    private static void add(Turn turn, List<Found> found, String file, String command) {
        boolean quarkus =
                !command.contains("quarkus:")
                        || turn.code()
                                .file("src/main/resources/application.properties")
                                .isPresent();
        if (!command.isEmpty() && quarkus && turn.code().file(file).isPresent()) {
            found.add(new Found(command, file, 1));
        }
    }

    /** Scripts of package.json and targets of a Makefile are commands that the authors named. */
    private static void scripts(Turn turn, Question.Step step, List<Found> found)
            throws AgentException {
        if (turn.code().file("package.json").isPresent()) {
            String name =
                    step == Question.Step.RUN ? "start" : step.name().toLowerCase(Locale.ROOT);
            scan(
                    turn,
                    "package.json",
                    Pattern.compile(
                            "\\s*\"("
                                    + name
                                    + "|"
                                    + (step == Question.Step.RUN ? "dev" : name)
                                    + ")\"\\s*:\\s*\".*"),
                    "npm run ",
                    found);
            if (step == Question.Step.INSTALL) {
                found.add(new Found("npm install", "package.json", 1));
            }
        }
        if (turn.code().file("Makefile").isPresent()) {
            String name =
                    step == Question.Step.BUILD
                            ? "build|all"
                            : step.name().toLowerCase(Locale.ROOT);
            scan(turn, "Makefile", Pattern.compile("(" + name + ")\\s*:(?!=).*"), "make ", found);
        }
    }

    private static void scan(
            Turn turn, String path, Pattern pattern, String prefix, List<Found> found)
            throws AgentException {
        CodeLines lines = turn.open(path, 1, 600);
        for (int i = 0; i < lines.lines().size(); i++) {
            Matcher m = pattern.matcher(lines.lines().get(i));
            if (m.matches()) {
                found.add(new Found(prefix + m.group(1), path, i + 1));
            }
        }
    }
}
