package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;

/**
 * Connections for reading. A few are kept open; a reading waits for another only where the database
 * limits them. After the file was changed for another the old connections are closed. Thread-safe.
 */
final class Reads implements AutoCloseable {

    private static final int KEPT = 4;

    private final Database file;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Semaphore places;
    private int generation;

    Reads(Database file) {
        this.file = file;
        this.places = new Semaphore(file.readers());
    }

    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    <T> T read(Query<T> query) throws SQLException {
        places.acquireUninterruptibly();
        try {
            return readNow(query);
        } finally {
            places.release();
        }
    }

    /** A connection that was kept may have died meanwhile: then a new one is tried. */
    private <T> T readNow(Query<T> query) throws SQLException {
        int borrowed;
        Connection kept;
        synchronized (this) {
            borrowed = generation;
            kept = idle.poll();
        }
        if (kept != null) {
            try {
                return readBy(kept, query, borrowed);
            } catch (SQLException _) {
                // The new one tells what is wrong, if anything is.
            }
        }
        return readBy(file.openForReading(), query, borrowed);
    }

    private <T> T readBy(Connection connection, Query<T> query, int borrowed) throws SQLException {
        boolean good = false;
        try {
            T result = query.run(connection);
            good = true;
            return result;
        } finally {
            giveBack(connection, good, borrowed);
        }
    }

    /** The file is another one now. */
    synchronized void renew() {
        generation++;
        idle.forEach(Reads::closeQuietly);
        idle.clear();
    }

    @Override
    public void close() {
        renew();
    }

    private synchronized void giveBack(Connection connection, boolean good, int borrowed) {
        if (good && borrowed == generation && idle.size() < KEPT) {
            idle.push(connection);
        } else {
            closeQuietly(connection);
        }
    }

    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException _) {
            // The connection is given up; the next one tells what is wrong with the file.
        }
    }
}
