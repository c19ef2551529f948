package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever one client sends, it gets an answer or a reasoned close, and nobody else notices. */
@QuarkusTest
class BadInputTest {

    private static final String UPGRADE =
            "GET /rpc HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Version: 13\r\n\r\n";

    private static final int FLOOD = 5_000;
    private static final int ROUNDS = 600;

    @TestHTTPResource("/")
    URI base;

    @Test
    void aFloodIsAnsweredInFullAndTheConnectionStays() {
        try (var client = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            for (int i = 0; i < FLOOD; i++) {
                client.text("{\"id\":\"f" + i + "\",\"method\":\"thread/realtime/listVoices\"}");
            }
            JsonNode meanwhile = other.result("model/list", RpcClient.object());
            await().atMost(Duration.ofSeconds(20)).until(() -> answers(client).size() == FLOOD);

            assertThat(meanwhile.path("data")).hasSize(1);
            assertThat(new TreeSet<>(answers(client))).hasSize(FLOOD);
            assertThat(client.received)
                    .filteredOn(m -> m.has("error"))
                    .allMatch(m ->
                            m.path("error")
                                    .toString()
                                    .equals(
                                            "{\"code\":-32001,\"message\":\"Server overloaded;"
                                                    + " retry later.\"}"));
            assertThat(client.result("model/list", RpcClient.object()).path("data")).hasSize(1);
        }
    }

    private static List<String> answers(RpcClient client) {
        return client.received.stream()
                .map(m -> m.path("id").asText())
                .filter(id -> id.startsWith("f"))
                .toList();
    }

    @Test
    void aHugeFrameClosesOnlyItsOwnConnection() throws Exception {
        try (var client = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            try {
                client.text("x".repeat(20 << 20));
            } catch (java.util.concurrent.CompletionException _) {
                // closed while it was still being sent
            }

            assertThat(client.closed.get(20, TimeUnit.SECONDS)).isIn(1009, 1006);
            assertThat(other.result("model/list", RpcClient.object()).path("data")).hasSize(1);
        }
    }

    @Test
    void aMessageThatIsTooLargeIsClosedWithTheReason() throws Exception {
        try (var client = RpcClient.initialized(base);
                var other = RpcClient.initialized(base)) {
            client.text("x".repeat(5 << 20));

            assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo(1009);
            assertThat(client.closeReason)
                    .isEqualTo("message of 5242880 characters; at most 4194304");
            assertThat(other.result("model/list", RpcClient.object()).path("data")).hasSize(1);
        }
    }

    @Test
    void bracketsWithinBracketsAreDropped() {
        try (var client = RpcClient.initialized(base)) {
            String deep = "[".repeat(10_000) + "]".repeat(10_000);
            client.text(deep);
            client.text("{\"id\":\"d\",\"method\":\"model/list\",\"params\":{\"x\":" + deep + "}}");

            assertThat(client.result("model/list", RpcClient.object()).path("data")).hasSize(1);
            assertThat(client.received).noneMatch(m -> m.path("id").asText().equals("d"));
        }
    }

    @Test
    void aMessageMayComeInPieces() {
        try (var client = RpcClient.initialized(base)) {
            client.fragments("{\"id\":\"p\",\"met", "hod\":\"model/", "list\"}");

            assertThat(client.message(m -> m.path("id").asText().equals("p")).has("result"))
                    .isTrue();
        }
    }

    /** A frame whose text is no UTF-8, and one behind it that is in order. */
    @Test
    void whatIsNoUtf8IsDroppedAndTheConnectionStays() throws Exception {
        try (var socket = new java.net.Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(UPGRADE.formatted(base.getAuthority()).getBytes(StandardCharsets.US_ASCII));
            assertThat(head(socket.getInputStream())).contains(" 101 ");
            out.write(frame(new byte[] {(byte) 0xC3, '(', (byte) 0xFF}));
            out.write(frame("{\"id\":1,\"method\":\"nothing\"}".getBytes(StandardCharsets.UTF_8)));
            out.flush();

            var in = socket.getInputStream();
            StringBuilder told = new StringBuilder();
            while (told.indexOf("unknown variant `nothing`") < 0) {
                int next = in.read();
                assertThat(next).as("closed after %s", told).isNotNegative();
                told.append((char) next);
            }
        }
    }

    /** The answer to the upgrade, to its empty line. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            assertThat(next).as("closed after %s", head).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    /** Masked with nothing. */
    private static byte[] frame(byte[] text) {
        byte[] frame = new byte[6 + text.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length);
        System.arraycopy(text, 0, frame, 6, text.length);
        return frame;
    }

    /** Any method with members of the right names and any values: one answer, no fault of ours. */
    @Test
    void anyParametersAreAnsweredInWords() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        List<String> methods = List.copyOf(ProtocolSchema.IT.names("methods"));
        try (var client = RpcClient.initialized(base)) {
            String thread = RpcTest.startThread(client);
            var pieces = new Pieces(random, thread, names());
            for (int i = 0; i < ROUNDS; i++) {
                String method = methods.get(random.nextInt(methods.size()));

                JsonNode answer = client.ask(method, pieces.object(3));

                assertThat(answer.at("/error/code").asInt(-32600))
                        .as("seed %d, round %d, %s: %s", seed, i, method, answer)
                        .isIn(-32600, -32001);
            }
            client.result("thread/realtime/stop", RpcClient.object().put("threadId", thread));
        }
    }

    private static List<String> names() {
        var names = new TreeSet<String>();
        for (JsonNode schema : ProtocolSchema.IT.root().path("methods").findValues("properties")) {
            schema.fieldNames().forEachRemaining(names::add);
        }
        return List.copyOf(names);
    }

    /** Makes JSON up. */
    private record Pieces(Random random, String thread, List<String> names) {

        private static final List<String> TEXTS =
                List.of(
                        "",
                        "v2",
                        "text",
                        "audio",
                        "websocket",
                        "user",
                        "\u0000",
                        "ünï\uD83D\uDE00");

        ObjectNode object(int depth) {
            ObjectNode object = RpcClient.object();
            if (random.nextInt(3) > 0) {
                object.put("threadId", thread);
            }
            for (int i = random.nextInt(6); i > 0; i--) {
                object.set(names.get(random.nextInt(names.size())), value(depth));
            }
            return object;
        }

        private JsonNode value(int depth) {
            ObjectNode holder = RpcClient.object();
            switch (random.nextInt(depth > 0 ? 9 : 7)) {
                case 0 -> holder.put("v", random.nextLong());
                case 1 -> holder.put("v", random.nextDouble());
                case 2 -> holder.put("v", random.nextBoolean());
                case 3 -> holder.putNull("v");
                case 4 -> holder.put("v", new java.math.BigInteger(90, random));
                case 5, 6 -> holder.put("v", TEXTS.get(random.nextInt(TEXTS.size())));
                case 7 -> holder.set("v", object(depth - 1));
                default -> {
                    var values = new ArrayList<JsonNode>();
                    for (int i = random.nextInt(4); i > 0; i--) {
                        values.add(value(depth - 1));
                    }
                    holder.putArray("v").addAll(values);
                }
            }
            return holder.path("v");
        }
    }
}
