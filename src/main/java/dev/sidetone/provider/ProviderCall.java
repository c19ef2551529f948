package dev.sidetone.provider;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One call at a provider. Sessions and events are those of v2, whatever the provider speaks.
 * Methods block; call them from a virtual thread. An interrupt stops them.
 */
public interface ProviderCall {

    /**
     * Creates a WebRTC call.
     *
     * @param offerSdp the browser's offer, passed on unchanged
     * @param session the session configuration, with {@code model}
     */
    CreatedCall create(String offerSdp, JsonNode session)
            throws ProviderException, InterruptedException;

    /** Joins the control socket of a WebRTC call once; the caller decides about another try. */
    ProviderSocket join(String callId, ProviderListener listener)
            throws ProviderException, InterruptedException;

    /**
     * Opens a socket that carries the audio too. A protocol that wants the session first gets it
     * here; to configure it again does no harm.
     */
    ProviderSocket open(JsonNode session, ProviderListener listener)
            throws ProviderException, InterruptedException;

    /** What went wrong with tries of {@link #create} that others follow; empty when nothing did. */
    default String trouble() {
        return "";
    }

    /** Ends a WebRTC call; a call that is already gone is no error. */
    void hangUp(String callId) throws ProviderException, InterruptedException;

    /**
     * A call that the provider made.
     *
     * @param callId {@code rtc_…}, from the answer's {@code Location}
     * @param answerSdp what the browser takes as its remote description
     */
    record CreatedCall(String callId, String answerSdp) {}
}
