package dev.sidetone.provider;

import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.dialect.Dialect;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The control connection of one call in a protocol that never says what it has taken, over all the
 * sockets that it has in turn. Behind what it writes goes a ping with a mark; the pong with that
 * mark says that it was read, and what has no such pong is written again to the next socket. It
 * goes to whichever socket is the newest: who still holds the one before writes to this one too.
 * Thread-safe.
 */
final class Sideband {

    private static final Logger LOG = Logger.getLogger(Sideband.class);

    private final Dialect dialect;
    private final Unacknowledged unacknowledged = new Unacknowledged();
    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable HttpSocket newest;

    Sideband(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A pong came with this mark. */
    void arrived(long mark) {
        unacknowledged.arrived(mark);
    }

    /** Goes on over this socket, beginning with what may not have arrived over those before. */
    ProviderSocket over(HttpSocket socket) throws InterruptedException {
        writing.lockInterruptibly();
        try {
            newest = socket;
            List<String> again = unacknowledged.waiting();
            if (!again.isEmpty()) {
                write(socket, again, unacknowledged.newest());
            }
        } finally {
            writing.unlock();
        }
        return new Line(socket);
    }

    private void send(ClientEvent event) throws InterruptedException {
        writing.lockInterruptibly();
        try {
            List<String> frames = dialect.write(event);
            if (!frames.isEmpty()) {
                long mark = unacknowledged.add(frames);
                write(Objects.requireNonNull(newest), frames, mark);
            }
        } finally {
            writing.unlock();
        }
    }

    /** What the socket does not take waits for the next: its listener hears that it is lost. */
    private void write(HttpSocket socket, List<String> frames, long mark)
            throws InterruptedException {
        try {
            socket.write(frames);
            socket.mark(mark, () -> !unacknowledged.lacks(mark));
        } catch (ProviderException e) {
            LOG.debugf("%d frames wait for the next connection: %s", frames.size(), e.text());
        }
    }

    /** One of its sockets. Sound that is late is of no use: it is not kept. */
    private final class Line implements ProviderSocket {

        private final HttpSocket socket;

        Line(HttpSocket socket) {
            this.socket = socket;
        }

        @Override
        public void send(ClientEvent event) throws ProviderException, InterruptedException {
            switch (event) {
                case ClientEvent.AudioAppend _,
                        ClientEvent.AudioCommit _,
                        ClientEvent.AudioClear _ ->
                        socket.send(event);
                default -> Sideband.this.send(event);
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
