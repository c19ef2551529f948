package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.CallOptions.Handback;
import dev.sidetone.session.CallRequest;
import dev.sidetone.session.HandoffChannels;
import dev.sidetone.session.HandoffChannels.Mode;
import dev.sidetone.session.LiveOptions;
import dev.sidetone.session.LiveOptions.InitialItem;
import dev.sidetone.session.TextRole;
import dev.sidetone.session.Transport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartParamsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static CallRequest read(String members) throws RpcException {
        try {
            String json = "{\"outputModality\":\"text\"" + members + "}";
            return StartParams.read(new Params((ObjectNode) JSON.readTree(json)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyMemberOfTheContractIsTaken() throws RpcException {
        CallRequest request =
                read(
                        """
                        ,"transport":{"type":"webrtc","sdp":"v=0"},"voice":"cove","version":"v3",
                        "model":"m","realtimeSessionId":"s","prompt":"be brief",
                        "includeStartupContext":false,"codexResponsesAsItems":true,
                        "codexResponseItemPrefix":"P","codexResponseHandoffMode":"bemTags",
                        "codexResponseHandoffChannelPrefixes":{"final":["x"]},
                        "flushTranscriptTailOnSessionEnd":true,"recordingConsent":true,"realtimeStartInstructions":"a",
                        "realtimeEndInstructions":"b","delegationAckFiller":true,
                        "backendReasoningStatus":true,"voiceSessionId":"v","unheardOf":1,
                        "initialItems":[{"role":"developer","text":"be quick"}]\
                        """);

        assertThat(request.transport()).isEqualTo(new Transport.WebRtc("v=0"));
        assertThat(request.version()).contains(Version.V3);
        assertThat(request.voice()).contains("cove");
        assertThat(request.prompt()).contains("be brief");
        assertThat(request.options().startupContext()).isFalse();
        assertThat(request.options().handback()).isEqualTo(Handback.ITEMS);
        assertThat(request.options().itemPrefix()).isEqualTo("P");
        assertThat(request.options().recordingConsent()).isTrue();
        assertThat(request.options().flushTail()).isTrue();
        assertThat(request.options().startInstructions()).contains("a");
        assertThat(request.options().endInstructions()).contains("b");
        assertThat(request.options().live())
                .isEqualTo(
                        new LiveOptions(
                                List.of(new InitialItem(TextRole.DEVELOPER, "be quick")),
                                Optional.of(true),
                                new HandoffChannels(
                                        Mode.BEM_TAGS,
                                        List.of("[ANALYSIS]"),
                                        List.of("[COMMENTARY]"),
                                        List.of("x"))));
    }

    @Test
    void aPromptIsAbsentNoneOrGiven() throws RpcException {
        assertThat(read("").prompt()).isEmpty();
        assertThat(read(",\"prompt\":null").prompt()).isEqualTo(Optional.of(""));
        assertThat(read(",\"prompt\":\"\"").prompt()).isEqualTo(Optional.of(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"includeStartupContext\":true | includeStartupContext",
                "\"prompt\":null | prompt",
                "\"initialItems\":[{\"role\":\"user\",\"text\":\"x\"}] | initialItems",
                "\"model\":\"m\" | model",
                "\"voice\":\"cove\" | voice",
                "\"delegationAckFiller\":false | delegationAckFiller"
            })
    void aCallOfTheClientTakesNothingThatBelongsToItsMaking(String member, String named) {
        String call = ",\"transport\":{\"type\":\"existingCall\",\"callId\":\"rtc_1\"},";

        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> read(call + member))
                .withMessage("existingCall transport does not support " + named);
    }

    @Test
    void aCallOfTheClientIsNamedAndKnowsNoContext() throws RpcException {
        CallRequest request =
                read(",\"transport\":{\"type\":\"existingCall\",\"callId\":\"rtc_1\"}");

        assertThat(request.transport()).isEqualTo(new Transport.ExistingCall("rtc_1"));
        assertThat(request.options().startupContext()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"version\":\"v4\" | unknown variant `v4`, expected one of `v1`, `v2`, `v3`",
                "\"transport\":{} | missing field `type`",
                "\"transport\":{\"type\":\"webrtc\"} | missing field `sdp`",
                "\"transport\":{\"type\":\"existingCall\"} | missing field `callId`",
                "\"transport\":\"webrtc\" | invalid type: string \"webrtc\", expected a map",
                "\"prompt\":5 | invalid type: integer `5`, expected a string",
                "\"clientManagedHandoffs\":\"no\" | invalid type: string \"no\", expected a boolean",
                "\"initialItems\":{} | invalid type: map, expected a sequence",
                "\"outputModality\":\"smell\" | unknown variant `smell`, expected `text` or `audio`",
                "\"model\":1.5 | invalid type: floating point `1.5`, expected a string",
                "\"realtimeSessionId\":[] | invalid type: sequence, expected a string"
            })
    void whatIsWrongIsNamedInTheDecodersWords(String member, String why) {
        assertThatExceptionOfType(RpcException.class)
                .isThrownBy(() -> read("," + member))
                .withMessage("Invalid request: " + why);
    }
}
