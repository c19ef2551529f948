package dev.sidetone.session;

import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentException;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.telemetry.Quiet;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * One run of the agent: tells the watchers, journals tools and answer, and always tells the client
 * how it ended.
 */
final class AgentTurn implements AgentObserver {

    private static final Logger LOG = Logger.getLogger(AgentTurn.class);

    private final TurnRequest work;
    private final ConversationId conversation;
    private final Watchers watchers;
    private final Journal journal;
    private final InstantSource clock;
    private final AgentProbe probe;
    private final Endings endings;
    private final List<String> asked = new ArrayList<>();
    private final Map<String, String> arguments = new ConcurrentHashMap<>();
    private int remarks;
    private String lastAnswer = "";
    private volatile int round;

    AgentTurn(
            TurnRequest work,
            Watchers watchers,
            Journal journal,
            InstantSource clock,
            AgentProbe probe,
            Endings endings) {
        this.work = work;
        this.conversation = work.request().conversation();
        this.watchers = watchers;
        this.journal = journal;
        this.clock = clock;
        this.probe = probe;
        this.endings = endings;
    }

    void run(Optional<CodingAgent> agent) {
        Turn turn = begin();
        try {
            if (agent.isEmpty()) {
                throw new AgentException(
                        "No agent is set up to answer. Check the service's configuration.");
            }
            asked.add(work.request().prompt());
            String spoken = answered(agent.get().run(work.request(), this));
            end(turn, Turn.Status.COMPLETED, Optional.empty(), spoken + steered(agent.get()));
            endings.turnDone(new TurnDone(conversation, work.turnId(), asked, lastAnswer));
        } catch (InterruptedException _) {
            end(turn, Turn.Status.INTERRUPTED, Optional.empty(), "The request was stopped.");
        } catch (AgentException e) {
            failed(turn, Objects.requireNonNullElse(e.getMessage(), "No reason was given."));
        } catch (RuntimeException e) {
            LOG.errorf(Quiet.of(e), "the agent broke in conversation %s", conversation);
            failed(turn, "The agent broke on this request. Ask again in other words.");
        }
    }

    /** Answers what the turn was told while it ran, before it ends. */
    private String steered(CodingAgent agent) throws AgentException, InterruptedException {
        var spoken = new StringBuilder();
        Optional<String> more = work.steering().nextOrEnd();
        while (more.isPresent()) {
            round++;
            asked.add(more.get());
            var request = new AgentRequest(conversation, more.get(), List.of(), false);
            spoken.append(' ').append(answered(agent.run(request, this)));
            more = work.steering().nextOrEnd();
        }
        return spoken.toString();
    }

    /** Stopped before it began. */
    void drop() {
        Turn turn = begin();
        end(turn, Turn.Status.INTERRUPTED, Optional.empty(), "The request was stopped.");
    }

    @Override
    public void toolStarted(String id, String tool, String json) {
        arguments.put(id, json);
        journal.write(
                inCall(
                        NewItem.toolCall(
                                conversation,
                                itemId(id),
                                tool,
                                itemId(id),
                                json,
                                clock.instant())));
        var item =
                new TurnItem.ToolCall(itemId(id), tool, json, TurnItem.ToolStatus.IN_PROGRESS, "");
        watchers.tell(new Notice.TurnItemStarted(work.turnId(), item));
    }

    @Override
    public void toolFinished(String id, String tool, String result, boolean ok) {
        journal.write(
                inCall(
                        NewItem.toolOutput(
                                conversation,
                                itemId(id) + "-output",
                                tool,
                                itemId(id),
                                result,
                                clock.instant())));
        var status = ok ? TurnItem.ToolStatus.COMPLETED : TurnItem.ToolStatus.FAILED;
        var item =
                new TurnItem.ToolCall(
                        itemId(id), tool, arguments.getOrDefault(id, "{}"), status, result);
        watchers.tell(new Notice.TurnItemCompleted(work.turnId(), item));
    }

    @Override
    public void progress(String message) {
        var item = new TurnItem.Progress(work.turnId() + "-note-" + ++remarks, message);
        watchers.tell(new Notice.TurnItemCompleted(work.turnId(), item));
        try {
            work.client().progress(message);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Turn begin() {
        Turn turn = Turn.started(work.turnId(), clock.instant());
        watchers.tell(new Notice.TurnStarted(turn));
        watchers.asked(work.turnId(), work.asked(work.turnId() + "-user"));
        return turn;
    }

    /** In the journal first; gives what is to be said. */
    private String answered(AgentAnswer answer) {
        String id = itemId("answer");
        lastAnswer = answer.markdown();
        journal.write(
                inCall(
                        NewItem.text(
                                        conversation,
                                        id,
                                        Item.Role.AGENT,
                                        answer.markdown(),
                                        clock.instant())
                                .citing(answer.citations())));
        var item =
                new TurnItem.AgentMessage(
                        id, answer.markdown(), answer.spoken(), answer.citations());
        watchers.tell(new Notice.TurnItemStarted(work.turnId(), item));
        watchers.tell(new Notice.TurnItemCompleted(work.turnId(), item));
        return answer.spoken();
    }

    private void failed(Turn turn, String why) {
        journal.write(
                inCall(
                        NewItem.note(
                                conversation,
                                work.turnId() + "-failed",
                                "The request failed: " + why,
                                clock.instant())));
        end(turn, Turn.Status.FAILED, Optional.of(why), "That did not work. " + why);
    }

    private void end(Turn turn, Turn.Status how, Optional<String> error, String spoken) {
        work.steering().end();
        probe.ended(how);
        watchers.tell(new Notice.TurnCompleted(turn.ended(how, clock.instant(), error)));
        work.client().ended(how, spoken);
    }

    private NewItem inCall(NewItem item) {
        return work.callId().isEmpty() ? item : item.inCall(work.callId());
    }

    private String itemId(String id) {
        return work.turnId() + (round == 0 ? "-" : "-" + round + "-") + id;
    }
}
