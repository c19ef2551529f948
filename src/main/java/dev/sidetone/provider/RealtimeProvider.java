package dev.sidetone.provider;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What speaks the OpenAI Realtime protocol to us: OpenAI, a compatible server, or the embedded one
 * of this process, which is reached over the wire like any other. Thread-safe. Methods block; call
 * them from a virtual thread. An interrupt stops them.
 */
public interface RealtimeProvider {

    Capabilities capabilities();

    /** Opens the pooled connection early, so that a call does not wait for it. Never fails. */
    void warmUp();

    /**
     * Creates a WebRTC call ({@code POST …/realtime/calls}, multipart).
     *
     * @param offerSdp the browser's offer, passed on unchanged
     * @param session the session configuration, with {@code model}
     */
    CreatedCall createCall(String offerSdp, JsonNode session)
            throws ProviderException, InterruptedException;

    /** Joins the control socket of a WebRTC call once; the caller decides about another try. */
    ProviderSocket joinSideband(String callId, ProviderListener listener)
            throws ProviderException, InterruptedException;

    /** Opens a socket that carries the audio too. */
    ProviderSocket openSocket(String model, ProviderListener listener)
            throws ProviderException, InterruptedException;

    /** Ends a WebRTC call; a call that is already gone is no error. */
    void hangUp(String callId) throws ProviderException, InterruptedException;

    /**
     * What this provider can do.
     *
     * @param webrtc it makes WebRTC calls
     * @param rejoin a lost sideband can be joined again while the call lives
     * @param keywords it takes {@code audio.input.transcription.keywords}
     */
    record Capabilities(boolean webrtc, boolean rejoin, boolean keywords) {}

    /**
     * A call that the provider made.
     *
     * @param callId {@code rtc_…}, from the answer's {@code Location}
     * @param answerSdp what the browser takes as its remote description
     */
    record CreatedCall(String callId, String answerSdp) {}
}
