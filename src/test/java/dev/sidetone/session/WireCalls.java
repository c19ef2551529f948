package dev.sidetone.session;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.TestUpstream;
import dev.sidetone.usage.UsageLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;

/** Whole calls over real sockets, against a server that a test writes. */
abstract class WireCalls {

    final TestUpstream upstream = new TestUpstream();
    final Watched watched = new Watched();
    final Metering metering = new Metering(ledger(), "work", "answering");
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final NoticeSink watcher = (_, notice) -> notices.add(notice);
    final MemoryStore store = new MemoryStore();
    final CodingAgent agent = agent();
    final Sessions sessions =
            new Sessions(
                    upstream.providers(),
                    store,
                    Path.of("work"),
                    () -> defaults(),
                    Optional.of(agent),
                    _ -> "",
                    1_000,
                    watched.instruments(metering, taping()));

    UsageLedger ledger() {
        return UsageLedger.forgetful();
    }

    CallDefaults defaults() {
        return new CallDefaults("model", "marin");
    }

    CodingAgent agent() {
        return new Answering("Answer to ");
    }

    Taping taping() {
        return Taping.none();
    }

    @AfterEach
    void end() throws InterruptedException {
        sessions.stop(Given.CONVERSATION);
        upstream.close();
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
        return new UpstreamFrames(upstream).of(type);
    }

    JsonNode frame(String type) {
        return new UpstreamFrames(upstream).first(type);
    }

    static JsonNode json(String text) {
        return UpstreamFrames.json(text);
    }
}
