package dev.sidetone.telemetry;

/** Everything that a span can be told; the names follow OpenTelemetry's where it has some. */
public enum SpanKey {
    CONVERSATION("gen_ai.conversation.id"),
    CALL("sidetone.call.id"),
    TURN("sidetone.turn.id"),
    FAMILY("sidetone.provider.family"),
    TRANSPORT("sidetone.transport"),
    VERSION("sidetone.protocol.version"),
    REQUEST("sidetone.provider.request"),
    OUTCOME("sidetone.outcome"),
    LATENCY_MS("sidetone.turn.latency_ms"),
    INPUT_TOKENS("gen_ai.usage.input_tokens"),
    OUTPUT_TOKENS("gen_ai.usage.output_tokens");

    private final String text;

    SpanKey(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
