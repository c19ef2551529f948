package dev.sidetone.recording;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.RecordingSettings;
import dev.sidetone.config.Secret;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.conversation.Item;
import dev.sidetone.sealing.Keyring;
import dev.sidetone.sealing.KeyringException;
import dev.sidetone.sealing.Seal;
import dev.sidetone.sealing.SealingKey;
import dev.sidetone.transcript.SideTables;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The recorded sound of all calls: taken down, kept with the record, played again. Thread-safe. */
public final class Recordings implements AutoCloseable {

    private static final long LAST_PATIENCE_MS = 5_000;

    private final SegmentStore store;
    private final Supplier<RecordingSettings> settings;
    private final Supplier<Keyring> keys;
    private final Path workspace;
    private final InstantSource clock;
    private final Runnable onDropped;
    private final Seal seal = new Seal(new SecureRandom());
    private final Set<CallSound> running = ConcurrentHashMap.newKeySet();

    /**
     * @param settings as they are now
     * @param keys throws {@link RecordingException} when they cannot be had
     * @param workspace the folder of this process's
     */
    Recordings(
            SegmentStore store,
            Supplier<RecordingSettings> settings,
            Supplier<Keyring> keys,
            Path workspace,
            InstantSource clock,
            Runnable onDropped) {
        this.store = store;
        this.settings = settings;
        this.keys = keys;
        this.workspace = workspace;
        this.clock = clock;
        this.onDropped = onDropped;
    }

    /** Those beside the record that a configuration names, for a program without a service. */
    public static Recordings of(Configuration configuration) {
        return new Recordings(
                new SegmentStore(SideTables.of(configuration, SegmentStore.SCHEMA)),
                configuration::recording,
                () -> keys(configuration.recording()),
                configuration.settings().workspace(),
                InstantSource.system(),
                () -> {});
    }

    /**
     * The keys for sound at rest.
     *
     * @throws RecordingException when they cannot be had
     */
    static Keyring keys(RecordingSettings settings) {
        try {
            return Keyring.of(
                    new Keyring.Source(
                            settings.key().map(Secret::reveal),
                            "SIDETONE_RECORDING_KEY",
                            settings.keyFile(),
                            "sidetone.recording.key_file"));
        } catch (KeyringException e) {
            throw new RecordingException(
                    "Nothing is recorded or played: %s.".formatted(e.getMessage()), e);
        }
    }

    /** Whether calls may be recorded here, if the person agrees. */
    public boolean offered() {
        return settings.get().covers(workspace);
    }

    /**
     * Begins to record a call. Who asks has the person's consent.
     *
     * @param begunAt when the call began
     * @throws RecordingException when the key to seal it with cannot be had
     */
    public CallSound begin(ConversationId conversation, String callId, Instant begunAt) {
        if (!offered()) {
            throw new RecordingException(
                    "Calls are not recorded here: sidetone.recording says so.");
        }
        var keeper =
                new SegmentKeeper(store, keys.get().sealing(), seal, conversation, callId, begunAt);
        var sound = new CallSound(callId, begunAt.toEpochMilli(), clock, keeper, onDropped);
        running.removeIf(CallSound::over);
        running.add(sound);
        sound.start();
        return sound;
    }

    /** What is kept of the calls of these items. */
    public List<Segment> segments(List<Item> items) {
        return read(() -> store.ofCalls(calls(items)));
    }

    /** The ids of those items that can be heard. */
    public Set<String> heard(List<Item> items) {
        List<Segment> segments = segments(items);
        Set<String> spoken =
                segments.stream()
                        .filter(s -> s.speaker() == Speaker.ASSISTANT)
                        .map(s -> s.callId() + " " + s.itemId())
                        .collect(Collectors.toSet());
        var heard = new HashSet<String>();
        for (Item item : items) {
            boolean there =
                    switch (item.role()) {
                        case ASSISTANT -> spoken.contains(item.callId() + " " + item.itemId());
                        case USER -> segments.stream().anyMatch(s -> overlaps(s, item));
                        default -> false;
                    };
            if (there) {
                heard.add(item.itemId());
            }
        }
        return heard;
    }

    private static boolean overlaps(Segment segment, Item item) {
        Long from = item.startMs();
        Long to = item.endMs();
        return segment.speaker() == Speaker.USER
                && segment.callId().equals(item.callId())
                && from != null
                && to != null
                && segment.fromMs() < to
                && segment.toMs() > from;
    }

    /**
     * The sound of one item, Ogg with Opus; empty when there is none.
     *
     * @throws RecordingException when it cannot be read, or opened
     */
    public Optional<byte[]> sound(Item item) {
        Optional<String> call = item.call();
        if (call.isEmpty() || item.kind() != Item.Kind.SPEECH) {
            return Optional.empty();
        }
        return switch (item.role()) {
            case ASSISTANT ->
                    pieces(read(() -> store.ofItem(call.get(), item.itemId()))).map(Clip::whole);
            case USER -> ofUser(call.get(), item);
            default -> Optional.empty();
        };
    }

    private Optional<byte[]> ofUser(String call, Item item) {
        Optional<Span> exact = read(() -> store.span(call, item.itemId()));
        return exact.or(() -> asRecorded(item))
                .flatMap(span ->
                        pieces(read(() -> store.ofUser(call, span.fromMs(), span.toMs())))
                                .map(pieces -> Clip.span(pieces, span.fromMs(), span.toMs())));
    }

    /** Where the record says that it is. */
    private static Optional<Span> asRecorded(Item item) {
        Long from = item.startMs();
        Long to = item.endMs();
        return from == null || to == null || from >= to
                ? Optional.empty()
                : Optional.of(new Span(item.itemId(), from, to));
    }

    private Optional<List<Clip.Piece>> pieces(List<SealedSegment> kept) {
        var pieces = new ArrayList<Clip.Piece>();
        for (SealedSegment piece : kept) {
            pieces.add(new Clip.Piece(piece.segment().fromMs(), Ogg.read(opened(piece))));
        }
        return pieces.isEmpty() ? Optional.empty() : Optional.of(pieces);
    }

    private byte[] opened(SealedSegment piece) {
        if (piece.keyId().isEmpty()) {
            return piece.sound();
        }
        SealingKey key =
                keys.get()
                        .named(piece.keyId())
                        .orElseThrow(() ->
                                new RecordingException(
                                        "This sound is sealed with key %s, which is not configured. Add it to the file of sidetone.recording.key_file, or set SIDETONE_RECORDING_KEY to it."
                                                .formatted(piece.keyId())));
        return Seal.open(key, piece.segment().place(), piece.sound())
                .orElseThrow(() ->
                        new RecordingException(
                                "The sound does not open with key %s: it was changed since it was sealed. Restore a backup."
                                        .formatted(key.id())));
    }

    /** How many pieces of the user's sound are kept of these calls. */
    public long userPieces(Set<String> calls) {
        return read(() ->
                store.ofCalls(calls).stream().filter(s -> s.speaker() == Speaker.USER).count());
    }

    /**
     * Takes out what the user's microphone recorded in these calls, except under legal hold.
     *
     * @return how many pieces
     */
    public long eraseUser(Set<String> calls) {
        return read(() -> store.removeUser(calls));
    }

    /** Takes out what is older than it may be; how many pieces that were. */
    int sweep() {
        return settings.get()
                .keep()
                .map(keep -> read(() -> store.removeBefore(clock.instant().minus(keep))))
                .orElse(0);
    }

    private static Set<String> calls(List<Item> items) {
        return items.stream().flatMap(item -> item.call().stream()).collect(Collectors.toSet());
    }

    private interface Reading<T> {
        T read() throws SQLException;
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw new RecordingException(
                    "The recorded sound cannot be read: "
                            + e.getMessage()
                            + ". Look at the state of the record on /readyz and try again.",
                    e);
        }
    }

    /** Ends what is still recorded and waits a moment for it. */
    @Override
    public void close() {
        running.forEach(CallSound::end);
        try {
            for (CallSound sound : running) {
                boolean _ = sound.awaitEnd(LAST_PATIENCE_MS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
