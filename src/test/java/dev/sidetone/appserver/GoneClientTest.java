package dev.sidetone.appserver;

import static org.awaitility.Awaitility.await;

import dev.sidetone.access.Asking;
import dev.sidetone.access.CurrentAsking;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Activity;
import dev.sidetone.session.Sessions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** A client whose connection ends while its request is carried out. */
@QuarkusTest
class GoneClientTest {

    private static final Wire NOWHERE =
            new Wire() {
                @Override
                public void send(String message) {}

                @Override
                public void tell(Frame frame, long atMs) {}

                @Override
                public void sendIfRoom(String message) {}

                @Override
                public void awaitRoom() {}

                @Override
                public void close(int code, String reason) {}

                @Override
                public void stop() {}
            };

    @Inject Sessions sessions;
    @Inject Activity activity;
    @Inject Threads threads;

    @Test
    void itIsForgottenAgain() throws Exception {
        ConversationId thread = sessions.create().id();
        var client = new Client(NOWHERE, InstantSource.system());
        client.leaves();

        CurrentAsking.during(
                Asking.everything(),
                () -> {
                    threads.join(client, thread);
                    return Rpc.object();
                });

        await().until(() -> !activity.loaded().contains(thread));
    }
}
