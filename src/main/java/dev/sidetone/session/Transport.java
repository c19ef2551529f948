package dev.sidetone.session;

/** How a call's audio travels. */
public sealed interface Transport {

    /** Through us, as base64 in JSON-RPC messages. */
    record Socket() implements Transport {}

    /** Straight between browser and provider; {@code offerSdp} is the browser's offer. */
    record WebRtc(String offerSdp) implements Transport {}

    /** A call that the client made at the provider itself: we only join its sideband. */
    record ExistingCall(String callId) implements Transport {}
}
