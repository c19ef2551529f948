package dev.sidetone.appserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.appserver.Rpc.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * A client's requests: carried out one after the other in the order they came, 128 may wait. Those
 * that end something overtake the others.
 */
final class RpcConnection {

    private static final Logger LOG = Logger.getLogger(RpcConnection.class);
    private static final int MOST_WAITING = 128;

    private static final int MOST_OVERTAKING = 16;

    private final Client client;
    private final Wire wire;
    private final Methods methods;

    /** Nothing stands for the end: who comes to it has answered everything. */
    private final BlockingQueue<Optional<Request>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    private final Semaphore overtakers = new Semaphore(MOST_OVERTAKING);
    private final Thread worker;

    RpcConnection(Client client, Wire wire, Methods methods) {
        this.client = client;
        this.wire = wire;
        this.methods = methods;
        this.worker = Thread.ofVirtual().name("rpc-in").start(this::work);
    }

    Client client() {
        return client;
    }

    /** Requests that wait. */
    int waiting() {
        return waiting.size();
    }

    /** Never waits. What is no request needs no answer and is dropped. */
    void take(String text) {
        Optional<Request> request = Rpc.read(text);
        if (request.isEmpty()) {
            LOG.debug("dropped a message that is no request");
            return;
        }
        boolean urgent = methods.find(request.get().method()).filter(Method::urgent).isPresent();
        if (!(urgent ? overtaking(request.get()) : waiting.offer(request))) {
            methods.overloaded(request.get());
            wire.sendIfRoom(
                    Rpc.error(
                            request.get().id(),
                            RpcException.OVERLOADED,
                            "Server overloaded; retry later."));
        }
    }

    private boolean overtaking(Request request) {
        boolean free = overtakers.tryAcquire();
        if (free) {
            Thread.startVirtualThread(() -> {
                answerQuietly(request);
                overtakers.release();
            });
        }
        return free;
    }

    void close(int code, String reason) {
        wire.close(code, reason);
    }

    /** Nothing more comes from the client: returns when everything is answered. */
    void finish(Duration atMost) throws InterruptedException {
        waiting.put(Optional.empty());
        boolean _ = worker.join(atMost);
    }

    void stop() {
        worker.interrupt();
        wire.stop();
    }

    private void work() {
        try {
            Optional<Request> next = waiting.take();
            while (next.isPresent()) {
                wire.awaitRoom();
                answer(next.get());
                next = waiting.take();
            }
        } catch (InterruptedException _) {
            LOG.debug("a client's requests end");
        }
    }

    private void answerQuietly(Request request) {
        try {
            answer(request);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(Request request) throws InterruptedException {
        try {
            JsonNode result = methods.call(client, request);
            client.send(Rpc.result(request.id(), result));
        } catch (RpcException e) {
            client.send(Rpc.error(request.id(), e.code(), e.words()));
        } catch (RuntimeException _) {
            client.send(
                    Rpc.error(
                            request.id(),
                            RpcException.INTERNAL,
                            "%s failed because of a fault in the service; its log says more."
                                    .formatted(request.method())));
        }
    }
}
