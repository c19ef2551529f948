package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.provider.RealtimeProviders;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A call outlives the sessions of the embedded provider, over the real wire. */
@QuarkusTest
class RenewalWireTest {

    @Inject RealtimeProviders providers;
    @Inject TranscriptStore store;

    private final List<Notice> notices = new CopyOnWriteArrayList<>();

    private Sessions sessions(Duration cap) {
        CallPolicy policy = CallPolicy.USUAL.capped(Optional.of(cap));
        return new Sessions(
                providers,
                store,
                Path.of("work"),
                () -> new CallDefaults("sidetone-embedded", "marin", policy),
                Optional.of(new Answering("You asked ")),
                _ -> "what was said before",
                1_000);
    }

    private List<String> said() {
        return notices.stream()
                .filter(Notice.WordsDone.class::isInstance)
                .map(notice -> ((Notice.WordsDone) notice).text())
                .toList();
    }

    private boolean renewed() {
        return notices.stream()
                .anyMatch(n -> n instanceof Notice.Remark(var text) && text.contains("a new one"));
    }

    @Test
    void theCallGoesOnInANewSessionAndNothingTypedMeanwhileIsLost() throws Exception {
        Sessions sessions = sessions(Duration.ofSeconds(2));
        ConversationId conversation = sessions.create().id();
        sessions.watch(conversation, (_, notice) -> notices.add(notice));
        sessions.start(conversation, Given.request(new Transport.Socket(), Modality.TEXT));

        await().until(this::renewed);
        sessions.text(conversation, "where is the parser?", TextRole.USER, "");

        await().until(() -> said().stream().anyMatch(t -> t.contains("where is the parser")));
        assertThat(notices).filteredOn(Notice.CallStarted.class::isInstance).hasSize(1);
        assertThat(notices).noneMatch(Notice.CallError.class::isInstance);
        sessions.stop(conversation);
        await().until(() -> notices.stream().anyMatch(Notice.CallClosed.class::isInstance));
    }
}
