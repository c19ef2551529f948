package dev.sidetone.provider;

import dev.sidetone.wire.ServerEvent;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Holds a v3 session to its word: it begins with {@code session.started}, or it does not begin. */
final class FirstWord implements ProviderListener {

    private static final long SECONDS = 10;

    private final URI where;
    private final ProviderListener then;
    private final CompletableFuture<String> started = new CompletableFuture<>();
    private volatile boolean begun;

    FirstWord(URI where, ProviderListener then) {
        this.where = where;
        this.then = then;
    }

    /** Empty is good; anything else says why not. */
    @Override
    public void event(ServerEvent event) {
        if (begun) {
            then.event(event);
            return;
        }
        switch (event) {
            case ServerEvent.SessionCreated _, ServerEvent.SessionUpdated _ -> {
                begun = true;
                started.complete("");
                then.event(event);
            }
            case ServerEvent.ErrorEvent(_, var error) -> started.complete(error.message());
            case ServerEvent.Unknown _ -> {}
            default ->
                    started.complete(
                            "frameless realtime session received an event before session.started");
        }
    }

    @Override
    public void lost(SocketLoss loss) {
        if (begun) {
            then.lost(loss);
        } else {
            started.complete("frameless realtime session ended before session.started");
        }
    }

    void await() throws ProviderException, InterruptedException {
        try {
            String fault = started.get(SECONDS, TimeUnit.SECONDS);
            if (!fault.isEmpty()) {
                throw new ProviderException(
                        ProviderException.Kind.BAD_ANSWER,
                        0,
                        "",
                        "The provider at %s did not begin the session: %s"
                                .formatted(where.getRawAuthority(), fault));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new ProviderException(
                    ProviderException.Kind.TIMED_OUT,
                    "The provider at %s did not begin the session within %d s. Try again."
                            .formatted(where.getRawAuthority(), SECONDS),
                    e);
        }
    }
}
