package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.config.RealtimeSettings.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sound over real sockets while the session of the provider is renewed in the middle of speech. */
class RenewedSoundWireTest extends WireCalls {

    private static final Map<Version, String> SPEAKS =
            Map.of(
                    Version.V1,
                    "{\"type\":\"conversation.input_transcript.delta\",\"delta\":\"where \"}",
                    Version.V2,
                    "{\"type\":\"input_audio_buffer.speech_started\",\"event_id\":\"e\",\"audio_start_ms\":0,\"item_id\":\"u1\"}",
                    Version.V3,
                    "{\"type\":\"input_transcript.added\",\"item\":{\"text\":\"where \"}}");

    private final Map<Integer, List<String>> heard = new ConcurrentHashMap<>();

    @Override
    CallDefaults defaults() {
        CallPolicy brief = CallPolicy.USUAL.capped(Optional.of(Duration.ofSeconds(3)));
        return new CallDefaults("model", "marin", brief);
    }

    private void listens() {
        upstream.onSocket =
                socket -> {
                    List<String> mine = new CopyOnWriteArrayList<>();
                    heard.put(upstream.sockets(), mine);
                    socket.textMessageHandler(frame -> {
                        JsonNode said = json(frame);
                        boolean sound = said.path("type").asText().endsWith("append");
                        mine.add(sound ? said.path("audio").asText() : "other");
                    });
                    socket.writeTextMessage("{\"type\":\"session.started\"}");
                };
    }

    private static String frame(int number) {
        byte[] sound = new byte[960];
        sound[0] = (byte) number;
        return Base64.getEncoder().encodeToString(sound);
    }

    @ParameterizedTest
    @EnumSource
    void speechGoesOnInTheNewSessionFromItsStart(Version version) throws Exception {
        listens();
        start(new Transport.Socket(), version);
        await().until(() -> !told(Notice.CallStarted.class).isEmpty());
        upstream.says(SPEAKS.get(version));
        await().until(() ->
                told(Notice.StateChanged.class).getLast().state() == ConsoleState.HEARING_YOU);
        List<String> speech = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            speech.add(frame(i));
            sessions.audio(Given.CONVERSATION, frame(i));
        }
        await().until(() -> heard.get(1).containsAll(speech));

        await().until(() -> heard.containsKey(2) && heard.get(2).contains(frame(50)));

        sessions.audio(Given.CONVERSATION, frame(51));
        await().until(() -> heard.get(2).contains(frame(51)));
        speech.add(frame(51));
        assertThat(heard.get(2)).containsSubsequence(speech);
        assertThat(heard.get(2).stream().filter(speech::contains)).hasSize(51);
        assertThat(heard.get(2).getFirst()).as("what it is comes first").isEqualTo("other");
        assertThat(told(Notice.CallStarted.class)).hasSize(1);
        assertThat(told(Notice.CallError.class)).isEmpty();
    }
}
