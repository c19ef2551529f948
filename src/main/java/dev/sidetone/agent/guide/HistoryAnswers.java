package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.Authorship;
import dev.sidetone.workspace.Commit;
import dev.sidetone.workspace.History;
import dev.sidetone.workspace.SourceFile;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers from Git: what changed, when and by whom, and what is not committed. */
final class HistoryAnswers {

    private static final int LISTED = 12;
    private static final int ALL_COMMITS = 100_000;

    private HistoryAnswers() {}

    static Reply noGit() {
        return new Reply()
                .say("This folder is not in a Git repository, so I know no history.")
                .unanswered();
    }

    static Reply changes(Turn turn, Question.Changes asked) throws AgentException {
        if (turn.workspace().history().isEmpty()) {
            return noGit();
        }
        return switch (turn.resolve(asked.in())) {
            case Resolution.Found(var subject, _) -> changes(turn, asked, subject);
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    private static Reply changes(Turn turn, Question.Changes asked, Subject subject)
            throws AgentException {
        var bounds = asked.period().bounds(turn.clock().instant(), ZoneId.systemDefault());
        var query =
                new History.Query(
                        path(subject),
                        asked.who(),
                        bounds.since(),
                        bounds.until(),
                        Math.max(LISTED, asked.limit()));
        var found = log(turn, query);
        var reply = new Reply().about(subject);
        String scope = scope(asked, subject);
        if (found.commits().isEmpty()) {
            String known = found.complete() ? "" : " among the newest commits";
            return reply.say("I found no changes%s%s.".formatted(scope, known));
        }
        Commit newest = found.commits().getFirst();
        reply.speak(
                "%s%s. The latest, %s by %s: %s."
                        .formatted(
                                Say.count(found.total(), "commit"),
                                scope,
                                Say.ago(newest.when(), turn.clock().instant()),
                                newest.author(),
                                stripDot(newest.subject())));
        if (asked.who().isEmpty() && authors(found.commits()).size() > 1) {
            reply.speak("By %s.".formatted(Say.list(authors(found.commits()))));
        }
        reply.write("%s%s:".formatted(Say.count(found.total(), "commit"), scope));
        list(reply, found.commits().stream().limit(asked.limit()).toList(), found.total());
        cite(turn, reply, found.commits(), subject);
        return reply;
    }

    private static History.Found log(Turn turn, History.Query query) throws AgentException {
        History history = turn.workspace().history().orElseThrow();
        return turn.tools()
                .run(
                        "git_log",
                        Map.of(
                                "path",
                                query.path(),
                                "author",
                                query.author(),
                                "limit",
                                query.limit()),
                        () -> history.log(query),
                        f -> Say.count(f.total(), "commit"));
    }

    private static String scope(Question.Changes asked, Subject subject) {
        String in = subject instanceof Subject.Project ? "" : " in " + place(subject);
        String by = asked.who().isEmpty() ? "" : " by " + asked.who();
        String when = asked.period().words().isEmpty() ? "" : ", " + asked.period().words();
        return in + by + when;
    }

    private static String place(Subject subject) {
        return subject instanceof Subject.Code code
                ? Say.file(code.first().path())
                : subject.name();
    }

    private static String stripDot(String subject) {
        return subject.replaceFirst("[.]+$", "");
    }

    private static List<String> authors(List<Commit> commits) {
        return commits.stream().map(Commit::author).distinct().limit(4).toList();
    }

    /** A symbol's history is that of its file. */
    private static String path(Subject subject) {
        return switch (subject) {
            case Subject.Code code -> code.first().path();
            case Subject.InFile file -> file.path();
            case Subject.Folder folder -> folder.path();
            case Subject.Project _ -> "";
        };
    }

    private static void list(Reply reply, List<Commit> commits, int total) {
        var list = new StringBuilder();
        for (Commit commit : commits) {
            list.append(
                    "- `%s` %s, %s: %s (%s)\n"
                            .formatted(
                                    commit.shortId(),
                                    commit.when().atZone(ZoneId.systemDefault()).toLocalDate(),
                                    Say.prose(commit.author()),
                                    Say.prose(commit.subject()),
                                    Say.count(commit.paths().size(), "file")));
        }
        int left = total - commits.size();
        reply.write(left > 0 ? list + "- and %d older\n".formatted(left) : list.toString());
    }

    /** Cites what these commits changed most and what is still there. */
    private static void cite(Turn turn, Reply reply, List<Commit> commits, Subject subject) {
        if (subject instanceof Subject.Code code) {
            reply.cite(code.first());
            return;
        }
        var touched = new LinkedHashMap<String, Integer>();
        commits.forEach(c ->
                c.paths().stream()
                        .filter(p -> isIn(p, path(subject)))
                        .forEach(p -> touched.merge(p, 1, Integer::sum)));
        touched.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .filter(p -> turn.code().file(p).isPresent())
                .limit(8)
                .forEach(p -> reply.cite(p, 1, 1, Say.file(p)));
    }

    private static boolean isIn(String path, String scope) {
        return scope.isEmpty()
                || path.equals(scope)
                || (scope.endsWith("/") && path.startsWith(scope));
    }

    static Reply lastChange(Turn turn, Question.Phrase of) throws AgentException {
        if (turn.workspace().history().isEmpty()) {
            return noGit();
        }
        return switch (turn.resolve(of)) {
            case Resolution.Found(var subject, _) -> lastChange(turn, subject);
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    private static Reply lastChange(Turn turn, Subject subject) throws AgentException {
        var query = new History.Query(path(subject), "", Optional.empty(), Optional.empty(), 5);
        var found = log(turn, query);
        var reply = new Reply().about(subject);
        if (found.commits().isEmpty()) {
            String limit =
                    found.complete()
                            ? ""
                            : ", or only before the newest %,d commits".formatted(found.total());
            return reply.say("%s was never committed%s.".formatted(place(subject), limit));
        }
        Commit last = found.commits().getFirst();
        String name =
                subject instanceof Subject.Project
                        ? "The last commit was"
                        : place(subject) + " was last changed";
        reply.speak(
                "%s %s by %s: %s."
                        .formatted(
                                name,
                                Say.ago(last.when(), turn.clock().instant()),
                                last.author(),
                                stripDot(last.subject())));
        reply.write("%s:".formatted(name));
        list(reply, found.commits(), found.total());
        cite(turn, reply, List.of(last), subject);
        return reply;
    }

    static Reply author(Turn turn, Question.Phrase of, boolean last) throws AgentException {
        if (turn.workspace().history().isEmpty()) {
            return noGit();
        }
        if (last) {
            return lastChange(turn, of);
        }
        return switch (turn.resolve(of)) {
            case Resolution.Found(Subject.Code code, _) -> {
                var symbol = code.first();
                yield blame(turn, code, symbol.path(), symbol.startLine(), symbol.endLine());
            }
            case Resolution.Found(Subject.InFile file, _) -> {
                int lines = turn.code().file(file.path()).map(SourceFile::lines).orElse(1);
                yield blame(turn, file, file.path(), 1, Math.max(1, lines));
            }
            case Resolution.Found(var subject, _) -> contributors(turn, subject);
            case Resolution unclear -> Unclear.reply(turn, unclear);
        };
    }

    private static Reply blame(Turn turn, Subject subject, String path, int start, int end)
            throws AgentException {
        History history = turn.workspace().history().orElseThrow();
        List<Authorship> shares =
                turn.tools()
                        .run(
                                "git_blame",
                                Map.of("path", path, "start", start, "end", end),
                                () -> history.blame(path, start, end),
                                s -> Say.count(s.size(), "author"));
        var reply = new Reply().about(subject).cite(path, start, end, subject.name());
        if (shares.isEmpty()) {
            return reply.say("%s is not committed yet.".formatted(subject.name()));
        }
        Authorship most = shares.getFirst();
        int all = shares.stream().mapToInt(Authorship::lines).sum();
        String share = shares.size() == 1 ? "" : "most of ";
        reply.speak(
                "%s wrote %s%s, in %s, last %s."
                        .formatted(
                                most.author(),
                                share,
                                subject.name(),
                                Say.file(path),
                                Say.ago(most.last(), turn.clock().instant())));
        if (shares.size() > 1) {
            reply.speak(
                    "Also %s."
                            .formatted(
                                    Say.list(
                                            shares.stream()
                                                    .skip(1)
                                                    .limit(3)
                                                    .map(Authorship::author)
                                                    .toList())));
        }
        reply.write("Authors of %s to line %d:".formatted(Say.link(path, start), end));
        var list = new StringBuilder();
        for (Authorship a : shares) {
            list.append(
                    "- %s: %s of %d, last `%s` %s\n"
                            .formatted(
                                    Say.prose(a.author()),
                                    Say.count(a.lines(), "line"),
                                    all,
                                    a.commit().substring(0, 8),
                                    Say.prose(a.subject())));
        }
        return reply.write(list.toString());
    }

    static Reply contributors(Turn turn, Subject subject) throws AgentException {
        if (turn.workspace().history().isEmpty()) {
            return noGit();
        }
        var query =
                new History.Query(
                        path(subject), "", Optional.empty(), Optional.empty(), ALL_COMMITS);
        var counts = new LinkedHashMap<String, Integer>();
        log(turn, query).commits().forEach(c -> counts.merge(c.author(), 1, Integer::sum));
        var order = new ArrayList<>(counts.entrySet());
        order.sort((a, b) -> Integer.compare(b.getValue(), a.getValue()));
        var reply = new Reply().about(subject);
        if (order.isEmpty()) {
            return reply.say("Nobody has committed to %s yet.".formatted(subject.name()));
        }
        var names = order.stream().limit(4).map(Map.Entry::getKey).toList();
        reply.speak("%s: %s.".formatted(Say.count(order.size(), "author"), Say.list(names)));
        reply.write(
                String.join(
                        "\n",
                        order.stream()
                                .limit(20)
                                .map(e ->
                                        "- %s: %s"
                                                .formatted(
                                                        Say.prose(e.getKey()),
                                                        Say.count(e.getValue(), "commit")))
                                .toList()));
        return reply;
    }
}
