package dev.sidetone.recording;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.sealing.Seal;
import dev.sidetone.sealing.SealingKey;
import dev.sidetone.telemetry.Quiet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Seals the pieces of one call and writes them. What cannot be written is held and tried again with
 * the next one; if that lasts, the oldest is given up. One thread at a time.
 */
final class SegmentKeeper implements CallSound.Keeper {

    private static final Logger LOG = Logger.getLogger(SegmentKeeper.class);
    private static final int MOST_HELD = 200;
    private static final long RETRY_NANOS = 2_000_000_000L;

    private final SegmentStore store;
    private final Optional<SealingKey> key;
    private final Seal seal;
    private final ConversationId conversation;
    private final String callId;
    private final Instant begunAt;
    private final Deque<SealedSegment> held = new ArrayDeque<>();
    private final Deque<Span> spans = new ArrayDeque<>();
    private long triedAt;

    SegmentKeeper(
            SegmentStore store,
            Optional<SealingKey> key,
            Seal seal,
            ConversationId conversation,
            String callId,
            Instant begunAt) {
        this.store = store;
        this.key = key;
        this.seal = seal;
        this.conversation = conversation;
        this.callId = callId;
        this.begunAt = begunAt;
    }

    @Override
    public void keep(Track.Done piece) {
        var segment =
                new Segment(
                        UUID.randomUUID().toString(),
                        conversation,
                        callId,
                        piece.speaker(),
                        piece.itemId(),
                        begunAt.plusMillis(piece.fromMs()),
                        piece.fromMs(),
                        piece.toMs());
        byte[] sound = Ogg.write(piece.sound());
        held.addLast(
                new SealedSegment(
                        segment,
                        key.map(SealingKey::id).orElse(""),
                        key.map(k -> seal.close(k, segment.place(), sound)).orElse(sound)));
        triedAt = 0;
        if (held.size() > MOST_HELD) {
            held.removeFirst();
            LOG.errorf("sound of call %s is lost: too much waits to be written", callId);
        }
    }

    @Override
    public void keep(Span span) {
        spans.addLast(span);
        triedAt = 0;
        if (spans.size() > MOST_HELD) {
            spans.removeFirst();
        }
    }

    @Override
    public void settle(boolean last) {
        boolean rested = triedAt == 0 || System.nanoTime() - triedAt > RETRY_NANOS;
        boolean goesOn = last || rested;
        while (goesOn && !held.isEmpty()) {
            goesOn = written(held.peekFirst());
        }
        while (goesOn && !spans.isEmpty()) {
            goesOn = written(spans.peekFirst());
        }
        if (last && !held.isEmpty()) {
            LOG.errorf(
                    "%d pieces of sound of call %s are lost: they cannot be written",
                    held.size(), callId);
        }
    }

    private boolean written(SealedSegment piece) {
        return done(() -> {
            store.add(piece);
            held.removeFirst();
        });
    }

    private boolean written(Span span) {
        return done(() -> {
            store.add(conversation, callId, begunAt, span);
            spans.removeFirst();
        });
    }

    private interface Writing {
        void write() throws SQLException;
    }

    private boolean done(Writing writing) {
        try {
            writing.write();
            return true;
        } catch (SQLException | RuntimeException e) {
            triedAt = System.nanoTime();
            LOG.warnf(Quiet.of(e), "sound of call %s waits: it cannot be written", callId);
            return false;
        }
    }
}
