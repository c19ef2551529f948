package dev.sidetone.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.delivery.Deliverer;
import dev.sidetone.delivery.Delivery;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was taken elsewhere, as a page. */
@QuarkusTest
class DeliveriesPagesTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Inject RunningConfiguration configuration;
    @Inject Deliverer deliverer;
    @Inject TranscriptStore store;
    @TempDir private Path drop;
    private ConversationId id;

    @BeforeEach
    void talk() throws Exception {
        id = store.create("sidetone", Path.of("/x")).id();
        store.append(NewItem.text(id, "a", Item.Role.USER, "Take <this> along", NOON));
        configuration.apply(
                """
                [sidetone.delivery.drop]
                type = "folder"
                path = '%s'

                [sidetone.delivery.team]
                type = "webhook"
                url = "http://127.0.0.1:1/hook"
                """
                        .formatted(drop),
                "test");
        deliverer.deliver(id);
        await().until(() ->
                of("drop").state() == Delivery.State.DELIVERED && of("team").attempts() == 1);
    }

    @AfterEach
    void stay() throws Exception {
        deliverer.list().stream()
                .filter(d -> d.conversation().equals(id))
                .forEach(d -> deliverer.drop(d.id()));
        configuration.apply("", "test");
    }

    private Delivery of(String target) {
        return deliverer.list().stream()
                .filter(d -> d.conversation().equals(id) && d.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static String page() {
        return given().get("/deliveries").then().statusCode(200).extract().asString();
    }

    private static void asked(String path, String done) {
        given().redirects()
                .follow(false)
                .post(path)
                .then()
                .statusCode(303)
                .header("Location", endsWith("/deliveries?done=" + done));
    }

    @Test
    void whatWaitsAndWhatHasArrivedIsShownWithItsReason() {
        assertThat(page())
                .contains("taken to <code>drop</code> and <code>team</code>")
                .contains("Take &lt;this&gt; along", "it needs secret_env", "next attempt in")
                .contains("/deliveries/" + of("team").id() + "/retry")
                .doesNotContain("/deliveries/" + of("drop").id());
    }

    @Test
    void whatFailedIsTriedAgain() throws Exception {
        configuration.apply("", "test");
        deliverer.retry(of("team").id());
        await().until(() -> of("team").state() == Delivery.State.FAILED);
        assertThat(page()).contains("no place is configured any more", "not configured any more");

        asked("/deliveries/" + of("team").id() + "/retry", "retried");
        await().until(() -> of("team").state() == Delivery.State.FAILED);
        asked("/deliveries/retry", "all");
        given().get("/deliveries?done=all").then().body(containsString("tried again now"));
    }

    @Test
    void whatIsDroppedIsGone() {
        String waiting = of("team").id();

        asked("/deliveries/" + waiting + "/drop", "dropped");

        assertThat(page()).doesNotContain(waiting);
        asked("/deliveries/" + waiting + "/drop", "gone");
        asked("/deliveries/" + waiting + "/retry", "gone");
        given().get("/deliveries?done=<b>").then().body(not(containsString("id=\"done\"")));
    }

    @Test
    void aLongListIsCutAndSaysSo() {
        var random = new Random(4);
        List<Delivery> all =
                IntStream.range(0, 250)
                        .mapToObj(i -> waiting(i, ConversationId.create(i, random)))
                        .toList();

        DeliveriesPage page = DeliveriesPage.of(List.of("a"), all, _ -> "", NOON);

        assertThat(page.groups()).hasSize(1);
        DeliveriesPage.Group waiting = page.groups().getFirst();
        assertThat(waiting.count()).isEqualTo(250);
        assertThat(waiting.cut()).isTrue();
        assertThat(waiting.rows()).hasSize(DeliveriesPage.MOST_ROWS);
        assertThat(waiting.rows())
                .extracting(DeliveriesPage.Row::due)
                .contains("in 41 s", "in 2 min");
    }

    private static Delivery waiting(int number, ConversationId conversation) {
        Instant due = NOON.plus(Duration.ofSeconds(number));
        return new Delivery(
                "m" + number, conversation, "a", Delivery.State.WAITING, 1, NOON, due, "why");
    }
}
