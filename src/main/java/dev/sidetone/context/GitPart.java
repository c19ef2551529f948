package dev.sidetone.context;

import dev.sidetone.workspace.Commit;
import dev.sidetone.workspace.GitHead;
import dev.sidetone.workspace.History;
import dev.sidetone.workspace.WorkState;
import dev.sidetone.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is checked out, what differs from it, and what was committed last; nobody is named. */
final class GitPart {

    private static final int MOST_PATHS = 8;
    private static final int COMMITS = 5;

    private GitPart() {}

    static String text(Workspace workspace, int tokens) throws IOException {
        Optional<History> history = workspace.history();
        if (tokens == 0 || history.isEmpty()) {
            return "";
        }
        var budget = new Budget(tokens);
        if (!budget.add("## Git")) {
            return "";
        }
        budget.add(head(history.get().head()));
        state(history.get().status(), budget);
        commits(history.get(), budget);
        return budget.text();
    }

    private static String head(GitHead head) {
        String branch = head.branch().isEmpty() ? "none, detached" : head.branch();
        return "Branch: " + branch + (head.head().isEmpty() ? ", no commit yet" : "");
    }

    private static void state(WorkState state, Budget budget) {
        if (state.isClean()) {
            budget.add("Nothing differs from the last commit.");
            return;
        }
        paths("Changed", state.changed(), budget);
        paths("Added", state.added(), budget);
        paths("Deleted", state.deleted(), budget);
        paths("Untracked", state.untracked(), budget);
    }

    private static void paths(String what, List<String> paths, Budget budget) {
        if (!paths.isEmpty()) {
            String more = paths.size() > MOST_PATHS ? ", and more" : "";
            budget.add(
                    "%s (%d): %s%s"
                            .formatted(
                                    what,
                                    paths.size(),
                                    String.join(", ", paths.stream().limit(MOST_PATHS).toList()),
                                    more));
        }
    }

    private static void commits(History history, Budget budget) throws IOException {
        var query = new History.Query("", "", Optional.empty(), Optional.empty(), COMMITS);
        List<Commit> last = history.log(query).commits();
        if (last.isEmpty() || !budget.add("Last commits:")) {
            return;
        }
        for (Commit commit : last) {
            if (!budget.add("- " + commit.shortId() + " " + commit.subject())) {
                return;
            }
        }
    }
}
