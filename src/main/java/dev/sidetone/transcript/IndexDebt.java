package dev.sidetone.transcript;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the full-text index is behind, and when that is made good: in steps of some milliseconds
 * while nobody waits, for whoever writes next waits for the step. One thread's own.
 */
final class IndexDebt implements IndexWork {

    /** So many together cost the index far less than one by one, and hold up a writer briefly. */
    private static final int FEW = 16;

    private static final int SOME = 64;
    private static final int MANY = 128;

    /** A writer that never rests stops for the index now and then. */
    private static final int TOO_MANY = 4_096;

    /** While somebody writes, merging takes no more than a tenth of the time. */
    private static final int SHARE = 10;

    /** A word that is in every item is merged at once: so long that few should meet it. */
    private static final Duration LONG = Duration.ofMillis(5);

    private static final int SHARE_OF_LONG = 200;

    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(IndexDebt.class);

    private final Database database;
    private final int few;

    /** At least one when there may be some: nobody knows what was left by the last process. */
    private int items = 1;

    private boolean unmerged = true;
    private boolean rested = true;
    private boolean postponed;
    private long mergeAtNanos = System.nanoTime();

    IndexDebt(Database database) {
        this.database = database;
        this.few = database.writers() > 1 ? SOME : FEW;
    }

    @Override
    public void grow(int changes) {
        items = Math.min(items, Integer.MAX_VALUE / 2) + changes;
        rested = false;
        postponed = false;
    }

    @Override
    public void rest() {
        rested = true;
    }

    @Override
    public boolean due() {
        return !postponed && (indexes() || merges());
    }

    @Override
    public boolean pressing() {
        return !postponed && items >= TOO_MANY;
    }

    private boolean merges() {
        return unmerged && (rested || System.nanoTime() - mergeAtNanos >= 0);
    }

    private boolean indexes() {
        return items >= few || rested && items > 0;
    }

    /** One step, in a transaction of its own. False when it failed: it waits for a write to do. */
    @Override
    public boolean step(Connection to) {
        try {
            if (indexes()) {
                index(to, pressing() ? MANY : few);
            } else {
                merge(to);
            }
        } catch (SQLException e) {
            LOG.debug("the index stays behind", e); // the next write tells what is wrong
            rollback(to);
            postpone();
        }
        return !postponed;
    }

    /** It waits for the next write. */
    void postpone() {
        postponed = true;
    }

    @Override
    public void end(Optional<Connection> writer) {
        writer.ifPresent(this::settle);
    }

    void settle(Connection to) {
        long end = System.nanoTime() + SETTLING.toNanos();
        rested = true;
        while (!postponed && items > 0 && System.nanoTime() < end) {
            boolean _ = step(to);
        }
    }

    private void index(Connection to, int most) throws SQLException {
        Sql.run(to, database.begin());
        int done = new Indexing(to, database).run(most);
        Sql.run(to, "commit");
        items = done < most ? 0 : Math.max(1, items - done);
        unmerged = true;
    }

    private void merge(Connection to) throws SQLException {
        long begun = System.nanoTime();
        unmerged = database.words().merge(to);
        long ended = System.nanoTime();
        long took = ended - begun;
        mergeAtNanos = ended + took * (took < LONG.toNanos() ? SHARE : SHARE_OF_LONG);
    }

    private static void rollback(Connection to) {
        try {
            Sql.run(to, "rollback");
        } catch (SQLException e) {
            LOG.debug("nothing to roll back", e);
        }
    }
}
