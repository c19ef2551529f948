package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeOffer;
import dev.sidetone.config.RealtimeSettings.Transport;
import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.CallShape.Link;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every combination of provider, version, transport, mode and modality: taken, or why not. */
class CallMatrixTest {

    /** The four cells: conversation aloud, in text, transcription with the one and the other. */
    private static final List<Cell> CELLS =
            List.of(
                    new Cell(Type.CONVERSATIONAL, false),
                    new Cell(Type.CONVERSATIONAL, true),
                    new Cell(Type.TRANSCRIPTION, false),
                    new Cell(Type.TRANSCRIPTION, true));

    private static final Map<String, String> WORDS =
            Map.of(
                    "avas", "AVAS realtime calls require realtime v1 or v3",
                    "conv", "AVAS realtime calls require conversational realtime",
                    "text", "text realtime output modality requires realtime v2",
                    "ver", "Mine does not speak realtime ",
                    "side", "Mine has no control connection beside a WebRTC call",
                    "type", "Mine does not offer transcription sessions",
                    "none", "Mine takes no calls over WebRTC");

    private static final Map<String, ModelProvider> PROVIDERS =
            Map.of(
                    "openai", TestProviders.at("https://api.openai.com/v1"),
                    "backend", TestProviders.at("https://chatgpt.com/backend-api/codex"),
                    "azure", TestProviders.at("https://my.openai.azure.com/openai/v1"),
                    "compatible", TestProviders.at("http://127.0.0.1:8080/v1"),
                    "beta", TestProviders.beta("http://127.0.0.1:8080/v1"),
                    "socketed", said(Set.of(Version.V2), Set.of(Transport.WEBSOCKET), List.of()),
                    "without1", said(Set.of(Version.V2, Version.V3), Set.of(), List.of()),
                    "embedded", TestProviders.embedded());

    private static final String TABLE =
            """
            openai     V1 WEBRTC        yes  text conv conv
            openai     V1 WEBSOCKET     yes  text yes  text
            openai     V1 EXISTING_CALL yes  text yes  text
            openai     V2 WEBRTC        yes  yes  yes  yes
            openai     V2 WEBSOCKET     yes  yes  yes  yes
            openai     V2 EXISTING_CALL yes  yes  yes  yes
            openai     V3 WEBRTC        yes  text conv conv
            openai     V3 WEBSOCKET     yes  text yes  text
            openai     V3 EXISTING_CALL yes  text yes  text
            backend    V1 WEBRTC        yes  text conv conv
            backend    V1 WEBSOCKET     yes  text yes  text
            backend    V1 EXISTING_CALL yes  text yes  text
            backend    V2 WEBRTC        avas avas avas avas
            backend    V2 WEBSOCKET     yes  yes  yes  yes
            backend    V2 EXISTING_CALL avas avas avas avas
            backend    V3 WEBRTC        yes  text conv conv
            backend    V3 WEBSOCKET     yes  text yes  text
            backend    V3 EXISTING_CALL yes  text yes  text
            azure      V1 WEBRTC        ver  ver  ver  ver
            azure      V1 WEBSOCKET     ver  ver  ver  ver
            azure      V1 EXISTING_CALL ver  ver  ver  ver
            azure      V2 WEBRTC        yes  yes  yes  yes
            azure      V2 WEBSOCKET     yes  yes  yes  yes
            azure      V2 EXISTING_CALL yes  yes  yes  yes
            azure      V3 WEBRTC        ver  ver  ver  ver
            azure      V3 WEBSOCKET     ver  ver  ver  ver
            azure      V3 EXISTING_CALL ver  ver  ver  ver
            compatible V1 WEBRTC        yes  text conv conv
            compatible V1 WEBSOCKET     yes  text yes  text
            compatible V1 EXISTING_CALL yes  text yes  text
            compatible V2 WEBRTC        yes  yes  yes  yes
            compatible V2 WEBSOCKET     yes  yes  yes  yes
            compatible V2 EXISTING_CALL yes  yes  yes  yes
            compatible V3 WEBRTC        yes  text conv conv
            compatible V3 WEBSOCKET     yes  text yes  text
            compatible V3 EXISTING_CALL yes  text yes  text
            beta       V1 WEBRTC        side side side side
            beta       V1 WEBSOCKET     ver  ver  ver  ver
            beta       V1 EXISTING_CALL side side side side
            beta       V2 WEBRTC        side side side side
            beta       V2 WEBSOCKET     yes  yes  type type
            beta       V2 EXISTING_CALL side side side side
            beta       V3 WEBRTC        side side side side
            beta       V3 WEBSOCKET     ver  ver  ver  ver
            beta       V3 EXISTING_CALL side side side side
            socketed   V1 WEBRTC        none none none none
            socketed   V1 WEBSOCKET     ver  ver  ver  ver
            socketed   V1 EXISTING_CALL none none none none
            socketed   V2 WEBRTC        none none none none
            socketed   V2 WEBSOCKET     yes  yes  yes  yes
            socketed   V2 EXISTING_CALL none none none none
            socketed   V3 WEBRTC        none none none none
            socketed   V3 WEBSOCKET     ver  ver  ver  ver
            socketed   V3 EXISTING_CALL none none none none
            without1   V1 WEBRTC        ver  ver  ver  ver
            without1   V1 WEBSOCKET     ver  ver  ver  ver
            without1   V1 EXISTING_CALL ver  ver  ver  ver
            without1   V2 WEBRTC        yes  yes  yes  yes
            without1   V2 WEBSOCKET     yes  yes  yes  yes
            without1   V2 EXISTING_CALL yes  yes  yes  yes
            without1   V3 WEBRTC        yes  text conv conv
            without1   V3 WEBSOCKET     yes  text yes  text
            without1   V3 EXISTING_CALL yes  text yes  text
            embedded   V1 WEBRTC        ver  ver  ver  ver
            embedded   V1 WEBSOCKET     ver  ver  ver  ver
            embedded   V1 EXISTING_CALL ver  ver  ver  ver
            embedded   V2 WEBRTC        yes  yes  yes  yes
            embedded   V2 WEBSOCKET     yes  yes  yes  yes
            embedded   V2 EXISTING_CALL yes  yes  yes  yes
            embedded   V3 WEBRTC        ver  ver  ver  ver
            embedded   V3 WEBSOCKET     ver  ver  ver  ver
            embedded   V3 EXISTING_CALL ver  ver  ver  ver
            """;

    private static ModelProvider said(
            Set<Version> versions, Set<Transport> transports, List<String> voices) {
        return TestProviders.offering(
                "http://127.0.0.1:8080/v1",
                new RealtimeOffer(
                        versions, transports, voices, Optional.empty(), Optional.empty()));
    }

    record Cell(Type type, boolean textOnly) {}

    record Case(String provider, CallShape shape, String expected) {}

    static Stream<Case> cases() {
        return TABLE.lines().map(line -> line.split(" +")).flatMap(CallMatrixTest::cases);
    }

    private static Stream<Case> cases(String[] row) {
        return IntStream.range(0, CELLS.size())
                .mapToObj(i ->
                        new Case(
                                row[0],
                                new CallShape(
                                        Version.valueOf(row[1]),
                                        Link.valueOf(row[2]),
                                        CELLS.get(i).type(),
                                        CELLS.get(i).textOnly()),
                                row[3 + i]));
    }

    private static Optional<String> refusal(Case it) {
        ModelProvider provider = PROVIDERS.get(it.provider());
        return Family.of(provider)
                .capabilities(provider)
                .refusal(it.shape(), VoiceSets.usual(it.shape().version()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachCombinationIsTakenOrRefusedInWords(Case it) {
        Optional<String> refusal = refusal(it);

        if (it.expected().equals("yes")) {
            assertThat(refusal).isEmpty();
        } else {
            assertThat(refusal.orElse("")).startsWith(WORDS.get(it.expected()));
        }
    }

    @Test
    void theTableHasEveryCombinationOnce() {
        int all = PROVIDERS.size() * Version.values().length * Link.values().length * CELLS.size();

        assertThat(cases().map(it -> it.provider() + it.shape()).distinct()).hasSize(all);
        assertThat(PROVIDERS.values().stream().map(Family::of)).contains(Family.values());
    }

    @Test
    void everyRefusalSaysWhatWouldBeTaken() {
        assertThat(cases().flatMap(it -> refusal(it).stream()).distinct())
                .isNotEmpty()
                .allMatch(words ->
                        words.contains("require")
                                || words.contains("it speaks")
                                || words.contains("start the call over")
                                || words.contains("choose another transport")
                                || words.contains("set realtime.type"));
    }
}
