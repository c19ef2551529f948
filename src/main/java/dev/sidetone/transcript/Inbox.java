package dev.sidetone.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Changes that wait for the writer, in their order. Who puts one in when 1,024 wait, waits for
 * room. Thread-safe; one thread takes them out.
 */
final class Inbox {

    private static final int BATCH = 256;

    private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(1024);
    private volatile boolean closing;
    private volatile boolean ended;

    /**
     * @throws TranscriptException when it is closed
     */
    void put(Waiting<?> waiting) {
        if (closing) {
            throw closed();
        }
        enqueue(waiting);
        if (ended) {
            refuseWaiting();
        }
    }

    /** Without waiting for room: left out when there is none. */
    void offer(Waiting<?> waiting) {
        queue.offer(waiting);
    }

    /** All that wait, but not too many for one commit; none when nothing comes in that time. */
    List<Waiting<?>> next(Duration atMost) {
        var batch = new ArrayList<Waiting<?>>();
        try {
            Waiting<?> first = queue.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, BATCH - 1);
            }
        } catch (InterruptedException _) {
            // Nobody interrupts the writer to any purpose: closing is a flag.
        }
        return batch;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** Takes nothing in any more. */
    void close() {
        closing = true;
    }

    boolean closing() {
        return closing;
    }

    /** Nobody takes anything out any more. */
    void end() {
        ended = true;
        refuseWaiting();
    }

    private void enqueue(Waiting<?> waiting) {
        boolean interrupted = false;
        while (true) {
            try {
                queue.put(waiting);
                break;
            } catch (InterruptedException _) {
                interrupted = true; // an item is not dropped because its call was cancelled
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuseWaiting() {
        var late = new ArrayList<Waiting<?>>();
        queue.drainTo(late);
        late.forEach(waiting -> waiting.refuse(closed()));
    }

    private static TranscriptException closed() {
        return new TranscriptException("The transcript is closed: the service is shutting down.");
    }
}
