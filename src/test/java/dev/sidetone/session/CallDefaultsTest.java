package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.wire.ClientEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A new configuration is for new calls; a call that runs keeps what it began with. */
@QuarkusTest
class CallDefaultsTest {

    @Inject RunningConfiguration running;

    private final FakeProvider provider = new FakeProvider();

    @AfterEach
    void leaveNoFile() throws IOException {
        Files.deleteIfExists(running.now().file());
        running.reload("test");
    }

    private void voice(String voice) throws IOException {
        running.apply("[realtime]\nvoice = \"%s\"\n".formatted(voice), "test");
    }

    private List<String> voices() {
        return provider.sent.stream()
                .filter(ClientEvent.SessionUpdate.class::isInstance)
                .map(event ->
                        ((ClientEvent.SessionUpdate) event)
                                .session()
                                .at("/audio/output/voice")
                                .asText())
                .toList();
    }

    @Test
    void aRunningCallKeepsItsVoiceWhenItIsJoinedAgainAndANewCallHasTheNewOne() throws Exception {
        var sessions =
                new Sessions(
                        provider,
                        new MemoryStore(),
                        Path.of("work"),
                        () -> CallDefaults.of(running),
                        Optional.empty(),
                        _ -> "",
                        1_000);
        sessions.watch(Given.CONVERSATION, (_, _) -> {});
        provider.mayCreate.release(2);
        provider.mayJoin.release(3);
        voice("sage");
        start(sessions);
        await().until(() -> voices().equals(List.of("sage")));

        voice("cedar");
        provider.breaks();
        await().until(() -> provider.listeners.size() == 2);
        assertThat(voices()).doesNotContain("cedar");

        start(sessions);
        await().until(() -> voices().contains("cedar"));
        assertThat(voices().getLast()).isEqualTo("cedar");
    }

    private static void start(Sessions sessions) throws InterruptedException {
        sessions.start(
                Given.CONVERSATION, Given.request(new Transport.WebRtc("offer"), Modality.AUDIO));
    }

    @Test
    void theModelIsTheConfiguredOneOrGoesWithTheProvider() throws IOException {
        assertThat(model(Version.V2)).isEqualTo("sidetone-embedded");

        running.apply("model_provider = \"openai\"\n", "test");
        assertThat(model(Version.V1)).isEqualTo("gpt-realtime-1.5");
        assertThat(model(Version.V2)).isEqualTo("gpt-realtime-1.5");
        assertThat(model(Version.V3)).isEqualTo("gpt-live-1-codex");

        running.apply("experimental_realtime_ws_model = \"gpt-x\"\n", "test");
        assertThat(model(Version.V3)).isEqualTo("gpt-x");
    }

    @Test
    void withoutAConfigurationCallsAreConversationsInV2WithTheUsualVoices() {
        CallDefaults usual = CallDefaults.of(running);

        assertThat(usual.version()).isEqualTo(Version.V2);
        assertThat(usual.type()).isEqualTo(Type.CONVERSATIONAL);
        assertThat(Given.CAPABILITIES.voice(Version.V1, usual.voice())).isEqualTo("cove");
        assertThat(Given.CAPABILITIES.voice(Version.V2, usual.voice())).isEqualTo("marin");
        assertThat(Given.CAPABILITIES.voice(Version.V3, usual.voice())).isEqualTo("cove");
        assertThat(usual.offered()).isTrue();
    }

    @Test
    void aConfiguredVoiceIsForTheVersionsThatSpeakIt() throws IOException {
        voice("cedar");

        assertThat(Given.CAPABILITIES.voice(Version.V2, CallDefaults.of(running).voice()))
                .isEqualTo("cedar");
        assertThat(Given.CAPABILITIES.voice(Version.V1, CallDefaults.of(running).voice()))
                .isEqualTo("cove");
    }

    private String model(Version version) {
        return CallDefaults.of(running).model(version);
    }
}
