package dev.sidetone.provider;

import dev.sidetone.wire.ServerEvent;

/**
 * Hears a provider's socket, from one thread at a time, in order. It may wait: the provider is then
 * read no further.
 */
public interface ProviderListener {

    void event(ServerEvent event);

    /** The socket is gone; the last call. */
    void lost(SocketLoss loss);
}
