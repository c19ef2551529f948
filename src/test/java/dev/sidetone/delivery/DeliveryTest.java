package dev.sidetone.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sidetone.config.DeliverySettings;
import dev.sidetone.config.DeliverySettings.Bucket;
import dev.sidetone.config.DeliverySettings.Folder;
import dev.sidetone.config.DeliverySettings.Target;
import dev.sidetone.config.DeliverySettings.Webhook;
import dev.sidetone.config.Secret;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.export.Export;
import dev.sidetone.transcript.TestStores;
import dev.sidetone.transcript.TranscriptStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations taken to a folder, an object store and a webhook, each a real one. */
class DeliveryTest {

    private static final String CANARY = "canaryKeyThatNobodyShallSee12345";
    private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String TEMPLATE = "{workspace}/{title}.{ext}";

    @TempDir private Path home;
    private TranscriptStore store;
    private HttpServer server;
    private ConversationId id;
    private List<Target> targets = List.of();
    private Deliverer deliverer;

    private final List<Sent> heard = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ArrayDeque<>();
    private volatile int otherwise = 200;
    private volatile CountDownLatch answered = new CountDownLatch(0);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Handler logged =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    if (String.valueOf(entry.getLoggerName()).startsWith("dev.sidetone.delivery")) {
                        log.add(entry.getMessage() + Arrays.toString(entry.getParameters()));
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    private record Sent(String method, String path, Map<String, String> headers, String body) {}

    @BeforeEach
    void begin() throws IOException {
        Logger.getLogger("").addHandler(logged);
        store = TestStores.open(home);
        id = store.create("shop", Path.of("/src/shop")).id();
        store.append(
                NewItem.text(
                        id,
                        "a",
                        Item.Role.USER,
                        "Where is it?",
                        Instant.parse("2026-05-01T12:00:00Z")));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        if (deliverer != null) {
            deliverer.close();
        }
        server.stop(0);
        store.close();
        Logger.getLogger("").removeHandler(logged);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes());
        heard.add(
                new Sent(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        headers,
                        body));
        Integer status = answers.poll();
        try {
            answered.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        exchange.sendResponseHeaders(status == null ? otherwise : status, -1);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Deliverer deliverer(Target... places) throws IOException {
        targets = List.of(places);
        var sender = new Sender(Set::of, InstantSource.system());
        var carrier =
                new Carrier(
                        store, () -> new DeliverySettings(targets), sender, InstantSource.system());
        deliverer =
                new Deliverer(
                        Spool.in(home),
                        carrier,
                        () -> targets,
                        InstantSource.system(),
                        Duration.ofMillis(5));
        return deliverer;
    }

    private Delivery over() {
        await().until(() ->
                deliverer.list().size() == 1
                        && deliverer.list().getFirst().state() != Delivery.State.WAITING);
        return deliverer.list().getFirst();
    }

    private Webhook webhook(String path) {
        return new Webhook("team", "json", URI.create(url() + path), new Secret(WHSEC));
    }

    private Bucket bucket(String endpoint) {
        return new Bucket(
                "archive",
                "markdown",
                URI.create(endpoint),
                TEMPLATE,
                "eu-central-1",
                new Secret("AKIDEXAMPLE"),
                new Secret(CANARY));
    }

    @Test
    void aConversationIsPutIntoAFolder() throws Exception {
        Path drop = home.resolve("drop");
        var folder = new Folder("drop", "jsonl", drop, TEMPLATE);

        deliverer(folder).deliver(id);

        assertThat(over().state()).isEqualTo(Delivery.State.DELIVERED);
        String expected = Export.JSONL.text(store.find(id).orElseThrow(), store.items(id));
        assertThat(drop.resolve("shop/where-is-it.jsonl")).content().isEqualTo(expected);
        try (var files = Files.list(drop.resolve("shop"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsNotFollowed() throws Exception {
        Path outside = Files.createDirectory(home.resolve("outside"));
        Path drop = Files.createDirectory(home.resolve("drop"));
        Files.createSymbolicLink(drop.resolve("shop"), outside);

        deliverer(new Folder("drop", "json", drop, TEMPLATE)).deliver(id);

        assertThat(over().state()).isEqualTo(Delivery.State.FAILED);
        assertThat(over().fault()).contains("leads out of it");
        try (var files = Files.list(outside)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aWebhookGetsTheRecordSigned() throws Exception {
        deliverer(webhook("/hook?token=" + CANARY)).deliver(id);

        Delivery delivery = over();
        assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
        Sent sent = heard.getFirst();
        JsonNode message = new ObjectMapper().readTree(sent.body());
        assertThat(message.path("type").asText()).isEqualTo("call.ended");
        assertThat(message.at("/data/conversation/id").asText()).isEqualTo(id.value());
        assertThat(message.at("/data/items/0/text").asText()).isEqualTo("Where is it?");
        assertThat(sent.headers())
                .containsEntry("webhook-id", delivery.id())
                .containsEntry("content-type", "application/json");
        long seconds = Long.parseLong(sent.headers().get("webhook-timestamp"));
        Path body = Files.writeString(home.resolve("body"), sent.body());
        assertThat(sent.headers().get("webhook-signature"))
                .isEqualTo(WebhookSignature.with(WHSEC).of(delivery.id(), seconds, body));
    }

    @Test
    void anObjectStoreGetsTheFileSigned() throws Exception {
        deliverer(bucket(url() + "/bucket/")).deliver(id);

        assertThat(over().state()).isEqualTo(Delivery.State.DELIVERED);
        Sent sent = heard.getFirst();
        assertThat(sent.method() + " " + sent.path()).isEqualTo("PUT /bucket/shop/where-is-it.md");
        assertThat(sent.body()).startsWith("# Where is it");
        String payload = Digests.hex(sent.body());
        assertThat(sent.headers()).containsEntry("x-amz-content-sha256", payload);
        var signed = new TreeMap<String, String>();
        for (String name : List.of("host", "x-amz-content-sha256", "x-amz-date", "content-type")) {
            signed.put(name, sent.headers().get(name));
        }
        assertThat(sent.headers().get("authorization"))
                .isEqualTo(
                        new SigV4("AKIDEXAMPLE", CANARY, "eu-central-1")
                                .authorization(
                                        "PUT", URI.create(url() + sent.path()), signed, payload));
    }

    @Test
    void whatFailsIsTriedAgainUnderTheSameId() throws Exception {
        answers.addAll(List.of(500, 429, 302, 200));

        deliverer(webhook("/hook")).deliver(id);

        Delivery delivery = over();
        assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(delivery.attempts()).isEqualTo(4);
        assertThat(heard)
                .extracting(s -> s.headers().get("webhook-id"))
                .hasSize(4)
                .containsOnly(delivery.id());
    }

    @Test
    void itIsGivenUpInTheEndAndCanBeTriedAgain() throws Exception {
        answers.add(410);
        deliverer(webhook("/hook")).deliver(id);
        Delivery failed = over();
        assertThat(failed.state()).isEqualTo(Delivery.State.FAILED);
        assertThat(failed.fault()).contains("410");

        assertThat(deliverer.retry(failed.id())).isPresent();

        await().until(() -> over().state() == Delivery.State.DELIVERED);
        assertThat(deliverer.retry("msg_none")).isEmpty();
    }

    @Test
    void whatIsDroppedIsNotTriedAnyMoreAndNotThereAfterARestart() throws Exception {
        answers.add(410);
        deliverer(webhook("/hook")).deliver(id);
        Delivery failed = over();

        assertThat(deliverer.drop(failed.id())).isTrue();

        assertThat(deliverer.list()).isEmpty();
        assertThat(deliverer.drop(failed.id())).isFalse();
        assertThat(deliverer.retry(failed.id())).isEmpty();
        assertThat(Spool.in(home).list()).isEmpty();
    }

    @Test
    void whatHasArrivedIsNotDropped() throws Exception {
        deliverer(webhook("/hook")).deliver(id);

        assertThat(deliverer.drop(over().id())).isFalse();
        assertThat(deliverer.list()).hasSize(1);
    }

    /** The place answers only after the delivery was given up: its fault brings nothing back. */
    @Test
    void anAttemptThatFailsAfterTheDropIsForgotten() throws Exception {
        answered = new CountDownLatch(1);
        otherwise = 500;
        deliverer(webhook("/hook")).deliver(id);
        await().until(() -> heard.size() == 1);

        assertThat(deliverer.drop(deliverer.list().getFirst().id())).isTrue();
        answered.countDown();
        deliverer.close(); // waits for the attempt

        assertThat(deliverer.list()).isEmpty();
        assertThat(Spool.in(home).list()).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeReachedIsTriedOnlySoOften() throws Exception {
        server.stop(0);

        deliverer(webhook("/hook")).deliver(id);

        await().atMost(Duration.ofMinutes(2))
                .until(() -> deliverer.list().getFirst().attempts() >= 6);
        assertThat(deliverer.list().getFirst().fault()).contains("cannot be reached");
        assertThat(Deliverer.MOST_ATTEMPTS).isEqualTo(16);
    }

    /** The process dies between two attempts; the next one goes on with what its files say. */
    @Test
    void whatWaitsIsDeliveredAfterARestart() throws Exception {
        otherwise = 503;
        deliverer(webhook("/hook"));
        deliverer.deliver(id);
        await().until(() -> deliverer.list().getFirst().attempts() >= 1);
        deliverer.close();
        Delivery waiting = Spool.in(home).list().getFirst();
        assertThat(waiting.state()).isEqualTo(Delivery.State.WAITING);
        assertThat(waiting.fault()).contains("503");
        otherwise = 200;

        deliverer(webhook("/hook")).resume();

        Delivery delivery = over();
        assertThat(delivery.id()).isEqualTo(waiting.id());
        assertThat(delivery.state()).isEqualTo(Delivery.State.DELIVERED);
        assertThat(Spool.in(home).list()).containsExactly(delivery);
    }

    @Test
    void anAddressOfACloudsMetadataGetsNothing() throws Exception {
        deliverer(bucket("http://169.254.169.254/bucket")).deliver(id);

        assertThat(over().state()).isEqualTo(Delivery.State.FAILED);
        assertThat(over().fault()).contains("sidetone.outbound.allow_hosts");
    }

    @Test
    void aDeletedConversationAndAPlaceThatIsGoneAreGivenUp() throws Exception {
        deliverer(webhook("/hook")).deliver(ConversationId.create(1, new java.util.Random(3)));
        assertThat(over().fault()).contains("deleted");

        targets = List.of();
        deliverer.retry(over().id());
        await().until(() -> over().fault().contains("not configured any more"));
    }

    /** Neither the secrets of the configuration nor what stands in an address is told anywhere. */
    @Test
    void noSecretIsInALogAFaultOrAFile() throws Exception {
        answers.addAll(List.of(403, 403, 410));
        deliverer(bucket(url() + "/" + CANARY)).deliver(id);
        over();
        deliverer.close();
        answers.addAll(List.of(401, 410));
        deliverer(webhook("/hook/" + CANARY)).deliver(id);
        await().until(() -> heard.size() == 5);
        await().until(() ->
                deliverer.list().stream().noneMatch(d -> d.state() == Delivery.State.WAITING));

        assertThat(log).hasSizeGreaterThanOrEqualTo(4);
        assertThat(log.toString() + deliverer.list())
                .doesNotContain(CANARY, WHSEC, "AKIDEXAMPLE", "Where is it?");
        assertThat(bucket(url()).toString() + new SigV4("k", CANARY, "r")).doesNotContain(CANARY);
        try (var files = Files.walk(home.resolve("deliveries"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(CANARY, WHSEC, "AKIDEXAMPLE");
            }
        }
    }
}
