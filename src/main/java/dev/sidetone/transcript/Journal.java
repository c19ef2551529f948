package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.conversation.NewItem;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The only writer of this process: one thread that takes changes in order, makes all that wait in
 * one commit and then acknowledges them. When the file fails it holds the changes in {@link
 * HeldRows}, tries the file again after 0.25 s, 0.5 s … 5 s, and writes what it held first.
 */
final class Journal implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final Duration TURN = Duration.ofMillis(100);

    /** Whoever else writes to the file gets in between two steps of a long work. */
    private static final Duration BREATH = Duration.ofMillis(5);

    private static final int MOST_TRIES = 5;
    private static final Duration FIRST_RETRY = Duration.ofMillis(250);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final Database file;
    private final Reads reads;
    private final HeldRows held;
    private final RecentConversations recent;
    private final HealthBoard board;
    private final Clock clock;
    private final Inbox inbox = new Inbox();
    private final Upkeep upkeep;
    private final IndexWork index;
    private final Unsettled unsettled;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Thread thread;

    // The writing thread's own.
    private final ItemIds ids = new ItemIds();
    private Optional<Connection> connection = Optional.empty();
    private Optional<Object> identity = Optional.empty();
    private Duration retryAfter = FIRST_RETRY;
    private long retryAtNanos = System.nanoTime();

    Journal(
            Database file,
            Reads reads,
            HeldRows held,
            RecentConversations recent,
            HealthBoard board,
            Clock clock) {
        this.file = file;
        this.reads = reads;
        this.held = held;
        this.recent = recent;
        this.board = board;
        this.clock = clock;
        this.upkeep = new Upkeep(file);
        this.index = IndexWork.of(file);
        this.unsettled = new Unsettled(file.unsettledFor(), recent);
        this.thread = Thread.ofPlatform().daemon().name("transcript-writer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Makes a change and returns when it is committed, or held because the file fails. */
    <R> R submit(Rows.Change<R> change) {
        return submit(new Waiting<>(Optional.empty(), change));
    }

    /** The same for a change of one conversation. */
    <R> R submit(ConversationId about, Rows.Change<R> change) {
        return submit(new Waiting<>(Optional.of(about), change));
    }

    /**
     * Writes a new item and returns when it is committed, or held because the file fails.
     *
     * @param original what was taken out of it
     */
    Item append(NewItem item, Instant at, Optional<SealedOriginal> original) {
        return submit(new WaitingItem(item, at, original));
    }

    private <R> R submit(Waiting<R> waiting) {
        inbox.put(waiting);
        return waiting.outcome();
    }

    /** A reader met this failure. Returns at once. */
    void readFailed(SQLException failure) {
        inbox.offer(
                new Waiting<>(
                        Optional.empty(),
                        rows -> {
                            rows.failed(failure);
                            return true;
                        }));
    }

    /** Waits until the file was opened for the first time, or could not be. */
    void awaitOpened(Duration atMost) {
        try {
            boolean _ = opened.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what waits and closes the file. What cannot be written is logged as lost. */
    @Override
    public void close() {
        inbox.close();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        recover();
        opened.countDown();
        upkeep.examine(this::damaged);
        while (!inbox.closing() || !inbox.isEmpty()) {
            List<Waiting<?>> batch = next();
            if (board.failing() && retryDue()) {
                recover();
            }
            if (!batch.isEmpty() && stillThere()) {
                write(batch);
            } else {
                hold(batch);
            }
        }
        finish();
    }

    /** While nobody waits, the index catches up. */
    private List<Waiting<?>> next() {
        boolean caughtUp = !indexes() || !step();
        while (index.pressing() && !inbox.closing() && step()) {
            LOG.trace("the index is far behind");
        }
        List<Waiting<?>> batch = inbox.next(caughtUp ? TURN : BREATH);
        if (caughtUp && batch.isEmpty() && connection.isPresent()) {
            index.rest();
        }
        return batch;
    }

    private boolean indexes() {
        return inbox.isEmpty() && index.due();
    }

    private boolean step() {
        boolean done = !board.failing() && connection.map(index::step).orElse(false);
        if (done) {
            upkeep.committed();
        }
        return done;
    }

    /** True when the file is open and still the one that its name leads to. */
    private boolean stillThere() {
        if (connection.isEmpty()) {
            return false;
        }
        if (file.identity().equals(identity)) {
            return true;
        }
        fail(StoreFailure.GONE);
        recover();
        if (connection.isPresent()) {
            board.recovered(StoreFailure.GONE.message(file.name()) + " A new one was begun.", "");
        }
        return connection.isPresent();
    }

    private void write(List<Waiting<?>> batch) {
        Connection to = connection.orElseThrow();
        try {
            for (int tries = 1; !written(to, batch, tries == MOST_TRIES); tries++) {
                LOG.debug("the transcript's changes are made again");
            }
            batch.forEach(Waiting::acknowledge);
            index.grow(batch.size());
            unsettled.add(batch);
            upkeep.committed();
        } catch (SQLException e) {
            fail(file.failure(e).orElse(file.unknown()));
            LOG.debugf(e, "transcript write failed");
            hold(batch);
        }
    }

    /** False when it could not be done, but the same may be done at once. */
    private boolean written(Connection to, List<Waiting<?>> batch, boolean last)
            throws SQLException {
        try {
            if (!writtenTogether(to, WaitingItem.only(batch))) {
                writeEach(to, batch);
            }
            return true;
        } catch (SQLException e) {
            if (last || !file.passes(e)) {
                throw e;
            }
            Sql.run(to, "rollback");
            return false;
        }
    }

    /** False when that cannot be done; then nothing of it is left. */
    private boolean writtenTogether(Connection to, List<WaitingItem> items) throws SQLException {
        if (items.isEmpty()) {
            return false;
        }
        var rows = new SqlRows(to, file, recent, ids);
        Sql.run(to, file.begin());
        if (!rows.appendAll(items)) {
            Sql.run(to, "rollback");
            return false;
        }
        rows.commit();
        return true;
    }

    private void writeEach(Connection to, List<Waiting<?>> batch) throws SQLException {
        var rows = new SqlRows(to, file, recent, ids);
        Sql.run(to, file.begin());
        rows.lock(batch.stream().flatMap(waiting -> waiting.about().stream()).toList());
        for (Waiting<?> waiting : batch) {
            waiting.attempt(rows, file);
        }
        rows.commit();
    }

    /** Whoever is told that a change is held sees it in the health, too. */
    private void hold(List<Waiting<?>> batch) {
        List<Runnable> told = batch.stream().map(waiting -> waiting.hold(held)).toList();
        if (!batch.isEmpty()) {
            board.holding(held.size(), held.lost());
        }
        told.forEach(Runnable::run);
    }

    private void fail(StoreFailure failure) {
        connection.ifPresent(Reads::closeQuietly);
        connection = Optional.empty();
        retryAtNanos = System.nanoTime() + retryAfter.toNanos();
        if (failure == StoreFailure.DAMAGED && setAside()) {
            retryAtNanos = System.nanoTime();
        }
        board.failed(failure.message(file.name()), failure.remedy(), held.size(), held.lost());
    }

    private boolean retryDue() {
        return System.nanoTime() - retryAtNanos >= 0 || inbox.closing();
    }

    /** Opens the file when needed and writes what was held. */
    private void recover() {
        try {
            if (connection.isEmpty()) {
                reads.renew();
                connection = Optional.of(file.openForWriting());
                identity = file.identity();
            }
            replay(connection.get());
            retryAfter = FIRST_RETRY;
            board.well(held.lost());
        } catch (SQLException | RuntimeException e) {
            LOG.debugf(e, "transcript still fails");
            StoreFailure failure = file.failure(e).orElse(file.unopened());
            fail(failure);
            Duration twice = retryAfter.multipliedBy(2);
            retryAfter = twice.compareTo(LAST_RETRY) < 0 ? twice : LAST_RETRY;
            if (failure == StoreFailure.DAMAGED && retryDue()) {
                recover();
            }
        }
    }

    private void replay(Connection to) throws SQLException {
        List<HeldRows.Step> steps =
                Stream.concat(unsettled.steps().stream(), held.steps().stream()).toList();
        if (steps.isEmpty()) {
            return;
        }
        int refused = 0;
        var rows = new SqlRows(to, file, recent, ids);
        Sql.run(to, file.begin());
        for (HeldRows.Step step : steps) {
            try {
                rows.attempt(_ -> {
                    step.replay(rows);
                    return step;
                });
            } catch (SQLException e) {
                if (file.failure(e).isPresent()) {
                    throw e;
                }
                refused++;
                LOG.errorf("The transcript refused a held change: %s", e.getMessage());
            }
        }
        rows.commit();
        held.replayed(refused);
        index.grow(steps.size());
    }

    /** It was found late, and the file is in use: what is sound in it is not given up. */
    private void damaged(String fault) {
        board.recovered(
                "The transcript file %s has damage (%s). It is still in use."
                        .formatted(file.name(), fault.strip()),
                "Stop Sidetone and put the last backup back (sidetone restore FILE), or run  sqlite3 '%1$s' '.recover' | sqlite3 repaired.db  and then  sidetone restore repaired.db"
                        .formatted(file.name()));
    }

    private boolean setAside() {
        reads.renew();
        try {
            Optional<Path> aside = file.setAside(clock.instant());
            aside.ifPresent(path ->
                    board.recovered(
                            "The transcript file %s was damaged. It was set aside as %s and a new one begun."
                                    .formatted(file.name(), path),
                            "To repair: stop Sidetone, put the last backup back (sidetone restore FILE), or run  sqlite3 '%s' '.recover' | sqlite3 repaired.db  and then  sidetone restore repaired.db"
                                    .formatted(path)));
            return aside.isPresent();
        } catch (IOException e) {
            LOG.errorf("The damaged transcript %s cannot be set aside: %s", file.name(), e);
            return false;
        }
    }

    private void finish() {
        if (board.failing()) {
            recover();
        }
        if (held.size() > 0) {
            LOG.errorf(
                    "%d changes of the transcript could not be written before the end. %s",
                    held.size(), board.now().text());
        }
        index.end(connection);
        upkeep.close();
        reads.close();
        connection.ifPresent(Reads::closeQuietly);
        inbox.end();
    }
}
