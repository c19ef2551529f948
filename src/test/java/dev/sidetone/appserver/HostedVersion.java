package dev.sidetone.appserver;

/** What each version says on the wire; the names are those of the protocol. */
enum HostedVersion {
    V1(
            "intent=quicksilver&",
            "input_audio_buffer.append",
            "{\"type\":\"conversation.input_transcript.turn_marked\",\"transcript\":\"Hi.\"}",
            "{\"type\":\"conversation.output_audio.delta\",\"delta\":\"AAAA\",\"sample_rate\":24000,\"channels\":1}",
            "{\"type\":\"conversation.handoff.requested\",\"handoff_id\":\"h1\",\"item_id\":\"i1\",\"input_transcript\":\"who calls it\"}",
            "conversation.handoff.append",
            "{\"type\":\"response.output_audio_transcript.done\",\"transcript\":\"Nobody.\"}"),
    V2(
            "",
            "input_audio_buffer.append",
            "{\"type\":\"conversation.item.input_audio_transcription.completed\",\"item_id\":\"u1\",\"content_index\":0,\"transcript\":\"Hi.\"}",
            "{\"type\":\"response.output_audio.delta\",\"response_id\":\"r1\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"delta\":\"AAAA\"}",
            "{\"type\":\"conversation.item.done\",\"item\":{\"id\":\"f1\",\"type\":\"function_call\",\"name\":\"background_agent\",\"call_id\":\"c1\",\"arguments\":\"{\\\"prompt\\\":\\\"who calls it\\\"}\"}}",
            "conversation.item.create",
            "{\"type\":\"response.output_audio_transcript.done\",\"response_id\":\"r1\",\"item_id\":\"a1\",\"output_index\":0,\"content_index\":0,\"transcript\":\"Nobody.\"}"),
    V3(
            "",
            "input_audio.append",
            "{\"type\":\"turn.done\",\"turn\":{\"role\":\"user\",\"transcript\":\"Hi.\"}}",
            "{\"type\":\"output_audio.delta\",\"audio\":\"AAAA\"}",
            "{\"type\":\"delegation.created\",\"item\":{\"id\":\"d1\",\"type\":\"delegation\",\"target\":\"client\",\"content\":[{\"type\":\"input_text\",\"text\":\"who calls it\"}]}}",
            "delegation.context.append",
            "{\"type\":\"turn.done\",\"turn\":{\"role\":\"assistant\",\"transcript\":\"Nobody.\"}}");

    private final String intent;
    final String soundFrame;
    final String heard;
    final String sound;
    final String handoff;
    final String resultFrame;
    final String said;

    HostedVersion(
            String intent,
            String soundFrame,
            String heard,
            String sound,
            String handoff,
            String resultFrame,
            String said) {
        this.intent = intent;
        this.soundFrame = soundFrame;
        this.heard = heard;
        this.sound = sound;
        this.handoff = handoff;
        this.resultFrame = resultFrame;
        this.said = said;
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    String socketPath() {
        return this == V3 ? "/v1/live?" : "/v1/realtime?" + intent;
    }

    String callPath() {
        return switch (this) {
            case V1 -> "/v1/realtime/calls?intent=quicksilver&architecture=avas";
            case V2 -> "/v1/realtime/calls";
            case V3 -> "/v1/live";
        };
    }

    String sideband(String call) {
        return this == V3 ? "/v1/live/" + call : "/v1/realtime?" + intent + "call_id=" + call;
    }
}
