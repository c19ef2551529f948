package dev.sidetone.context;

import dev.sidetone.access.Guard;
import dev.sidetone.config.CallSettings;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.telemetry.Quiet;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.workspace.Workspace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Puts the parts together, each within its budget, and takes out what is personal. A part that
 * cannot be had is left out: a call is better off without it than not at all. One thread does it,
 * so that many starts at once do not take the processors from the calls themselves.
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

    /** How long the index is waited for; without it the map shows what there is. */
    private static final long INDEX_MS = 3_000;

    /** Calls that begin soon after each other are told the same of workspace and Git. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final TranscriptStore store;
    private final Workspace workspace;
    private final Supplier<CallSettings.Context> settings;
    private final Person person;
    private final InstantSource clock;
    private final Log log;
    private final ExecutorService desk =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("call-context").factory());
    private Optional<Look> look = Optional.empty();

    /** What was found of the workspace, and whose names are to be taken out. */
    private record Look(
            CallSettings.Context wanted, List<String> parts, Person person, Instant at) {}

    /** Writes down who is told of what; what cannot be written down is not told. */
    @FunctionalInterface
    interface Log {
        void told(String reader, Collection<ConversationId> what);
    }

    @Inject
    StartupContext(
            TranscriptStore store, Workspace workspace, RunningConfiguration running, Guard guard) {
        this(
                store,
                workspace,
                () -> running.now().calls().context(),
                Person.ofThisMachine(),
                InstantSource.system(),
                guard::told);
    }

    StartupContext(
            TranscriptStore store,
            Workspace workspace,
            Supplier<CallSettings.Context> settings,
            Person person,
            InstantSource clock,
            Log log) {
        this.store = store;
        this.workspace = workspace;
        this.settings = settings;
        this.person = person;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public String of(ConversationId conversation) throws InterruptedException {
        return of(conversation, "", () -> true);
    }

    /** Short calls in long conversations come faster than this is found. */
    @Override
    public String of(ConversationId conversation, String reader, BooleanSupplier wanted)
            throws InterruptedException {
        CallSettings.Context parts = settings.get();
        if (parts.empty()) {
            return "";
        }
        try {
            return desk.submit(
                            () -> wanted.getAsBoolean() ? found(conversation, reader, parts) : "")
                    .get();
        } catch (ExecutionException | RejectedExecutionException e) {
            LOG.warn("a call begins without its context", Quiet.of(e));
            return "";
        }
    }

    @PreDestroy
    void close() {
        desk.shutdownNow();
    }

    private String found(ConversationId conversation, String reader, CallSettings.Context wanted)
            throws InterruptedException {
        Look now = look(wanted);
        List<String> talk =
                List.of(
                        part(() -> logged(reader, talk(conversation, wanted))),
                        part(() ->
                                logged(
                                        reader,
                                        RecentPart.of(store, conversation, wanted.recent()))));
        List<String> told =
                java.util.stream.Stream.concat(talk.stream(), now.parts().stream())
                        .filter(part -> !part.isEmpty())
                        .toList();
        if (told.isEmpty()) {
            return "";
        }
        String all = HEAD + String.join("\n\n", told) + "\n</startup_context>";
        return wanted.personal() ? all : now.person().takenOutOf(all);
    }

    private Told talk(ConversationId conversation, CallSettings.Context wanted) {
        String text = TalkPart.text(store.items(conversation), wanted.conversation());
        return text.isEmpty() ? Told.NOTHING : new Told(text, List.of(conversation));
    }

    private String logged(String reader, Told part) {
        if (!part.of().isEmpty()) {
            log.told(reader, part.of());
        }
        return part.text();
    }

    /** Only the one thread comes here. */
    private Look look(CallSettings.Context wanted) throws InterruptedException {
        Instant now = clock.instant();
        Optional<Look> fresh =
                look.filter(l -> l.wanted().equals(wanted) && now.isBefore(l.at().plus(FRESH)));
        if (fresh.isPresent()) {
            return fresh.get();
        }
        boolean indexed = wanted.workspace() == 0 || workspace.awaitReady(INDEX_MS);
        List<String> parts =
                List.of(
                        part(() -> WorkspacePart.text(workspace, indexed, wanted.workspace())),
                        part(() -> GitPart.text(workspace, wanted.git())));
        var taken = new Look(wanted, parts, person.with(workspace), now);
        look = Optional.of(taken);
        return taken;
    }

    private static String part(Part part) {
        try {
            return part.text();
        } catch (IOException | RuntimeException e) {
            LOG.warnf(Quiet.of(e), "a call begins without a part of its context");
            return "";
        }
    }

    private interface Part {
        String text() throws IOException;
    }
}
