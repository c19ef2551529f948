package dev.sidetone.appserver;

import dev.sidetone.telemetry.Label;
import dev.sidetone.telemetry.MeterName;
import dev.sidetone.telemetry.Metrics;
import io.micrometer.core.instrument.Counter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody who is connected, by whatever way. Thread-safe. */
@ApplicationScoped
class Clients {

    private final Set<Client> all = ConcurrentHashMap.newKeySet();
    private final Counter joined;

    @Inject
    Clients(Metrics metrics) {
        this.joined = metrics.counter(MeterName.RPC_JOINED);
        metrics.gauge(MeterName.RPC_CLIENTS, all, Set::size);
        metrics.gauge(MeterName.QUEUE_DEPTH, all, Clients::waiting, Label.of(Queue.CLIENT_OUT));
    }

    /** The names of the queues of clients. */
    private enum Queue {
        /** Messages that a client has not taken yet. */
        CLIENT_OUT
    }

    private static int waiting(Set<Client> clients) {
        return clients.stream().mapToInt(Client::waiting).sum();
    }

    /** Counts pieces that were joined for slow readers. */
    Counter joined() {
        return joined;
    }

    void add(Client client) {
        all.add(client);
    }

    void remove(Client client) {
        all.remove(client);
    }

    /** Told to everybody, whatever they watch. */
    void tell(Frame frame) {
        all.forEach(client -> client.tell(frame));
    }
}
