package dev.sidetone.hook;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.hook.Program.Outcome;
import dev.sidetone.session.Sessions;
import dev.sidetone.session.TurnDone;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Runs the program of {@code notify} when a turn of the agent has ended with an answer. */
@Singleton
final class TurnNotifier {

    private static final Logger LOG = Logger.getLogger(TurnNotifier.class);
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    /** More at once means that they hang. */
    private static final int MOST = 8;

    private final Semaphore free = new Semaphore(MOST);
    private final RunningConfiguration running;

    @Inject
    TurnNotifier(RunningConfiguration running) {
        this.running = running;
    }

    void begin(@ObservesAsync HttpServerStart start, Sessions sessions) {
        sessions.endings().onTurn(this::tell);
    }

    /** On a thread of its own. */
    private void tell(TurnDone turn) {
        List<String> configured = running.now().notifyCommand();
        if (configured.isEmpty()) {
            return;
        }
        if (!free.tryAcquire()) {
            LOG.warnf(
                    "The program of notify was not run: %d of them run still. Check why they take so long.",
                    MOST);
            return;
        }
        try {
            Path cwd = running.started().settings().workspace();
            var command = new ArrayList<>(configured);
            command.add(TurnNotice.json(turn, cwd));
            log(configured.getFirst(), Program.run(command, AT_MOST));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }

    /** Neither its arguments nor what it was told: both may be private. */
    private static void log(String program, Outcome outcome) {
        switch (outcome) {
            case DONE -> LOG.debug("the program of notify was told of a turn");
            case FAILED -> LOG.warnf("The program of notify, %s, ended with a fault.", program);
            case NOT_STARTED ->
                    LOG.warnf(
                            "The program of notify, %s, cannot be started. Check that it is there and executable.",
                            program);
            case TIMED_OUT ->
                    LOG.warnf(
                            "The program of notify, %s, was ended after %d s.",
                            program, AT_MOST.toSeconds());
        }
    }
}
