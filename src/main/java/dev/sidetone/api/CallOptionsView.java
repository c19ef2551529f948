package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a call can be asked for, as the document of this interface shows it. */
@Schema(
        name = "CallOptions",
        description =
                "What thread/realtime/start takes, under the same names and with the same"
                        + " meaning. Options that are not known are refused.")
record CallOptionsView(
        @Schema(description = "The offer; short for a transport of type webrtc.")
                @Nullable String sdp,
        @Schema(
                        implementation = Object.class,
                        description =
                                "{type: webrtc, sdp}, {type: websocket} (usual) or {type:"
                                        + " existingCall, callId}.")
                @Nullable JsonNode transport,
        @Schema(
                        enumeration = {"audio", "text"},
                        defaultValue = "audio")
                @Nullable String outputModality,
        @Nullable String voice,
        @Schema(enumeration = {"v1", "v2", "v3"}) @Nullable String version,
        @Schema(description = "Instructions instead of ours; empty means none.")
                @Nullable String prompt,
        @Nullable String model,
        @Schema(description = "What clients see as realtimeSessionId.")
                @Nullable String realtimeSessionId,
        @Schema(defaultValue = "true") @Nullable Boolean includeStartupContext,
        @Nullable String realtimeStartInstructions,
        @Nullable String realtimeEndInstructions,
        @Nullable Boolean clientManagedHandoffs,
        @Nullable Boolean codexResponsesAsItems,
        @Nullable String codexResponseItemPrefix,
        @Nullable Boolean flushTranscriptTailOnSessionEnd,
        @Schema(description = "The person agrees that the sound of the call is kept.")
                @Nullable Boolean recordingConsent,
        @Schema(
                        description =
                                "The client makes a new offer when a parked WebRTC call rings;"
                                        + " without it such a call is never parked.")
                @Nullable Boolean parking) {}
