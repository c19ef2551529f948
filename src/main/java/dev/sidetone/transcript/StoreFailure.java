package dev.sidetone.transcript;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/** Why the database takes no changes, in words for the person who can mend it. */
enum StoreFailure {
    LOCKED(
            "The transcript file %s is locked by another program.",
            "Close the program that has it open (another Sidetone, a database browser)."),
    FULL("The disk is full: the transcript file %s cannot grow.", "Free some disk space."),
    DAMAGED("The transcript file %s is damaged.", "It will be set aside and a new one begun."),
    UNWRITABLE(
            "The transcript file %s cannot be opened or written.",
            "Make the folder and the file writable for this user, or set SIDETONE_HOME to a folder"
                    + " that is."),
    GONE("The transcript file %s was removed or replaced.", "A new one will be begun."),
    FAILING(
            "The disk fails at the transcript file %s.",
            "Look at the system's log for disk errors; set SIDETONE_HOME to another disk."),
    UNREACHABLE(
            "The database %s of the transcript cannot be reached.",
            "See whether it runs, and whether DATABASE_URL names its host and port."),
    REFUSED(
            "The database %s does not let Sidetone in, or not make its tables.",
            "Look at user, password and name in DATABASE_URL; the user needs the right to create a"
                    + " schema in that database."),
    READ_ONLY(
            "The database %s of the transcript takes no changes: it is a standby or read-only.",
            "Let DATABASE_URL name the server that takes changes."),
    SERVER_LOCKED(
            "The database %s of the transcript is locked by another program.",
            "End what holds a lock on the tables of the schema sidetone (view pg_locks)."),
    SERVER_FULL("The database %s of the transcript has no room.", "Give its server more."),
    TABLES_GONE("The transcript's tables were removed from %s.", "They will be made anew."),
    SERVER_FAILING("The database %s of the transcript fails.", "Look at the log of its server.");

    private final String message;
    private final String remedy;

    StoreFailure(String message, String remedy) {
        this.message = message;
        this.remedy = remedy;
    }

    String message(String database) {
        return message.formatted(database);
    }

    String remedy() {
        return remedy + " Nothing is lost meanwhile: what is said is kept in memory.";
    }

    /** The exception of the database behind a wrapper such as Flyway's. */
    static SQLException sql(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLException e) {
                return e;
            }
        }
        return new SQLException(thrown);
    }

    /** What an SQLite error means; empty when the file is not to blame. */
    static Optional<StoreFailure> of(SQLiteErrorCode code) {
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(code.code & 0xff);
        return switch (primary) {
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Optional.of(LOCKED);
            case SQLITE_FULL -> Optional.of(FULL);
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> Optional.of(DAMAGED);
            case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                    Optional.of(UNWRITABLE);
            case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_INTERNAL, SQLITE_NOLFS -> Optional.of(FAILING);
            default -> Optional.empty();
        };
    }

    /** What an SQLSTATE of PostgreSQL means; empty when the server is not to blame. */
    static Optional<StoreFailure> ofState(String state) {
        String group = state.length() == 5 ? state.substring(0, 2) : "";
        return switch (state) {
            case "57014", "53300" -> Optional.of(UNREACHABLE);
            case "55P03" -> Optional.of(SERVER_LOCKED);
            case "53100" -> Optional.of(SERVER_FULL);
            case "25006" -> Optional.of(READ_ONLY);
            case "3D000", "42501" -> Optional.of(REFUSED);
            case "42P01", "3F000" -> Optional.of(TABLES_GONE);
            default ->
                    switch (group) {
                        case "08", "57" -> Optional.of(UNREACHABLE);
                        case "28" -> Optional.of(REFUSED);
                        case "53", "58", "XX", "40" -> Optional.of(SERVER_FAILING);
                        default -> Optional.empty();
                    };
        };
    }
}
