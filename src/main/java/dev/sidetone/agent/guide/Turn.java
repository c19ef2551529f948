package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentException;
import dev.sidetone.workspace.CodeLines;
import dev.sidetone.workspace.CodeSearch;
import dev.sidetone.workspace.IndexStatus;
import dev.sidetone.workspace.Workspace;
import java.time.Clock;
import java.util.Map;

/**
 * All that one question is answered with.
 *
 * @param spoken true when names may be spelled as they sounded
 */
record Turn(Workspace workspace, Tools tools, Memory.Recall recall, boolean spoken, Clock clock) {

    CodeSearch code() {
        return workspace.code();
    }

    /** Finds what a name means. */
    Resolution resolve(Question.Phrase phrase) throws AgentException {
        var resolver = new NameResolver(workspace, !spoken);
        if (phrase.name().isEmpty()) {
            return resolver.subject(phrase, recall.subject());
        }
        return tools.run(
                "find_symbol",
                Map.of("name", phrase.text()),
                () -> resolver.resolve(phrase, recall.subject()),
                Turn::summary);
    }

    private static String summary(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Found(Subject.Code code, _) ->
                    "%s at %s".formatted(code.name(), code.first().place());
            case Resolution.Found(Subject.InFile file, _) -> file.path();
            case Resolution.Found(Subject.Folder folder, _) -> folder.path();
            case Resolution.Found(Subject.Project project, _) -> project.name();
            case Resolution.Unsure(_, var near) ->
                    near.isEmpty()
                            ? "nothing near"
                            : "near: " + Say.list(near.stream().map(Subject::name).toList());
            case Resolution.NoSubject() -> "no subject yet";
        };
    }

    CodeLines open(String path, int start, int end) throws AgentException {
        return tools.run(
                "open_lines",
                Map.of("path", path, "start", start, "end", end),
                () -> code().open(path, start, end),
                lines -> "%d lines".formatted(lines.lines().size()));
    }

    /** True while answers may be missing something. */
    boolean isIndexing() {
        return workspace.status().state() == IndexStatus.State.INDEXING;
    }

    /** A sentence about the progress of the index; empty when it is complete. */
    String progress() {
        return switch (workspace.status().state()) {
            case READY -> "";
            case INDEXING ->
                    workspace.status().filesTotal() == 0
                            ? "I am still listing the files."
                            : "I am still indexing, %d percent done."
                                    .formatted(workspace.status().percent());
            case FAILED -> workspace.status().message();
        };
    }
}
