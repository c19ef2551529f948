package dev.sidetone.telemetry;

/** Every span of the service. */
public enum SpanName {
    /** From the wish for a call to its start. */
    CALL_START("sidetone.call.start"),
    /** From the end of the user's speech to the end of the answer. */
    TURN("sidetone.turn"),
    /** One request that the agent works on. */
    AGENT_TASK("sidetone.agent.task"),
    /** One request to the provider, retries within. */
    PROVIDER_REQUEST("sidetone.provider.request");

    private final String text;

    SpanName(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
