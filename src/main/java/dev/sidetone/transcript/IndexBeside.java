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
    private boolean news;
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
        news = true;
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
        return true;
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
        while (awaitNews()) {
            while (debt.due() && step()) {
                listen();
            }
        }
        open().ifPresent(debt::settle);
        connection.ifPresent(Reads::closeQuietly);
    }

    /** False at the end. */
    private synchronized boolean awaitNews() {
        listen();
        try {
            while (!news && !ending) {
                wait();
            }
        } catch (InterruptedException _) {
            // Nobody interrupts it to any purpose.
        }
        listen();
        return !ending;
    }

    /** What the writer told meanwhile, and how far behind the index is with that. */
    private synchronized void listen() {
        if (grown > 0) {
            debt.grow(grown);
        }
        if (rested) {
            debt.rest();
        }
        grown = 0;
        news = false;
        if (pressing != debt.pressing()) {
            pressing = !pressing;
            notifyAll();
        }
    }

    private boolean step() {
        boolean done = open().map(debt::step).orElse(false);
        if (!done) {
            connection.ifPresent(Reads::closeQuietly);
            connection = Optional.empty();
        }
        return done;
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
