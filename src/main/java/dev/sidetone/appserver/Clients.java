package dev.sidetone.appserver;

import dev.sidetone.config.Scope;
import dev.sidetone.telemetry.Label;
import dev.sidetone.telemetry.MeterName;
import dev.sidetone.telemetry.Metrics;
import io.micrometer.core.instrument.Counter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** Everybody who is connected, by whatever way. Thread-safe. */
@ApplicationScoped
class Clients {

    private final Set<RpcConnection> all = ConcurrentHashMap.newKeySet();
    private final Counter joined;

    @Inject
    Clients(Metrics metrics) {
        this.joined = metrics.counter(MeterName.RPC_JOINED);
        metrics.gauge(MeterName.RPC_CLIENTS, all, Set::size);
        gauge(metrics, Queue.CLIENT_IN, RpcConnection::waiting);
        gauge(metrics, Queue.CLIENT_OUT, connection -> connection.client().waiting());
    }

    /** The names of the queues of clients. */
    private enum Queue {
        /** Requests that are not carried out yet. */
        CLIENT_IN,
        /** Messages that a client has not taken yet. */
        CLIENT_OUT
    }

    private void gauge(Metrics metrics, Queue queue, ToIntFunction<RpcConnection> waiting) {
        metrics.gauge(
                MeterName.QUEUE_DEPTH,
                all,
                connections -> connections.stream().mapToInt(waiting).sum(),
                Label.of(queue));
    }

    /** Counts pieces that were joined for slow readers. */
    Counter joined() {
        return joined;
    }

    void add(RpcConnection connection) {
        all.add(connection);
    }

    void remove(RpcConnection connection) {
        all.remove(connection);
    }

    /** Told to everybody who may see what is about this workspace, whatever they watch. */
    void tell(String workspace, Frame frame) {
        all.stream()
                .map(RpcConnection::client)
                .filter(client -> client.reader().may(Scope.VIEW))
                .filter(client -> client.reader().in(workspace))
                .forEach(client -> client.tell(frame));
    }
}
