package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Frames of any content: the connection lives and answers exactly what asked for an answer. */
class FramesPropertyTest {

    private static final String GOOD = "{\"id\":\"last\",\"method\":\"echo\",\"params\":{}}";

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
        var told = new Remembered();
        var methods = new Methods(List.of(Method.stable("echo", (_, _) -> Rpc.object())));
        var connection = new RpcConnection(told.client(), told, methods);
        try {
            connection.take(frame);
            connection.take(GOOD);

            int expected = Rpc.read(frame).isPresent() ? 2 : 1;
            await().until(() -> told.answers.size() == expected);
            assertThat(told.answers.getLast()).isEqualTo("{\"id\":\"last\",\"result\":{}}");
        } finally {
            connection.stop();
        }
    }
}
