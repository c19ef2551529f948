package dev.sidetone.provider;

/**
 * What speaks the OpenAI Realtime protocol to us: OpenAI, Azure OpenAI, a compatible server, or the
 * embedded one of this process, which is reached over the wire like any other. Thread-safe.
 */
public interface RealtimeProvider {

    Capabilities capabilities();

    /** Which kind it is of. */
    default Family family() {
        return Family.COMPATIBLE;
    }

    /** Opens the pooled connection early, so that a call does not wait for it. Never fails. */
    void warmUp();

    /** A call that is about to begin; nothing is sent yet. */
    ProviderCall call(CallTerms terms);
}
