package dev.sidetone.session;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.provider.TestUpstream;
import dev.sidetone.wire.WireCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** Whole calls over real sockets, against a server that a test writes. */
abstract class WireCalls {

    final TestUpstream upstream = new TestUpstream();
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final NoticeSink watcher = (_, notice) -> notices.add(notice);
    final Sessions sessions =
            new Sessions(
                    upstream.providers(),
                    new MemoryStore(),
                    Path.of("work"),
                    () -> new CallDefaults("model", "marin"),
                    Optional.of(new Answering()),
                    _ -> "",
                    1_000);

    @AfterEach
    void end() throws InterruptedException {
        sessions.stop(Given.CONVERSATION);
        upstream.close();
    }

    /** Answers what it was asked with itself. */
    private static final class Answering implements CodingAgent {
        @Override
        public String id() {
            return "answering";
        }

        @Override
        public AgentAnswer run(AgentRequest request, AgentObserver observer) {
            return new AgentAnswer("Answer to " + request.prompt(), "md", List.of(), true);
        }

        @Override
        public List<String> vocabulary(ConversationId conversation, int limit) {
            return List.of();
        }

        @Override
        public void forget(ConversationId conversation) {}
    }

    Optional<String> sessionId = Optional.empty();

    void start(Transport transport, Version version) throws InterruptedException {
        start(transport, version, CallOptions.USUAL);
    }

    void start(Transport transport, Version version, CallOptions options)
            throws InterruptedException {
        sessions.watch(Given.CONVERSATION, watcher);
        sessions.start(
                Given.CONVERSATION,
                new CallRequest(
                        transport,
                        Modality.AUDIO,
                        Optional.empty(),
                        Optional.of("Be brief."),
                        sessionId,
                        Optional.empty(),
                        Optional.of(version),
                        options));
    }

    <N extends Notice> List<N> told(Class<N> type) {
        return notices.stream().filter(type::isInstance).map(type::cast).toList();
    }

    void listening(int sockets) {
        await().until(() ->
                upstream.sockets() == sockets
                        && told(Notice.StateChanged.class).stream()
                                .reduce((_, last) -> last)
                                .filter(s -> s.state() == ConsoleState.LISTENING)
                                .isPresent());
    }

    List<JsonNode> frames(String type) {
        return upstream.frames.stream()
                .map(WireCalls::json)
                .filter(f -> f.path("type").asText().equals(type))
                .toList();
    }

    JsonNode frame(String type) {
        await().until(() -> !frames(type).isEmpty());
        return frames(type).getFirst();
    }

    static JsonNode json(String text) {
        try {
            return WireCodec.json().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
