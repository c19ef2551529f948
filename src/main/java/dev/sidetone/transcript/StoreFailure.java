package dev.sidetone.transcript;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Why the file takes no changes, in words for the person who can mend it. */
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
            "Look at the system's log for disk errors; set SIDETONE_HOME to another disk.");

    private final String message;
    private final String remedy;

    StoreFailure(String message, String remedy) {
        this.message = message;
        this.remedy = remedy;
    }

    String message(Path file) {
        return message.formatted(file);
    }

    String remedy() {
        return remedy + " Nothing is lost meanwhile: what is said is kept in memory.";
    }

    /** The failure of the file behind an exception; empty when the file is not to blame. */
    static Optional<StoreFailure> of(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof SQLiteException e) {
                return of(e.getResultCode());
            }
        }
        return Optional.empty();
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

    private static Optional<StoreFailure> of(SQLiteErrorCode code) {
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
}
