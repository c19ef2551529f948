package dev.sidetone.api;

import static dev.sidetone.api.Rest.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The service as it is with {@code DATABASE_URL}. */
@QuarkusTest
@TestProfile(RecordInPostgresTest.WithDatabase.class)
class RecordInPostgresTest {

    @Inject TranscriptStore store;
    @Inject RunningConfiguration running;

    public static final class WithDatabase implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Server.class));
        }
    }

    public static final class Server implements QuarkusTestResourceLifecycleManager {

        private EmbeddedPostgres server;

        @Override
        public Map<String, String> start() {
            try {
                server = EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            System.setProperty(
                    "database.url",
                    "postgres://postgres:canary@localhost:%d/postgres".formatted(server.getPort()));
            return Map.of();
        }

        @Override
        public void stop() {
            System.clearProperty("database.url");
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void theServiceKeepsItsRecordThereAndShowsNoPassword() {
        ConversationId id = store.create("zoo", Path.of("/zoo")).id();
        store.append(
                NewItem.text(
                        id, "a", Item.Role.USER, "Where is the quokkaManager?", Instant.now()));

        given().queryParam("q", "quokka manager")
                .get("/api/v1/search")
                .then()
                .statusCode(200)
                .body("hits", hasSize(1))
                .body("hits[0].conversation.id", equalTo(id.value()));
        given().get("/readyz").then().body(not(containsString("canary")));
        Assertions.assertThat(running.started().effective().toString())
                .contains("sidetone.transcripts.database")
                .doesNotContain("canary");
        Assertions.assertThat(running.started().operations().toString()).doesNotContain("canary");
    }

    @Test
    void whatCallsUseIsKeptThereToo() {
        String conversation = UsageResourceTest.talk();

        UsageResourceTest.usage(conversation, "provider")
                .then()
                .statusCode(200)
                .body("sums[0].key", equalTo("embedded"));
    }
}
