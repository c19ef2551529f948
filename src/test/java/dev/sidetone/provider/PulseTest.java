package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.dialect.Dialect;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.ClientWebSocket;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection whose end nobody tells. */
class PulseTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration MARK = Duration.ofMillis(10);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<SocketLoss> losses = new CopyOnWriteArrayList<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicLong arrived = new AtomicLong();
    private volatile Future<Void> taken = Promise.<Void>promise().future();
    private final FrameReader frames =
            new FrameReader(
                    socket(),
                    Dialect.realtime(),
                    new ProviderListener() {
                        @Override
                        public void event(ServerEvent event) {}

                        @Override
                        public void lost(SocketLoss loss) {
                            losses.add(loss);
                        }
                    },
                    arrived::set,
                    Runnable::run);

    private ClientWebSocket socket() {
        return (ClientWebSocket)
                Proxy.newProxyInstance(
                        ClientWebSocket.class.getClassLoader(),
                        new Class<?>[] {ClientWebSocket.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "writePing" -> {
                                        asked.add(String.valueOf(arguments[0]));
                                        pings.incrementAndGet();
                                        yield taken;
                                    }
                                    case "isClosed" -> false;
                                    default -> throw new AssertionError(method);
                                });
    }

    @AfterEach
    void stop() {
        clock.shutdownNow();
    }

    private Pulse pulse() {
        return new Pulse(socket(), frames, PATIENCE, new Pulse.Pace(OFTEN, MARK), clock);
    }

    @Test
    void onceItAnsweredPingsItIsLostWhenItStops() {
        Pulse pulse = pulse();
        frames.pong("");

        await().until(() -> losses.size() == 1);

        assertThat(losses.getFirst().text())
                .contains("nothing was heard of the provider for 40 ms");
        pulse.stop();
    }

    @Test
    void whoNeverAnswersPingsHasTheWholePatience() {
        Pulse pulse = pulse();

        await().until(() -> pings.get() >= 10);

        assertThat(losses).isEmpty();
        pulse.stop();
    }

    @Test
    void aPingThatIsNotTakenIsTheEnd() {
        taken = Future.failedFuture("reset");
        Pulse pulse = pulse();

        await().until(() -> losses.size() == 1);

        assertThat(losses.getFirst().code()).isEqualTo(SocketLoss.BROKEN);
        pulse.stop();
    }

    /** It may go on speaking, and answer nothing that is asked. */
    @Test
    void whoGivesMarksBackAndThisOneNotIsLost() {
        Pulse pulse = quiet();
        frames.pong(Marks.write(Marks.NONE));

        pulse.mark(1, () -> false);

        await().until(() -> losses.size() == 1);
        assertThat(losses.getFirst().text()).contains("was not read for 10 ms");
    }

    /** RFC 6455, 5.5.3: of several pings it may answer only the newest. */
    @Test
    void whoAnswersOnlyTheNewestOfSeveralPingsGivesTheMarkBackAllTheSame() {
        Pulse pulse = new Pulse(socket(), frames, PATIENCE, new Pulse.Pace(OFTEN, PATIENCE), clock);
        await().until(() -> pings.get() > 0);
        pulse.mark(7, () -> arrived.get() == 7);
        int before = pings.get();

        await().until(() -> pings.get() > before);
        pulse.stop();
        frames.pong(asked.getLast());

        assertThat(arrived).hasValue(7);
        assertThat(losses).isEmpty();
    }

    @Test
    void aMarkThatCameBackIsNoLoss() {
        Pulse pulse = quiet();
        frames.pong(Marks.write(Marks.NONE));
        var asked = new AtomicInteger();

        pulse.mark(1, () -> asked.incrementAndGet() > 0);

        await().until(() -> asked.get() == 1);
        assertThat(losses).isEmpty();
        pulse.stop();
    }

    /** Some answer pings with nothing in the pong: what is not said back says nothing. */
    @Test
    void whoGivesNoMarksBackIsNotLostForThat() {
        Pulse pulse = quiet();
        frames.pong("");
        var asked = new AtomicInteger();

        pulse.mark(1, () -> asked.incrementAndGet() < 0);

        await().until(() -> asked.get() == 1);
        assertThat(losses).isEmpty();
        pulse.stop();
    }

    /** One that asks by itself only once. */
    private Pulse quiet() {
        return new Pulse(socket(), frames, PATIENCE, new Pulse.Pace(PATIENCE, MARK), clock);
    }
}
