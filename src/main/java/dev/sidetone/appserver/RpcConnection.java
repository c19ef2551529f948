package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.appserver.Method.Order;
import dev.sidetone.appserver.Rpc.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * A client's requests: those of one thread are carried out one after the other in the order they
 * came, those of different threads beside each other; 128 may wait, 8 MiB in all.
 */
final class RpcConnection {

    private static final Logger LOG = Logger.getLogger(RpcConnection.class);
    private static final int MOST_OVERTAKING = 16;

    /**
     * The lane of what is about no thread, and of everything until the client has introduced
     * itself.
     */
    private static final String FIRST = "";

    private final Client client;
    private final Wire wire;
    private final Methods methods;
    private final Semaphore overtakers = new Semaphore(MOST_OVERTAKING);
    private final Lanes lanes = new Lanes(this::carryOut);

    RpcConnection(Client client, Wire wire, Methods methods) {
        this.client = client;
        this.wire = wire;
        this.methods = methods;
    }

    Client client() {
        return client;
    }

    /** Requests that wait. */
    int waiting() {
        return lanes.waiting();
    }

    /** Never waits. What is no request needs no answer and is dropped. */
    void take(String text) {
        Optional<Request> request = Rpc.read(text);
        if (request.isEmpty()) {
            LOG.debug("dropped a message that is no request");
            return;
        }
        if (!taken(request.get(), text.length())) {
            methods.overloaded(request.get());
            wire.sendIfRoom(
                    Rpc.error(
                            request.get().id(),
                            RpcException.OVERLOADED,
                            "Server overloaded; retry later."));
        }
    }

    private boolean taken(Request request, int characters) {
        Order order = methods.find(request.method()).map(Method::order).orElse(Order.IN_TURN);
        return switch (order) {
            case IN_TURN -> offered(Task.of(request, characters, false));
            case AT_ONCE ->
                    client.capabilities().isEmpty()
                            ? offered(Task.of(request, characters, false))
                            : overtaking(() -> answer(request, () -> false));
            case CANCELS -> cancelling(Task.of(request, characters, true));
        };
    }

    /** What came before the client has introduced itself keeps its place before what comes then. */
    private boolean offered(Task task) {
        boolean early =
                client.capabilities().isEmpty()
                        || lanes.holds(FIRST, waits -> !waits.thread().isEmpty());
        return lanes.offer(early ? FIRST : task.thread(), task);
    }

    private boolean cancelling(Task task) {
        boolean taken = offered(task);
        if (taken && !overtaking(() -> ahead(task))) {
            task.ahead().complete(false);
        }
        return taken;
    }

    private void ahead(Task task) throws InterruptedException {
        try {
            task.ahead().complete(methods.ahead(client, task.request()));
        } finally {
            task.ahead().complete(false);
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private boolean overtaking(Step step) {
        boolean free = overtakers.tryAcquire();
        if (free) {
            Thread.startVirtualThread(() -> {
                try {
                    step.run();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                } finally {
                    overtakers.release();
                }
            });
        }
        return free;
    }

    void close(int code, String reason) {
        wire.close(code, reason);
    }

    /** Nothing more comes from the client: returns when everything is answered. */
    void finish(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        lanes.finish(atMost);
        long left = until - System.nanoTime();
        if (overtakers.tryAcquire(MOST_OVERTAKING, left, TimeUnit.NANOSECONDS)) {
            overtakers.release(MOST_OVERTAKING);
        }
    }

    void stop() {
        lanes.stop();
        wire.stop();
    }

    private void carryOut(Task task) throws InterruptedException {
        if (!task.cancels()) {
            wire.awaitRoom();
        }
        if (task.cancels() && task.ahead().join()) {
            methods.done(task.request());
            client.send(Rpc.result(task.request().id(), Rpc.object()));
        } else {
            answer(task.request(), task.unwanted()::get);
        }
    }

    private void answer(Request request, BooleanSupplier unwanted) throws InterruptedException {
        try {
            JsonNode result = methods.call(client, request, unwanted);
            client.send(Rpc.result(request.id(), result));
        } catch (RpcException e) {
            client.send(Rpc.error(request.id(), e.code(), e.words()));
        } catch (RuntimeException | Error _) { // told in the log by what carries methods out
            client.send(
                    Rpc.error(
                            request.id(),
                            RpcException.INTERNAL,
                            "%s failed because of a fault in the service; its log says more."
                                    .formatted(request.method())));
        }
    }
}
