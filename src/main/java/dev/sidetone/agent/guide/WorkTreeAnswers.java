package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.GitHead;
import dev.sidetone.workspace.History;
import dev.sidetone.workspace.WorkState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers what is checked out and what is not committed. */
final class WorkTreeAnswers {

    private static final int DIFF_LINES = 200;

    private WorkTreeAnswers() {}

    static Reply answer(Turn turn, Question.Aspect aspect) throws AgentException {
        if (turn.workspace().history().isEmpty()) {
            return HistoryAnswers.noGit();
        }
        History history = turn.workspace().history().orElseThrow();
        return switch (aspect) {
            case BRANCH -> branch(turn, history);
            case STATUS -> status(turn, history);
            case DIFF -> diff(turn, history);
        };
    }

    private static Reply branch(Turn turn, History history) throws AgentException {
        GitHead head =
                turn.tools()
                        .run("git_head", Map.of(), history::head, h -> h.branch() + " " + h.head());
        String id =
                head.head().isEmpty() ? "no commit yet" : "commit " + head.head().substring(0, 8);
        return new Reply()
                .say(
                        head.branch().isEmpty()
                                ? "No branch is checked out, only %s.".formatted(id)
                                : "The branch is %s, at %s.".formatted(head.branch(), id));
    }

    private static Reply status(Turn turn, History history) throws AgentException {
        WorkState state =
                turn.tools()
                        .run(
                                "git_status",
                                Map.of(),
                                history::status,
                                s -> s.isClean() ? "clean" : "changed");
        var reply = new Reply();
        if (state.isClean()) {
            return reply.say("Nothing is uncommitted.");
        }
        var parts = new ArrayList<String>();
        add(parts, state.changed(), "changed");
        add(parts, state.added(), "added");
        add(parts, state.deleted(), "deleted");
        add(parts, state.untracked(), "untracked");
        reply.say("Uncommitted are %s.".formatted(Say.list(parts)));
        files(turn, reply, "Changed", state.changed());
        files(turn, reply, "Added", state.added());
        files(turn, reply, "Deleted", state.deleted());
        files(turn, reply, "Untracked", state.untracked());
        return reply;
    }

    private static void add(List<String> parts, List<String> paths, String word) {
        if (!paths.isEmpty()) {
            parts.add("%s %s".formatted(Say.count(paths.size(), "file"), word));
        }
    }

    private static void files(Turn turn, Reply reply, String title, List<String> paths) {
        if (paths.isEmpty()) {
            return;
        }
        reply.write(
                title
                        + ":\n\n"
                        + String.join(
                                "\n",
                                paths.stream().limit(20).map(p -> "- " + Say.inline(p)).toList()));
        paths.stream()
                .filter(p -> turn.code().file(p).isPresent())
                .limit(10)
                .forEach(p -> reply.cite(p, 1, 1, Say.file(p)));
    }

    private static Reply diff(Turn turn, History history) throws AgentException {
        String diff =
                turn.tools()
                        .run(
                                "git_diff",
                                Map.of(),
                                () -> history.diff(DIFF_LINES),
                                d -> Say.count(d.lines().count(), "line"));
        if (diff.isBlank()) {
            return new Reply().say("There is no difference to the last commit.");
        }
        var files =
                diff.lines().filter(l -> l.startsWith("+++ b/")).map(l -> l.substring(6)).toList();
        var reply = new Reply();
        reply.speak(
                "%s differ from the last commit: %s."
                        .formatted(
                                Say.count(files.size(), "file"),
                                Say.list(files.stream().limit(4).map(Say::file).toList())));
        String fence = diff.contains("```") ? "`````" : "```";
        reply.write(fence + "diff\n" + diff + "\n" + fence);
        files.stream()
                .filter(p -> turn.code().file(p).isPresent())
                .limit(10)
                .forEach(p -> reply.cite(p, 1, 1, Say.file(p)));
        return reply;
    }
}
