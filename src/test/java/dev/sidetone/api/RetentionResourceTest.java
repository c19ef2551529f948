package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sidetone.conversation.ConversationChange;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.retention.Retention;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetentionResourceTest {

    @Inject TranscriptStore store;
    @Inject Retention retention;

    @Test
    void whatIsDueIsShownAndWhatWentIsProved() throws Exception {
        String id = Rest.conversation();
        given().get("/api/v1/retention")
                .then()
                .statusCode(200)
                .body("due.conversation", not(hasItem(id)));

        Instant longAgo = Instant.now().minus(Retention.UNDO).minusSeconds(60);
        store.change(new ConversationId(id), List.of(new ConversationChange.Delete(longAgo)));
        given().get("/api/v1/retention")
                .then()
                .statusCode(200)
                .body("due.conversation", hasItem(id))
                .body("due.why", hasItem("deleted"));

        retention.apply(Instant.now());
        given().get("/api/v1/retention").then().body("due.conversation", not(hasItem(id)));
        given().get("/api/v1/retention/log")
                .then()
                .statusCode(200)
                .body("entries.what.conversation", hasItem(id))
                .body("broken", nullValue());
    }
}
