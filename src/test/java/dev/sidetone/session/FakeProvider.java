package dev.sidetone.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.provider.CallTerms;
import dev.sidetone.provider.Capabilities;
import dev.sidetone.provider.ProviderCall;
import dev.sidetone.provider.ProviderException;
import dev.sidetone.provider.ProviderListener;
import dev.sidetone.provider.ProviderSocket;
import dev.sidetone.provider.RealtimeProvider;
import dev.sidetone.provider.RealtimeProviders;
import dev.sidetone.provider.SocketLoss;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider in memory whose every answer waits until the test allows it. */
final class FakeProvider implements RealtimeProviders, RealtimeProvider, ProviderCall {

    final AtomicInteger knocks = new AtomicInteger();
    final Semaphore mayCreate = new Semaphore(0);
    final Semaphore mayJoin = new Semaphore(0);
    final List<String> hungUp = new CopyOnWriteArrayList<>();
    final List<ClientEvent> sent = new CopyOnWriteArrayList<>();

    /** The same by socket, in the order in which these were opened. */
    final List<List<ClientEvent>> sockets = new CopyOnWriteArrayList<>();

    final List<ProviderListener> listeners = new CopyOnWriteArrayList<>();

    /** Faults of ours, one for each of the next requests. */
    final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();

    volatile JsonNode session = dev.sidetone.wire.WireCodec.json().createObjectNode();

    @Override
    public RealtimeProvider current() {
        return this;
    }

    @Override
    public ProviderCall call(CallTerms terms) {
        return this;
    }

    @Override
    public Capabilities capabilities() {
        return Given.CAPABILITIES;
    }

    @Override
    public void warmUp() {
        knocks.incrementAndGet();
    }

    @Override
    public CreatedCall create(String offerSdp, JsonNode asked) throws InterruptedException {
        session = asked;
        mayCreate.acquire();
        fail();
        return new CreatedCall("rtc_" + offerSdp, "answer");
    }

    @Override
    public ProviderSocket join(String callId, ProviderListener listener)
            throws InterruptedException {
        mayJoin.acquire();
        fail();
        return open(listener);
    }

    @Override
    public ProviderSocket open(JsonNode asked, ProviderListener listener)
            throws InterruptedException {
        mayJoin.acquire();
        fail();
        return open(listener);
    }

    @Override
    public void hangUp(String callId) throws ProviderException {
        hungUp.add(callId);
    }

    private void fail() {
        switch (faults.poll()) {
            case RuntimeException fault -> throw fault;
            case Error fault -> throw fault;
            case null, default -> {}
        }
    }

    void says(ServerEvent event) {
        listeners.getLast().event(event);
    }

    void breaks() {
        listeners.getLast().lost(new SocketLoss(1006, "reset"));
    }

    private ProviderSocket open(ProviderListener listener) {
        List<ClientEvent> mine = new CopyOnWriteArrayList<>();
        sockets.add(mine);
        listeners.add(listener);
        return new ProviderSocket() {
            @Override
            public void send(ClientEvent event) {
                sent.add(event);
                mine.add(event);
            }

            @Override
            public void close() {}
        };
    }
}
