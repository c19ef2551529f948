package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The index catches up on a thread and a connection of its own, so that whoever writes waits for it
 * only when it is thousands behind. Thread-safe.
 */
final class IndexBeside implements IndexWork {

    private static final Logger LOG = Logger.getLogger(IndexBeside.class);
    private static final Duration TURN = Duration.ofMillis(100);
    private static final Duration END = Duration.ofSeconds(5);

    private final Database database;
    private final Thread thread;

    // Guarded by this.
    private int grown;
    private boolean rested;
    private boolean ending;
    private boolean pressing;

    // The thread's own.
    private final IndexDebt debt;
    private Optional<Connection> connection = Optional.empty();

    IndexBeside(Database database) {
        this.database = database;
        this.debt = new IndexDebt(database);
        this.thread = Thread.ofPlatform().daemon().name("transcript-index").unstarted(this::run);
    }

    @Override
    public synchronized void grow(int changes) {
        grown += changes;
        rested = false;
        tell();
    }

    @Override
    public synchronized void rest() {
        if (!rested) {
            rested = true;
            tell();
        }
    }

    /** The database is open when the writer has something to tell, and not before. */
    private void tell() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
        notifyAll();
    }

    @Override
    public boolean due() {
        return false;
    }

    @Override
    public synchronized boolean pressing() {
        return pressing;
    }

    @Override
    public synchronized boolean step(Connection writer) {
        try {
            wait(TURN.toMillis());
        } catch (InterruptedException _) {
            // Nobody interrupts the writer to any purpose: closing is a flag.
        }
        return thread.isAlive();
    }

    @Override
    public void end(Optional<Connection> writer) {
        synchronized (this) {
            if (thread.getState() == Thread.State.NEW) {
                return;
            }
            ending = true;
            notifyAll();
        }
        try {
            boolean _ = thread.join(END);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (awaitWork()) {
                if (!step()) {
                    giveUp();
                }
            }
            open().ifPresent(debt::settle);
        } finally {
            connection.ifPresent(Reads::closeQuietly);
        }
    }

    /** Takes in what the writer told meanwhile; waits until something is due. False at the end. */
    private synchronized boolean awaitWork() {
        listen();
        try {
            while (!debt.due() && !ending) {
                wait();
                listen();
            }
        } catch (InterruptedException _) {
            // Nobody interrupts it to any purpose.
        }
        return !ending;
    }

    /** How far behind the index is with that, the writer is told. */
    private void listen() {
        if (grown > 0) {
            debt.grow(grown);
        }
        if (rested) {
            debt.rest();
        }
        grown = 0;
        if (pressing != debt.pressing()) {
            pressing = !pressing;
            notifyAll();
        }
    }

    private boolean step() {
        try {
            return open().map(debt::step).orElse(false);
        } catch (RuntimeException e) {
            LOG.error("The index of words stays behind.", e);
            return false;
        }
    }

    /** Until the next write, with a new connection. */
    private void giveUp() {
        debt.postpone();
        connection.ifPresent(Reads::closeQuietly);
        connection = Optional.empty();
    }

    private Optional<Connection> open() {
        if (connection.isEmpty()) {
            try {
                connection = Optional.of(database.openAnother());
            } catch (SQLException e) {
                LOG.debug("the index stays behind", e); // the next write tells what is wrong
            }
        }
        return connection;
    }
}
