package dev.sidetone.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.provider.ProviderCall;
import dev.sidetone.provider.ProviderException;
import dev.sidetone.provider.ProviderListener;
import dev.sidetone.provider.ProviderSocket;
import dev.sidetone.provider.SocketLoss;
import dev.sidetone.session.CallMeters.Request;
import dev.sidetone.session.Mailbox.Lane;
import dev.sidetone.wire.ServerEvent;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Asks the provider, off the actor's thread, and reports to its mailbox. One request at a time; the
 * newest socket is the current one, and only that is heard.
 */
final class Connector {

    private static final Logger LOG = Logger.getLogger(Connector.class);
    private static final double JITTER = 0.2;

    private final ProviderCall provider;
    private final Mailbox mailbox;
    private final RandomGenerator random;
    private final CallProbe probe;
    private final AtomicReference<Optional<Thread>> connecting =
            new AtomicReference<>(Optional.empty());
    private volatile Optional<ProviderSocket> socket = Optional.empty();
    private final AtomicInteger generation = new AtomicInteger();
    private volatile Hearer hearer;

    /** Takes what the provider says. */
    interface Hearer {
        void hear(CallEvent event) throws InterruptedException;
    }

    Connector(ProviderCall provider, Mailbox mailbox, RandomGenerator random, CallProbe probe) {
        this.provider = provider;
        this.mailbox = mailbox;
        this.random = random;
        this.probe = probe;
        this.hearer = event -> mailbox.put(Lane.PROVIDER, event);
    }

    void heardBy(Hearer other) {
        hearer = other;
    }

    Optional<ProviderSocket> socket() {
        return socket;
    }

    /** Runs to its end even when nobody wants the call any more: then it is hung up. */
    void createCall(String offer, JsonNode session) {
        ProviderRequest request = probe.asks(Request.CREATE);
        background(() -> {
            try {
                var call = request.run(() -> provider.create(offer, session));
                var created = new CallEvent.CallCreated(call.callId(), call.answerSdp());
                if (!mailbox.put(Lane.CONTROL, created)) {
                    hangUp(call.callId());
                }
            } catch (ProviderException e) {
                mailbox.put(Lane.CONTROL, new CallEvent.StartFailed(e.text(), e.code()));
            } catch (RuntimeException | Error e) {
                mailbox.put(Lane.CONTROL, new CallEvent.StartFailed(fault(e), "internal"));
            }
        });
    }

    void openSocket(JsonNode session) {
        ProviderRequest request = probe.asks(Request.OPEN);
        inBackground(() -> {
            try {
                Listener listener = listener();
                opened(request.run(() -> provider.open(session, listener)), listener);
            } catch (ProviderException e) {
                mailbox.put(Lane.CONTROL, new CallEvent.StartFailed(e.text(), e.code()));
            } catch (RuntimeException | Error e) {
                mailbox.put(Lane.CONTROL, new CallEvent.StartFailed(fault(e), "internal"));
            }
        });
    }

    void join(String callId, long delayMs) {
        inBackground(() -> {
            Thread.sleep(jittered(delayMs));
            try {
                Listener listener = listener();
                ProviderRequest request = probe.asks(Request.JOIN);
                opened(request.run(() -> provider.join(callId, listener)), listener);
            } catch (ProviderException e) {
                boolean gone = e.kind() == ProviderException.Kind.GONE;
                mailbox.put(Lane.CONTROL, new CallEvent.JoinFailed(e.text(), gone));
            } catch (RuntimeException | Error e) {
                mailbox.put(Lane.CONTROL, new CallEvent.JoinFailed(fault(e), false));
            }
        });
    }

    /** A fault of ours is told like one of the provider: nobody waits for what cannot come. */
    private static String fault(Throwable e) {
        LOG.error("a provider could not be asked", e);
        return "The service could not ask the provider because of a fault of its own; its log says more.";
    }

    /** What went wrong so far with a call that is still being made. */
    String trouble() {
        return provider.trouble();
    }

    /** Ends a call at the provider; that it may be gone already is no news. */
    void hangUp(String callId) {
        Thread.startVirtualThread(() -> {
            try {
                probe.asks(Request.HANG_UP).run(() -> hungUp(callId));
            } catch (ProviderException e) {
                LOG.debugf("hang-up: %s", e.text());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean hungUp(String callId) throws ProviderException, InterruptedException {
        provider.hangUp(callId);
        return true;
    }

    void cancel() {
        connecting.getAndSet(Optional.empty()).ifPresent(Thread::interrupt);
    }

    void closeSocket() {
        generation.incrementAndGet();
        socket.ifPresent(ProviderSocket::close);
        socket = Optional.empty();
    }

    /** The mailbox learns that the link is up before it hears anything of it. */
    private void opened(ProviderSocket fresh, Listener listener) throws InterruptedException {
        socket = Optional.of(fresh);
        boolean wanted = false;
        try {
            wanted = mailbox.put(Lane.CONTROL, new CallEvent.LinkUp());
        } finally {
            listener.known.countDown();
            if (!wanted) {
                fresh.close();
            }
        }
    }

    private Listener listener() {
        return new Listener(generation.incrementAndGet());
    }

    private long jittered(long delayMs) {
        return Math.round(delayMs * (1 + JITTER * (2 * random.nextDouble() - 1)));
    }

    private void inBackground(Posting posting) {
        connecting.set(Optional.of(background(posting)));
    }

    private static Thread background(Posting posting) {
        return Thread.ofVirtual()
                .name("call-connect")
                .start(() -> {
                    try {
                        posting.run();
                    } catch (InterruptedException _) {
                        LOG.debug("a connection that nobody wants was given up");
                    }
                });
    }

    private interface Posting {
        void run() throws InterruptedException;
    }

    /** Hears one socket; waits when the call's mailbox is full, and so does the provider. */
    private final class Listener implements ProviderListener {

        private final int mine;
        private final CountDownLatch known = new CountDownLatch(1);

        Listener(int mine) {
            this.mine = mine;
        }

        @Override
        public void event(ServerEvent event) {
            post(new CallEvent.ProviderSaid(event));
        }

        @Override
        public void lost(SocketLoss loss) {
            post(
                    new CallEvent.LinkDown(
                            "The connection to the provider was lost: "
                                    + loss.text()
                                    + ". What was said is kept; start the call again.",
                            loss.gone(),
                            loss.orderly()));
        }

        private void post(CallEvent event) {
            try {
                known.await();
                if (mine != generation.get()) {
                    return;
                }
                hearer.hear(event);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
