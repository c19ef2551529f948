package dev.sidetone.appserver;

import dev.sidetone.appserver.Rpc.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request that waits for its turn. Thread-safe.
 *
 * @param characters how long its message was
 * @param thread the thread that it is about; empty when it names none
 * @param cancels it makes those before it unwanted
 * @param ahead done when what it may do at once is done; true: nothing else is left to do
 * @param unwanted a later one has cancelled it
 */
record Task(
        Request request,
        int characters,
        String thread,
        boolean cancels,
        CompletableFuture<Boolean> ahead,
        AtomicBoolean unwanted) {

    static Task of(Request request, int characters, boolean cancels) {
        return new Task(
                request,
                characters,
                RequestIds.thread(request.params()),
                cancels,
                new CompletableFuture<>(),
                new AtomicBoolean());
    }

    void cancel() {
        unwanted.set(true);
    }
}
