package dev.sidetone.transcript;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Where the transcript is kept: how that is opened, what is said when it fails. Thread-safe. */
interface Database {

    /** What people call it: a path, or a name. Never a secret, nor where a server is. */
    String name();

    /** A connection for writing to a database that has the newest schema. */
    Connection openForWriting() throws SQLException;

    /** Another one for writing; the database must have been opened for writing before. */
    Connection openAnother() throws SQLException;

    /** A connection for reading; the database must have been opened for writing before. */
    Connection openForReading() throws SQLException;

    /**
     * Brings what was committed to the disk, and does in advance what a commit would have to do now
     * and then. Beside the writer, from another thread; waits for the disk.
     */
    void upkeep() throws SQLException, IOException;

    /**
     * Looks for damage that opening does not look for, as long as that takes; what can be mended
     * without a loss is. Returns what was found and is still there.
     */
    Optional<String> examine() throws SQLException;

    /** How many may write at once, each to rows of their own. */
    int writers();

    /** How many may read at once. */
    int readers();

    /** Begins a transaction that writes. */
    String begin();

    /** Ends a query for a row that others must not change before the transaction's end. */
    String locking();

    /** Ends a query for rows that are this process's to work on, and leaves those of others out. */
    String claiming();

    Words words();

    /** What tells this database from another of the same name; empty where nothing does. */
    Optional<Object> identity();

    /** The failure of the database behind an exception; empty when it is not to blame. */
    Optional<StoreFailure> failure(Throwable thrown);

    /** What is said of a failure that it has no name for. */
    StoreFailure unknown();

    /** The same when it could not be opened. */
    StoreFailure unopened();

    /** True when the same transaction may do at once what it could not do now. */
    boolean passes(SQLException failure);

    /** For how long after it a commit may be lost when the database, not this process, ends. */
    Duration unsettledFor();

    /** Makes room for a new one by moving this one aside; empty where that is not done. */
    Optional<Path> setAside(Instant now) throws IOException;
}
