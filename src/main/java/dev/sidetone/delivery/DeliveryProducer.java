package dev.sidetone.delivery;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.session.Sessions;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/** Makes the process's {@link Deliverer} and tells it when calls end. */
@Singleton
final class DeliveryProducer {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    @Produces
    @Singleton
    Deliverer deliverer(RunningConfiguration running, TranscriptStore store) throws IOException {
        InstantSource clock = InstantSource.system();
        var sender = new Sender(() -> running.now().allowedHosts(), clock);
        var carrier = new Carrier(store, () -> running.now().delivery(), sender, clock);
        return new Deliverer(
                Spool.in(running.started().settings().home()),
                carrier,
                () -> running.now().delivery().targets(),
                clock,
                FIRST_PAUSE);
    }

    void begin(@ObservesAsync HttpServerStart start, Deliverer deliverer, Sessions sessions) {
        sessions.endings().onCall(deliverer::deliver);
        deliverer.resume();
    }

    void close(@Disposes Deliverer deliverer) {
        deliverer.close();
    }
}
