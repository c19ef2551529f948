package dev.sidetone.provider;

import dev.sidetone.wire.ClientEvent;

/** An open control socket. Thread-safe; events go out in the order of the calls. */
public interface ProviderSocket {

    /**
     * Sends one event and returns when the transport has taken it.
     *
     * @throws ProviderException when the socket is lost; the listener hears of it too
     */
    void send(ClientEvent event) throws ProviderException, InterruptedException;

    /** Closes with code 1000. The listener hears nothing more. */
    void close();
}
