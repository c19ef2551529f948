package dev.sidetone.provider;

import dev.sidetone.wire.ServerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a socket says and how it ends. */
final class Heard implements ProviderListener {

    final List<ServerEvent> events = new CopyOnWriteArrayList<>();
    final List<SocketLoss> losses = new CopyOnWriteArrayList<>();

    @Override
    public void event(ServerEvent event) {
        events.add(event);
    }

    @Override
    public void lost(SocketLoss loss) {
        losses.add(loss);
    }
}
