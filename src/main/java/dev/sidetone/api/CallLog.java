package dev.sidetone.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.appserver.Contract;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Notice;
import dev.sidetone.session.NoticeSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Everything a call told, kept for those who read it at their own pace: events have a number, sound
 * has none and is kept for a short while only. Thread-safe.
 */
final class CallLog implements NoticeSink {

    static final int MOST_EVENTS = 2_048;
    private static final long EVENT_CHARACTERS = 1L << 20;
    private static final int MOST_SOUND = 4_096;
    private static final long SOUND_CHARACTERS = 4L << 20;

    private final ConversationId conversation;
    private final InstantSource clock;
    private final Presence presence;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Track events = new Track(MOST_EVENTS, EVENT_CHARACTERS);
    private final Track sound = new Track(MOST_SOUND, SOUND_CHARACTERS);
    private final List<Notice> early = new ArrayList<>();
    private boolean catchingUp;
    private long places;
    private CallStory story = CallStory.BEGINNING;

    CallLog(ConversationId conversation, InstantSource clock, Presence presence) {
        this.conversation = conversation;
        this.clock = clock;
        this.presence = presence;
    }

    /** What a reader is given next. */
    sealed interface Step {

        record Message(String text) implements Step {}

        /** The call is over and everything was read. */
        record Ended() implements Step {}
    }

    /** How far somebody has read. Used by one thread. */
    static final class Reader {
        private long event;
        private long piece;

        private Reader(long event, long piece) {
            this.event = event;
            this.piece = piece;
        }
    }

    Presence presence() {
        return presence;
    }

    @Override
    public boolean holds() {
        return presence.holds();
    }

    @Override
    public void accept(ConversationId from, Notice notice) {
        lock.lock();
        try {
            if (catchingUp) {
                early.add(notice);
            } else {
                write(notice);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write(Notice notice) {
        story = story.after(notice);
        boolean isSound = notice instanceof Notice.OutputAudio;
        for (ObjectNode message : Contract.told(conversation, notice, clock.millis())) {
            if (isSound) {
                sound.add(++places, message.toString(), false);
            } else {
                add(message, passes(notice));
            }
        }
    }

    private void add(ObjectNode event, boolean passes) {
        events.add(++places, event.put("seq", events.next()).toString(), passes);
    }

    /** It is said whole when it is final. */
    private static boolean passes(Notice notice) {
        return switch (notice) {
            case Notice.WordsDelta _ -> true;
            case Notice.Caption(_, _, var last) -> !last;
            default -> false;
        };
    }

    /**
     * For a call that began without us: {@code replay} makes this log hear what is still known, in
     * which earlier calls of the conversation may stand, and says whether it is all there was.
     */
    void catchUp(String callId, BooleanSupplier replay) {
        within(() -> catchingUp = true);
        boolean complete = replay.getAsBoolean();
        within(() -> {
            catchingUp = false;
            if (!complete && !Beginnings.known(callId, early)) {
                ObjectNode gap = Gap.ofBeginning(conversation, clock.millis());
                add(gap, false);
            }
            Beginnings.since(callId, early).forEach(this::write);
            early.clear();
            return story;
        });
    }

    /** Nothing more comes. */
    void end() {
        within(() -> {
            story = story.ended(clock.instant());
            sound.clear();
            changed.signalAll();
            return story;
        });
    }

    /** How the call went so far. */
    CallStory story() {
        return within(() -> story);
    }

    long firstSeq() {
        return within(events::first);
    }

    long lastSeq() {
        return within(events::last);
    }

    /** Waits until the call is up, with an answer when there was an offer, or is over. */
    CallStory awaitUp(boolean answer, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (!story.isUp(answer) && story.endedAt().isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return story;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing more comes. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (story.endedAt().isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads what comes after an event, and sound from now on. */
    Reader reader(long after) {
        return within(() -> new Reader(after, sound.last()));
    }

    /** What comes next; waits for it. Empty: nothing came in that time. */
    Optional<Step> next(Reader reader, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            Optional<Step> step = step(reader);
            while (step.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
                step = step(reader);
            }
            return step;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Step> step(Reader reader) {
        Optional<Track.Entry> event = events.after(reader.event);
        long next = event.map(Track.Entry::number).orElse(reader.event + 1);
        if (next > reader.event + 1) {
            String gap = Gap.ofEvents(conversation, reader.event, next, clock.millis());
            reader.event = next - 1;
            return Optional.of(new Step.Message(gap));
        }
        if (story.endedAt().isEmpty() && reader.piece + 1 < sound.first()) {
            String gap =
                    Gap.ofSound(conversation, sound.first() - reader.piece - 1, clock.millis());
            reader.piece = sound.first() - 1;
            return Optional.of(new Step.Message(gap));
        }
        Optional<Track.Entry> piece = sound.after(reader.piece);
        if (event.isEmpty() && piece.isEmpty()) {
            return story.endedAt().map(_ -> new Step.Ended());
        }
        long place = event.map(Track.Entry::place).orElse(Long.MAX_VALUE);
        return piece.filter(p -> p.place() < place)
                .map(p -> heard(reader, p))
                .or(() -> event.map(e -> seen(reader, e)));
    }

    private static Step heard(Reader reader, Track.Entry piece) {
        reader.piece = piece.number();
        return new Step.Message(piece.message());
    }

    private static Step seen(Reader reader, Track.Entry event) {
        reader.event = event.number();
        return new Step.Message(event.message());
    }

    private <T> T within(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** When its last word was told; empty while it goes on. */
    Optional<Instant> endedAt() {
        return story().endedAt();
    }
}
