package dev.sidetone.transcript;

import java.sql.Connection;
import java.util.Optional;

/**
 * How the full-text index catches up with what was written: {@link IndexDebt within the writer's
 * thread} where only one may write, {@link IndexBeside beside it} elsewhere. The writing thread
 * tells it what happens.
 */
sealed interface IndexWork permits IndexDebt, IndexBeside {

    static IndexWork of(Database database) {
        return database.writers() > 1 ? new IndexBeside(database) : new IndexDebt(database);
    }

    /** Changes were committed. */
    void grow(int changes);

    /** Nobody has written for a while: what waits will not become more. */
    void rest();

    /** True when the writer should make a step as soon as nobody waits for it. */
    boolean due();

    /** True when the index is so far behind that whoever writes has to wait. */
    boolean pressing();

    /** A step, or a while until others have made some. False when it failed. */
    boolean step(Connection writer);

    /** Enters what it can within two seconds; the next start goes on with the rest. */
    void end(Optional<Connection> writer);
}
