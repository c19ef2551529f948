package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Connections for reading. A few are kept open; a reading never waits for another. After the file
 * was changed for another the old connections are closed. Thread-safe.
 */
final class Reads implements AutoCloseable {

    private static final int KEPT = 4;

    private final SqliteFile file;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private int generation;

    Reads(SqliteFile file) {
        this.file = file;
    }

    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }

    <T> T read(Query<T> query) throws SQLException {
        int borrowed;
        Connection connection;
        synchronized (this) {
            borrowed = generation;
            connection = idle.poll();
        }
        if (connection == null) {
            connection = file.openForReading();
        }
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
