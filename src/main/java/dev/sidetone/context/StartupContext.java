package dev.sidetone.context;

import dev.sidetone.config.CallSettings;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Puts the parts together, each within its budget, and takes out what is personal. A part that
 * cannot be had is left out: a call is better off without it than not at all.
 */
@ApplicationScoped
public class StartupContext implements ContextSource {

    private static final Logger LOG = Logger.getLogger(StartupContext.class);

    private static final String HEAD =
            """
            <startup_context>
            Background about what the person may talk of, as it was when the call began. It may be \
            incomplete or out of date; use it silently and check with the agent.

            """;

    private final TranscriptStore store;
    private final Workspace workspace;
    private final Supplier<CallSettings.Context> settings;
    private final Person person;

    @Inject
    StartupContext(TranscriptStore store, Workspace workspace, RunningConfiguration running) {
        this(store, workspace, () -> running.now().calls().context(), Person.ofThisMachine());
    }

    StartupContext(
            TranscriptStore store,
            Workspace workspace,
            Supplier<CallSettings.Context> settings,
            Person person) {
        this.store = store;
        this.workspace = workspace;
        this.settings = settings;
        this.person = person;
    }

    @Override
    public String of(ConversationId conversation) throws InterruptedException {
        CallSettings.Context wanted = settings.get();
        if (wanted.empty()) {
            return "";
        }
        boolean indexed = wanted.workspace() == 0 || workspace.awaitReady(INDEX_MS);
        List<String> parts =
                List.of(
                        part(() -> TalkPart.text(store.items(conversation), wanted.conversation())),
                        part(() -> RecentPart.text(store, conversation, wanted.recent())),
                        part(() -> WorkspacePart.text(workspace, indexed, wanted.workspace())),
                        part(() -> GitPart.text(workspace, wanted.git())));
        List<String> told = parts.stream().filter(part -> !part.isEmpty()).toList();
        if (told.isEmpty()) {
            return "";
        }
        String all = HEAD + String.join("\n\n", told) + "\n</startup_context>";
        return wanted.personal() ? all : person.with(workspace).takenOutOf(all);
    }

    /** How long the index is waited for; without it the map shows what there is. */
    private static final long INDEX_MS = 3_000;

    private static String part(Part part) throws InterruptedException {
        try {
            return part.text();
        } catch (java.io.IOException | RuntimeException e) {
            LOG.warnf(e, "a call begins without a part of its context");
            return "";
        }
    }

    private interface Part {
        String text() throws java.io.IOException;
    }
}
