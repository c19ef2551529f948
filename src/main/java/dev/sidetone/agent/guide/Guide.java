package dev.sidetone.agent.guide;

import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentException;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.workspace.IndexStatus;
import dev.sidetone.workspace.Workspace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The built-in agent. It turns a question into read tools of the {@link Workspace}, without any
 * model, and says plainly what it cannot answer. Whatever stands in the repository is shown, never
 * obeyed. Thread-safe.
 */
@Singleton
public final class Guide implements CodingAgent {

    private static final long PATIENCE_MS = 1_500;

    private final Workspace workspace;
    private final Clock clock;
    private final Memory memory = new Memory();
    private final Vocabulary vocabulary;
    private final AtomicLong turns = new AtomicLong();

    @Inject
    Guide(Workspace workspace) {
        this(workspace, Clock.systemUTC());
    }

    /**
     * @param clock tells what "last week" means
     */
    public Guide(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
        this.vocabulary = new Vocabulary(workspace.code());
    }

    @Override
    public String id() {
        return "guide";
    }

    @Override
    public AgentAnswer run(AgentRequest request, AgentObserver observer)
            throws AgentException, InterruptedException {
        if (request.isTail()) {
            return new AgentAnswer("Noted.", "Noted.", List.of(), true);
        }
        waitForIndex(observer);
        Memory.Recall before = memory.of(request.conversation());
        var tools = new Tools(observer, "guide_" + turns.incrementAndGet());
        var turn = new Turn(workspace, tools, before, request.spoken(), clock);
        Question question =
                request.spoken()
                        ? new HeardQuestion(turn).understand(request.prompt())
                        : IntentParser.parse(request.prompt());
        Reply reply = answer(turn, question);
        memory.put(request.conversation(), reply.recall(before));
        return reply.answer();
    }

    /** A small repository is indexed while the question is asked; a large one is told about. */
    private void waitForIndex(AgentObserver observer) throws InterruptedException {
        IndexStatus status = workspace.status();
        if (status.state() == IndexStatus.State.INDEXING && !workspace.awaitReady(PATIENCE_MS)) {
            observer.progress(
                    "Still indexing, %d percent done.".formatted(workspace.status().percent()));
        }
    }

    private static Reply answer(Turn turn, Question question) throws AgentException {
        return switch (question) {
            case Question.Definition(var of) -> DefinitionAnswers.answer(turn, of);
            case Question.Uses(var of) -> UseAnswers.uses(turn, of);
            case Question.Subtypes(var of) -> UseAnswers.subtypes(turn, of);
            case Question.Tests(var of) -> UseAnswers.tests(turn, of);
            case Question.Describe(var of) -> DescribeAnswers.answer(turn, of);
            case Question.Outline(var of) -> OutlineAnswers.answer(turn, of);
            case Question.FindText(var text) -> TextAnswers.text(turn, text);
            case Question.Find(var what) -> TextAnswers.find(turn, what);
            case Question.Changes changes -> HistoryAnswers.changes(turn, changes);
            case Question.LastChange(var of) -> HistoryAnswers.lastChange(turn, of);
            case Question.Author(var of, var last) -> HistoryAnswers.author(turn, of, last);
            case Question.WorkTree(var aspect) -> WorkTreeAnswers.answer(turn, aspect);
            case Question.Show(var of, var line) -> ShowAnswers.answer(turn, of, line);
            case Question.Pick(var ordinal) -> ShowAnswers.pick(turn, ordinal);
            case Question.Inventory inventory -> ProjectAnswers.inventory(turn, inventory);
            case Question.Build(var step) -> BuildAnswers.answer(turn, step);
            case Question.Open(var text) -> OpenAnswers.answer(turn, text);
            case Question.Social(var kind) -> SocialAnswers.answer(turn, kind);
        };
    }

    @Override
    public List<String> vocabulary(ConversationId conversation, int limit) {
        return vocabulary.names(memory.of(conversation).subject(), limit);
    }

    @Override
    public void forget(ConversationId conversation) {
        memory.forget(conversation);
    }
}
