package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import dev.sidetone.config.Settings;
import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.recording.TestRecordings;
import dev.sidetone.recording.Tones;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was recorded, over HTTP, out of the file beside the record. */
@QuarkusTest
class ConversationAudioResourceTest {

    @Inject TranscriptStore store;
    @Inject Settings settings;

    private String conversation = "";

    @BeforeEach
    void begin() {
        conversation = Rest.conversation();
    }

    private static String audio(String conversation) {
        return "/api/v1/conversations/" + conversation + "/audio";
    }

    /** The user said something for 800 ms, one second after the call began; wrote something too. */
    private String spoken() throws Exception {
        String call = UUID.randomUUID().toString();
        var id = new ConversationId(conversation);
        TestRecordings.keep(settings.home(), id, call, Tones.tone(48_000, 600, 3_000));
        store.append(
                NewItem.speech(id, "u1", Item.Role.USER, "hello", Instant.now(), 1_000, 1_800)
                        .inCall(call));
        store.append(NewItem.text(id, "t1", Item.Role.USER, "typed", Instant.now()));
        return call;
    }

    @Test
    void aLineIsHeardWholeAndInParts() throws Exception {
        String call = spoken();

        given().get(audio(conversation))
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of("u1")))
                .body("segments[0].callId", equalTo(call))
                .body("segments[0].speaker", equalTo("user"))
                .body("segments[0].fromMs", equalTo(0))
                .body("segments[0].toMs", equalTo(3_000));
        byte[] all =
                given().get(audio(conversation) + "/u1")
                        .then()
                        .statusCode(200)
                        .header("Content-Type", "audio/ogg")
                        .header("Accept-Ranges", "bytes")
                        .extract()
                        .asByteArray();
        assertThat(Tones.decoded(all)).hasSize(800 * 48);
        assertThat(Tones.rms(Tones.decoded(all))).isGreaterThan(4_000);

        byte[] part =
                given().header("Range", "bytes=4-27")
                        .get(audio(conversation) + "/u1")
                        .then()
                        .statusCode(206)
                        .header("Content-Range", "bytes 4-27/" + all.length)
                        .extract()
                        .asByteArray();
        assertThat(part).isEqualTo(Arrays.copyOfRange(all, 4, 28));
        given().header("Range", "bytes=-10")
                .get(audio(conversation) + "/u1")
                .then()
                .statusCode(206)
                .header("Content-Length", "10");
        given().header("Range", "bytes=" + all.length + "-")
                .get(audio(conversation) + "/u1")
                .then()
                .statusCode(416)
                .body("error.code", equalTo("range_not_satisfiable"));
    }

    @Test
    void whatCannotBeHeardIsSaid() throws Exception {
        given().get(audio(conversation))
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("segments", empty());
        spoken();
        for (String silent : List.of("t1", "nothing")) {
            given().get(audio(conversation) + "/" + silent)
                    .then()
                    .statusCode(404)
                    .body("error.code", equalTo("audio_not_found"))
                    .body("detail", containsString("lists the items"));
        }
    }

    @Test
    void whatIsDeletedIsNotHeardUntilItIsBack() throws Exception {
        spoken();
        var id = new ConversationId(conversation);
        store.change(id, List.of(new ConversationChange.Delete(Instant.now())));

        given().get(audio(conversation)).then().statusCode(404);
        given().get(audio(conversation) + "/u1").then().statusCode(404);

        store.change(id, List.of(new ConversationChange.Restore()));
        given().get(audio(conversation) + "/u1").then().statusCode(200);
    }
}
