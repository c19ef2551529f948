package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Frames of any content: the connection lives and answers exactly what asked for an answer. */
class FramesPropertyTest {

    private static final String GOOD = "{\"id\":\"last\",\"method\":\"echo\",\"params\":{}}";

    /** Remembers what is told. */
    private static final class Told implements Wire {
        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void send(String message) {
            messages.add(message);
        }

        @Override
        public void tell(Frame frame, long atMs) {}

        @Override
        public void sendIfRoom(String message) {
            send(message);
        }

        @Override
        public void awaitRoom() {}

        @Override
        public void close(int code, String reason) {}

        @Override
        public void stop() {}
    }

    @Provide
    Arbitrary<String> frames() {
        Arbitrary<String> cut =
                Arbitraries.integers().between(0, GOOD.length()).map(n -> GOOD.substring(0, n));
        Arbitrary<String> changed =
                Arbitraries.integers()
                        .between(0, GOOD.length() - 1)
                        .flatMap(at ->
                                Arbitraries.chars()
                                        .ascii()
                                        .map(c ->
                                                GOOD.substring(0, at)
                                                        + c
                                                        + GOOD.substring(at + 1)));
        Arbitrary<String> odd =
                Arbitraries.of(
                        "",
                        "null",
                        "[]",
                        "[".repeat(5_000),
                        "{\"id\":null,\"method\":\"echo\"}",
                        "{\"id\":1.5,\"method\":\"echo\"}",
                        "{\"id\":{},\"method\":\"echo\"}",
                        "{\"id\":1,\"method\":7}",
                        "{\"id\":1,\"result\":{}}",
                        "{\"method\":\"echo\"}",
                        "{\"id\":99999999999999999999999999,\"method\":\"echo\"}",
                        "{\"id\":1,\"method\":\"echo\",\"params\":[1]}",
                        "{\"id\":1,\"method\":\"\"}",
                        "{\"id\":1,\"method\":\"echo\"} trailing");
        return Arbitraries.oneOf(Arbitraries.strings(), cut, changed, odd);
    }

    @Property(tries = 400)
    void everythingIsAnsweredOrDropped(@ForAll("frames") String frame) {
        var told = new Told();
        var client = new Client(told, InstantSource.system());
        client.initialized(new Client.Capabilities(true, Set.of()));
        var methods = new Methods(List.of(Method.stable("echo", (_, _) -> Rpc.object())));
        var connection = new RpcConnection(client, told, methods);
        try {
            connection.take(frame);
            connection.take(GOOD);

            int expected = Rpc.read(frame).isPresent() ? 2 : 1;
            await().until(() -> told.messages.size() == expected);
            assertThat(told.messages.getLast()).isEqualTo("{\"id\":\"last\",\"result\":{}}");
        } finally {
            connection.stop();
        }
    }
}
