package dev.sidetone.transcript;

import dev.sidetone.conversation.ConversationId;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A change, who waits for it, and what came of it. Made by one thread, which waits in {@link
 * #outcome}; the rest is the writer's.
 */
sealed class Waiting<R> permits WaitingItem {

    private final Optional<ConversationId> about;
    private final Rows.Change<R> change;
    private final CompletableFuture<R> done = new CompletableFuture<>();
    private Optional<R> result = Optional.empty();
    private Optional<RuntimeException> refusal = Optional.empty();

    /**
     * @param about the conversation that it changes; empty for another change
     */
    Waiting(Optional<ConversationId> about, Rows.Change<R> change) {
        this.about = about;
        this.change = change;
    }

    Optional<ConversationId> about() {
        return about;
    }

    final Optional<R> result() {
        return refusal.isPresent() ? Optional.empty() : result;
    }

    /** It was made. */
    final void made(R what) {
        result = Optional.of(what);
        refusal = Optional.empty();
    }

    /** Waits until the change is committed, held or refused. */
    R outcome() {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TranscriptException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /** Makes it, beside others of a batch; its own fault undoes only itself. */
    void attempt(SqlRows rows, Database database) throws SQLException {
        try {
            made(rows.attempt(change));
        } catch (TranscriptException e) {
            refusal = Optional.of(e);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException failed && database.failure(e).isPresent()) {
                throw failed;
            }
            refusal =
                    Optional.of(
                            new TranscriptException(
                                    "The transcript refused a change: " + e.getMessage(), e));
        }
    }

    /** After the commit. */
    void acknowledge() {
        if (refusal.isPresent()) {
            done.completeExceptionally(refusal.get());
        } else {
            done.complete(result.orElseThrow());
        }
    }

    /** Makes it in memory; what is returned tells who waits. */
    Runnable hold(HeldRows held) {
        try {
            R made = change.apply(held);
            return () -> done.complete(made);
        } catch (TranscriptException e) {
            return () -> refuse(e);
        } catch (SQLException e) {
            throw new IllegalStateException("memory has no SQL errors", e);
        }
    }

    void refuse(TranscriptException why) {
        done.completeExceptionally(why);
    }
}
