package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.wire.ClientEvent;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** What a call is told at its start, and when. */
class ContextTest {

    private final FakeProvider provider = new FakeProvider();
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final Semaphore mayFindOut = new Semaphore(0);
    private CallPolicy policy = CallPolicy.USUAL;

    private void start(CallOptions options, Optional<String> prompt) throws InterruptedException {
        var sessions =
                new Sessions(
                        provider,
                        new MemoryStore(),
                        Path.of("work"),
                        () -> new CallDefaults("model", "marin", policy),
                        Optional.empty(),
                        _ -> {
                            mayFindOut.acquire();
                            return "what was found";
                        },
                        1_000);
        sessions.watch(Given.CONVERSATION, (_, notice) -> notices.add(notice));
        sessions.start(
                Given.CONVERSATION,
                new CallRequest(
                        new Transport.WebRtc("offer"),
                        Modality.AUDIO,
                        Optional.empty(),
                        prompt,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        options));
    }

    private List<String> instructions() {
        return provider.sent.stream()
                .filter(ClientEvent.SessionUpdate.class::isInstance)
                .map(event -> ((ClientEvent.SessionUpdate) event).session())
                .filter(session -> session.has("instructions"))
                .map(session -> session.path("instructions").asText())
                .toList();
    }

    @Test
    void theAnswerDoesNotWaitForItAndItIsToldAgainAfterALoss() throws Exception {
        provider.mayCreate.release();
        provider.mayJoin.release(2);
        start(CallOptions.USUAL, Optional.of("prompt"));
        await().until(() -> notices.stream().anyMatch(Notice.Answer.class::isInstance));
        await().until(() -> instructions().equals(List.of("prompt")));

        mayFindOut.release();
        await().until(() -> instructions().size() == 2);
        assertThat(instructions().getLast()).isEqualTo("prompt\n\nwhat was found");

        provider.breaks();
        await().until(() -> instructions().size() == 3);
        assertThat(instructions().getLast()).isEqualTo("prompt\n\nwhat was found");
        assertThat(provider.session.path("instructions").asText()).isEqualTo("prompt");
    }

    @Test
    void withoutPromptTheContextStandsAlone() throws Exception {
        provider.mayCreate.release();
        mayFindOut.release();
        start(CallOptions.USUAL, Optional.of(""));
        await().until(() -> mayFindOut.availablePermits() == 0);
        provider.mayJoin.release();

        await().until(() -> instructions().contains("what was found"));
    }

    /** Codex: conversation_uses_empty_instructions_for_null_or_empty_prompt. */
    @Test
    void withoutPromptAndContextTheInstructionsAreEmpty() throws Exception {
        provider.mayCreate.release();
        provider.mayJoin.release();
        policy = configured("", "");
        start(CallOptions.USUAL, Optional.of(""));

        await().until(() -> !instructions().isEmpty());
        assertThat(instructions()).containsExactly("");
    }

    /** Codex: conversation_uses_default_realtime_backend_prompt. */
    @Test
    void aClientThatSaysNothingOfAPromptGetsOurs() throws Exception {
        provider.mayCreate.release();
        provider.mayJoin.release();
        policy = configured("", "");
        start(CallOptions.USUAL, Optional.empty());

        await().until(() -> !instructions().isEmpty());
        assertThat(instructions()).containsExactly(Instructions.TEXT);
    }

    @Test
    void theConfiguredTextReplacesItWordForWordAndAnEmptyOneRemovesIt() throws Exception {
        provider.mayCreate.release();
        provider.mayJoin.release();
        policy = configured("", "configured context");
        start(CallOptions.USUAL, Optional.of("prompt"));

        await().until(() -> !instructions().isEmpty());
        assertThat(instructions()).containsExactly("prompt\n\nconfigured context");
        assertThat(mayFindOut.hasQueuedThreads()).isFalse();
    }

    @Test
    void theConfiguredPromptGoesBeforeTheClientsAlsoWhenThatIsEmpty() throws Exception {
        provider.mayCreate.release();
        provider.mayJoin.release();
        policy = configured("configured prompt", "");
        start(CallOptions.USUAL, Optional.of(""));

        await().until(() -> !instructions().isEmpty());
        assertThat(instructions()).containsExactly("configured prompt");
    }

    @Test
    void aClientCanDoWithoutIt() throws Exception {
        provider.mayCreate.release();
        provider.mayJoin.release();
        policy = configured("", "configured context");
        start(CallOptions.USUAL.withStartupContext(false), Optional.of("backend prompt"));

        await().until(() -> !instructions().isEmpty());
        assertThat(instructions()).containsExactly("backend prompt");
    }

    private static CallPolicy configured(String prompt, String context) {
        return new CallPolicy(
                CallPolicy.USUAL.type(),
                Optional.of(prompt).filter(text -> !text.isEmpty()),
                Optional.of(context),
                Optional.of("configured start"),
                CallPolicy.USUAL.limits(),
                Optional.empty(),
                CallPolicy.USUAL.runawayReplies(),
                CallPolicy.USUAL.alone(),
                Optional.empty());
    }

    @Test
    void theAgentIsToldOnceThatACallBeganAndOnceThatItEnded() {
        var notes = new CallNotes();
        CallSpec usual = Given.spec(new Transport.Socket(), Modality.AUDIO);

        assertThat(notes.next(Optional.empty())).isEmpty();
        assertThat(notes.next(Optional.of(usual)).orElseThrow())
                .startsWith("<realtime_conversation>\nA voice call has begun.")
                .endsWith("\n</realtime_conversation>");
        assertThat(notes.next(Optional.of(usual))).isEmpty();
        assertThat(notes.next(Optional.empty()).orElseThrow()).contains("has ended");
        assertThat(notes.next(Optional.empty())).isEmpty();
    }

    @Test
    void theClientsWordsForTheAgentGoBeforeTheConfiguredOnes() {
        CallPolicy with = configured("", "");
        CallOptions asked =
                CallOptions.USUAL.withInstructions(
                        Optional.of("client start"), Optional.of("client end"));
        var notes = new CallNotes();

        assertThat(notes.next(Optional.of(spec(with, CallOptions.USUAL))).orElseThrow())
                .isEqualTo("<realtime_conversation>\nconfigured start\n</realtime_conversation>");
        assertThat(notes.next(Optional.empty())).isPresent();
        assertThat(notes.next(Optional.of(spec(with, asked))).orElseThrow())
                .contains("client start");
        assertThat(notes.next(Optional.empty()).orElseThrow()).contains("client end");
    }

    private static CallSpec spec(CallPolicy policy, CallOptions options) {
        return new CallSpec(
                Given.CONVERSATION,
                "call",
                "session",
                new Transport.Socket(),
                Modality.AUDIO,
                dev.sidetone.config.RealtimeSettings.Version.V2,
                "marin",
                Optional.empty(),
                "model",
                Given.CAPABILITIES,
                policy,
                options,
                InstantSource.system().millis());
    }
}
