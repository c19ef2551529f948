package dev.sidetone.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.ItemDetails;
import dev.sidetone.conversation.ItemLink;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.Account;
import dev.sidetone.usage.CallUsage;
import dev.sidetone.usage.Tariff;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.usage.UsageQuery;
import dev.sidetone.wire.WireCodec;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A long conversation, of which the page has parts. */
@QuarkusTest
class ReadingTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Inject TranscriptStore store;
    @Inject UsageLedger ledger;
    private ConversationId id;

    @BeforeEach
    void talk() {
        id = store.create("sidetone", Path.of("/secret/place")).id();
        for (int i = 1; i <= 120; i++) {
            store.append(
                    NewItem.text(
                                    id,
                                    "i" + i,
                                    i % 2 == 1 ? Item.Role.USER : Item.Role.AGENT,
                                    "Words " + i,
                                    NOON.plus(Duration.ofMinutes(10L * i)))
                            .inCall(i < 80 ? "rtc_1" : "rtc_2"));
        }
    }

    private String page(String query) {
        return given().get("/conversations/" + id + query)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static long items(String page) {
        return Pattern.compile("<article ").matcher(page).results().count();
    }

    @Test
    void thePageBeginsWithTheFirstItemsAndLeadsOnWithoutScripts() {
        String first = page("");

        assertThat(items(first)).isEqualTo(50);
        assertThat(first)
                .contains("Words 1<", "Words 50<", "?from=51\"", "?all=true", "data-total=\"120\"")
                .contains("aria-posinset=\"50\" aria-setsize=\"120\"")
                .contains("data-item=\"i7\" data-seq=\"7\" data-call=\"rtc_1\"")
                .doesNotContain("Words 51<", "rel=\"prev\"");
        assertThat(page("?from=51")).contains("Words 51<", "?from=1\"", "?from=101\"");
        assertThat(page("?from=101"))
                .contains("Words 101<", "Words 120<")
                .doesNotContain("rel=\"next\"");
        assertThat(items(page("?all=true"))).isEqualTo(120);
    }

    @Test
    void thePartWithAnItemIsFoundByIt() {
        assertThat(page("?at=77")).contains("id=\"item-77\"", "data-from=\"51\"");
        assertThat(page("/items?at=77")).contains("data-from=\"51\"", "data-seq=\"77\"");
        assertThat(page("/items?at=999")).contains("data-from=\"1\"", "data-seq=\"0\"");
        assertThat(page("/items?from=9999")).contains("data-from=\"120\"");
        given().get("/conversations/none/items").then().statusCode(404);
    }

    @Test
    void daysAndCallsAreSaidWhereTheyBegin() {
        assertThat(page("?from=51"))
                .containsOnlyOnce("Saturday, 2 May 2026")
                .containsOnlyOnce("A call begins");
        assertThat(page("?from=101")).doesNotContain("A call begins", "item__begins");
        assertThat(page("/items/contents"))
                .contains("Friday, 1 May 2026", "Saturday, 2 May 2026", "Call 2")
                .contains("/conversations/" + id + "?at=80#item-80");
    }

    @Test
    void aPartIsSentAgainOnlyWhenItChanged() {
        Response seen = given().get("/conversations/" + id + "/items?from=101");
        String tag = seen.header("ETag");

        given().header("If-None-Match", tag)
                .get("/conversations/" + id + "/items?from=101")
                .then()
                .statusCode(304);
        store.markInterrupted(id, "i110", 300, "Wor");
        given().header("If-None-Match", tag)
                .get("/conversations/" + id + "/items?from=101")
                .then()
                .statusCode(200)
                .body(containsString("heard 0.3 s"));
    }

    @Test
    void howLongAnAnswerTookIsSaidAtItsQuestion() {
        ConversationId call = store.create("sidetone", Path.of("/x")).id();
        store.append(speech(call, "q", Item.Role.USER, 1000, 2200));
        store.append(speech(call, "a", Item.Role.ASSISTANT, 3050, 4000));
        store.append(speech(call, "q2", Item.Role.USER, 5000, 6000));
        store.append(speech(call, "q3", Item.Role.USER, 7000, 8000));
        store.append(speech(call, "a2", Item.Role.ASSISTANT, 9500, 9900));

        String page = given().get("/conversations/" + call).asString();

        assertThat(page)
                .containsOnlyOnce("answered in 0.9 s")
                .containsOnlyOnce("answered in 1.5 s")
                .contains(
                        "data-start-ms=\"3050\" data-end-ms=\"4000\"",
                        "<span title=\"in its call\">0:03");
        assertThat(Pattern.compile("answered in").matcher(page).results().count()).isEqualTo(2);
    }

    private static NewItem speech(
            ConversationId id, String item, Item.Role role, long start, long end) {
        return NewItem.speech(id, item, role, item, NOON.plusMillis(start), start, end)
                .inCall("rtc_9");
    }

    @Test
    void linesOfADiffAreMarked() {
        ConversationId talk = store.create("sidetone", Path.of("/x")).id();
        String diff = "--- a/A\n+++ b/A\n@@ -1,2 +1,2 @@\n one\n-two <b>\n+zwei\n";
        store.append(NewItem.text(talk, "a", Item.Role.AGENT, "So:\n\n" + diff + "\nDone.", NOON));
        store.append(NewItem.toolOutput(talk, "t", "git_diff", "c", diff, NOON.plusSeconds(1)));

        String page = given().get("/conversations/" + talk).asString();

        assertThat(Pattern.compile("line--added\">\\+zwei\n").matcher(page).results().count())
                .isEqualTo(2);
        assertThat(page).contains("line--removed\">-two &lt;b&gt;\n", "<p>So:</p>", "<p>Done.</p>");
    }

    @Test
    void findingInAConversationIsASearchInIt() {
        given().redirects()
                .follow(false)
                .get("/conversations/" + id + "/find?q=two words")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/search?q=two+words+in%3A" + id));
    }

    @Test
    void whatWasNotHeardAndWhatWasPutRightIsShown() {
        ConversationId talk = store.create("sidetone", Path.of("/x")).id();
        store.append(NewItem.text(talk, "a", Item.Role.ASSISTANT, "It is in X, and in Y.", NOON));
        store.markInterrupted(talk, "a", 500, "It is in");
        store.append(NewItem.text(talk, "b", Item.Role.USER, "Where is <b>?", NOON.plusSeconds(1)));
        store.edit(talk, "b", "Where is B?");
        store.bring(
                store.find(talk).orElseThrow(),
                List.of(
                        store.items(talk)
                                .getLast()
                                .at(3)
                                .named("c")
                                .with(
                                        ItemDetails.NONE
                                                .in("en")
                                                .sure(0.92)
                                                .linked(
                                                        new ItemLink(
                                                                ItemLink.Kind.APPROVAL,
                                                                "ap_1",
                                                                "Push to main?")))));

        String page = given().get("/conversations/" + talk).asString();

        assertThat(page)
                .contains("<s>X, and in Y.</s>", "Where is B?", "<q>Where is &lt;b&gt;?</q>")
                .contains("<b>Approval</b> <code>ap_1</code> Push to main?")
                .contains("title=\"en, 92 % sure\"")
                .doesNotContain("unsure", "record-text\" lang=");
    }

    @Test
    void whatTheRecogniserWasNotSureOfAndAnotherLanguageAreSaid() {
        ConversationId talk = store.create("sidetone", Path.of("/x")).id();
        store.append(heard(talk, "a", ItemDetails.NONE.in("de-AT").sure(0.414)));
        store.append(heard(talk, "b", ItemDetails.NONE.in("en-GB").sure(0.5)));
        store.append(heard(talk, "c", ItemDetails.NONE.sure(0.2)));
        store.edit(talk, "c", "put right");

        assertThat(given().get("/conversations/" + talk).asString())
                .containsOnlyOnce("unsure, ")
                .containsOnlyOnce(">unsure, 41 %<")
                .containsOnlyOnce(">German (Austria)<")
                .containsOnlyOnce("record-text\" lang=\"de-AT\">");
    }

    private static NewItem heard(ConversationId id, String item, ItemDetails details) {
        return NewItem.text(id, item, Item.Role.USER, item, NOON).with(details);
    }

    @Test
    void whatATurnUsedIsSaidWhereItBegins() throws Exception {
        ConversationId talk = store.create("sidetone", Path.of("/x")).id();
        Instant now = Instant.now();
        CallUsage usage =
                ledger.open(
                        new Account(talk, "rtc_cost", "sidetone", "", "Test", Tariff.FREE, ""),
                        "m",
                        "t",
                        false);
        for (int turn = 0; turn < 2; turn++) {
            // The first turn was yesterday: what is counted now belongs to the second.
            Instant begun = now.minus(Duration.ofDays(1L - turn)).minusSeconds(5);
            store.append(
                    NewItem.text(talk, "q" + turn, Item.Role.USER, "Question " + turn, begun)
                            .inCall("rtc_cost"));
        }
        usage.heard(
                WireCodec.readServer(
                        "{\"event_id\":\"e\",\"type\":\"response.done\",\"response\":{\"id\":\"resp_cost\",\"status\":\"completed\",\"usage\":{\"total_tokens\":1234,\"input_tokens\":1200,\"output_tokens\":34}}}"));
        ledger.sums(UsageQuery.all(UsageQuery.By.CALL)); // everything is written now

        String page = given().get("/conversations/" + talk).asString();

        assertThat(page).containsOnlyOnce("1,234 tokens, $0.00");
        assertThat(page.indexOf("1,234 tokens")).isGreaterThan(page.indexOf("Question 0"));
    }
}
