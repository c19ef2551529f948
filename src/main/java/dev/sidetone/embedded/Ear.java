package dev.sidetone.embedded;

import dev.sidetone.embedded.SpeechRecognizer.Urgency;
import dev.sidetone.embedded.TurnDetector.Signal;
import dev.sidetone.wire.WireError;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The hearing of a session: takes audio, finds turns in it and has them recognised. What it finds
 * goes to its {@link Listener}. One thread at a time.
 */
final class Ear implements AutoCloseable {

    private static final int CAPTION_EVERY = SampleQueue.RATE;
    private static final int IDLE_KEEP_MS = 2_000;
    private static final int MANUAL_KEEP_MS = 120_000;
    private static final int MIN_COMMIT_MS = 100;
    private static final int MIN_SPEECH_WINDOWS = 4;
    private static final double SPEECH = 0.5;

    /** What the ear tells. */
    interface Listener {
        /** The person began to speak; {@code audioMs} is the position of the first sound. */
        void started(SpokenTurn turn, long audioMs, TurnSettings settings);

        void caption(SpokenTurn turn, String delta);

        /** The person finished; the text follows by {@link #heard}. */
        void stopped(SpokenTurn turn, long audioMs);

        /** The turn's outcome. Turns come in the order in which they were spoken. */
        void heard(SpokenTurn turn, Work.Hearing hearing);

        /** Something a client must know; comes at most once for each cause. */
        void trouble(WireError error);
    }

    private final Work work;
    private final Playback playback;
    private final Supplier<SessionConfig> config;
    private final Listener listener;
    private final Transcriber transcriber;
    private final InputAudio input = new InputAudio();
    private final TurnDetector detector = new TurnDetector();
    private final EchoGuard guard = new EchoGuard();
    private final TurnQueue turns;
    private Optional<VoiceActivityDetector> vad = Optional.empty();
    private Optional<SpokenTurn> turn = Optional.empty();
    private boolean complained;

    Ear(Work work, Playback playback, Supplier<SessionConfig> config, Listener listener) {
        this.work = work;
        this.playback = playback;
        this.config = config;
        this.listener = listener;
        transcriber = new Transcriber(work, config);
        turns = new TurnQueue(listener::heard);
    }

    /** Whether the person is speaking right now. */
    boolean hearing() {
        return turn.isPresent();
    }

    /**
     * The next audio of the person. Without speech engines it is dropped, and that is told once.
     */
    void append(short[] pcm, int rate) {
        if (vad.isEmpty() && !openDetector()) {
            return;
        }
        input.append(pcm, rate);
        while (input.hasWindow()) {
            window(vad.orElseThrow());
        }
    }

    private boolean openDetector() {
        if (!(work.readiness() instanceof SpeechReadiness.Ready)) {
            complain(unavailable(work.readiness()));
            return false;
        }
        try {
            vad = Optional.of(work.openDetector());
            return true;
        } catch (SpeechException e) {
            complain(WireError.server("speech_unavailable", String.valueOf(e.getMessage())));
            return false;
        }
    }

    private void complain(WireError error) {
        if (!complained) {
            complained = true;
            listener.trouble(error);
        }
    }

    static WireError unavailable(SpeechReadiness readiness) {
        String why =
                switch (readiness) {
                    case SpeechReadiness.Ready() -> "Speech is ready.";
                    case SpeechReadiness.Preparing(var message, _, _) ->
                            message + " Speech works as soon as that is done; type meanwhile.";
                    case SpeechReadiness.Unavailable(var reason, var remedy, _) ->
                            reason + " " + remedy;
                };
        return WireError.server("speech_unavailable", "Audio cannot be heard: " + why);
    }

    private void window(VoiceActivityDetector detectorOfStream) {
        float[] window = input.window();
        guard.observe(window, playback.reference(window.length));
        double probability = probability(detectorOfStream, window);
        boolean speech = probability >= SPEECH && guard.nearEnd();
        boolean voiced = speech && Voicing.voiced(input.wideWindow());
        var judged =
                new TurnDetector.Window(
                        input.windowIndex(), probability, voiced, guard.nearEnd(), guard.audible());
        input.judged(speech);
        Optional<TurnSettings> settings = config.get().turnDetection();
        if (settings.isPresent()) {
            act(detector.next(judged, settings.get()), settings.get());
            caption();
        }
        if (turn.isEmpty()) {
            input.keepLast(settings.isPresent() ? IDLE_KEEP_MS : MANUAL_KEEP_MS);
        }
    }

    private double probability(VoiceActivityDetector detectorOfStream, float[] window) {
        try {
            return detectorOfStream.probability(window);
        } catch (SpeechException e) {
            complain(WireError.server("speech_failed", String.valueOf(e.getMessage())));
            return 0;
        }
    }

    private void act(Signal signal, TurnSettings settings) {
        switch (signal) {
            case NONE -> {}
            case STARTED -> start(settings);
            case PAUSED -> turn.ifPresent(this::guess);
            case RESUMED -> turn.ifPresent(SpokenTurn::forgetGuess);
            case ENDED -> turn.ifPresent(this::end);
        }
    }

    private void start(TurnSettings settings) {
        long padding = settings.prefixMs() / TurnDetector.WINDOW_MS;
        long earliest = Math.ceilDiv(input.bufferStart(), VoiceActivityDetector.WINDOW);
        long first = Math.max(earliest, detector.firstWindow() - padding);
        var started =
                new SpokenTurn(
                        first * VoiceActivityDetector.WINDOW,
                        guard.audible(),
                        playback.recentWords(),
                        guard.likeness());
        turn = Optional.of(started);
        listener.started(started, first * TurnDetector.WINDOW_MS, settings);
    }

    private void guess(SpokenTurn speaking) {
        SpokenTurn.Guess guess = speaking.guessing();
        Runnable giveUp =
                transcriber.hear(
                        audioOf(speaking),
                        Urgency.SPECULATIVE,
                        result -> {
                            speaking.guessed(guess, result);
                            turns.settle();
                        });
        speaking.guessing(guess, giveUp);
    }

    private float[] audioOf(SpokenTurn speaking) {
        return input.range(speaking.startSample(), input.processed());
    }

    private void end(SpokenTurn ending) {
        long lastMs = (detector.lastWindow() + 1) * TurnDetector.WINDOW_MS;
        long nowMs = input.processed() * 1_000 / SampleQueue.RATE;
        turn = Optional.empty();
        listener.stopped(ending, lastMs);
        turns.add(ending);
        boolean guessed = ending.end(work.now(), nowMs - lastMs);
        if (detector.speechWindows() < MIN_SPEECH_WINDOWS) {
            ending.heard(new Work.Hearing.Text(""));
        } else if (!guessed) {
            recognize(ending, audioOf(ending));
        }
        input.startAt(input.processed());
        turns.settle();
    }

    private void recognize(SpokenTurn ended, float[] audio) {
        transcriber.hear(
                audio,
                Urgency.FINAL,
                result -> {
                    ended.heard(result);
                    turns.settle();
                });
    }

    private void caption() {
        if (turn.isEmpty() || detector.pausing() || !config.get().transcriptionOn()) {
            return;
        }
        SpokenTurn speaking = turn.get();
        if (speaking.captionDue(input.processed(), CAPTION_EVERY)) {
            transcriber.hear(
                    audioOf(speaking), Urgency.PARTIAL, result -> captioned(speaking, result));
        }
    }

    private void captioned(SpokenTurn speaking, Work.Hearing result) {
        speaking.captionDone();
        if (!speaking.ended() && result instanceof Work.Hearing.Text(var text, _)) {
            String delta = speaking.captions().next(text);
            if (!delta.isEmpty()) {
                listener.caption(speaking, delta);
            }
        }
    }

    /**
     * Ends the person's turn here, as the client says so.
     *
     * @return the turn, whose text follows; or what is wrong
     */
    Committed commit() {
        if (vad.isEmpty()) {
            boolean ready = work.readiness() instanceof SpeechReadiness.Ready;
            return new Committed.Refused(ready ? empty(0) : unavailable(work.readiness()));
        }
        if (input.bufferedMs() < MIN_COMMIT_MS) {
            return new Committed.Refused(empty(input.bufferedMs()));
        }
        SpokenTurn committed =
                turn.orElseGet(() -> new SpokenTurn(input.bufferStart(), false, "", 0));
        float[] speech = input.speech(MIN_SPEECH_WINDOWS);
        committed.forgetGuess();
        committed.end(work.now(), 0);
        turns.add(committed);
        turn = Optional.empty();
        detector.reset();
        input.startAnew();
        return new Committed.Done(committed, () -> hear(committed, speech));
    }

    private void hear(SpokenTurn committed, float[] speech) {
        if (speech.length > 0) {
            recognize(committed, speech);
        } else {
            committed.heard(new Work.Hearing.Text(""));
            turns.settle();
        }
    }

    /** What a commit came to. */
    sealed interface Committed {
        /** {@code proceed} starts the recognition, after the client was told of the commit. */
        record Done(SpokenTurn turn, Runnable proceed) implements Committed {}

        record Refused(WireError error) implements Committed {}
    }

    private static WireError empty(long ms) {
        return WireError.invalidRequest(
                "input_audio_buffer_commit_empty",
                ("Error committing input audio buffer: buffer too small. Expected at least %dms of"
                                + " audio, but buffer only has %.2fms of audio.")
                        .formatted(MIN_COMMIT_MS, (double) ms),
                null,
                null);
    }

    /** Throws away what is not committed. */
    void clear() {
        turn = Optional.empty();
        detector.reset();
        input.startAnew();
    }

    /** Recognises the audio that came inside an item. */
    void hearItem(short[] pcm, int rate, Consumer<Work.Hearing> then) {
        transcriber.hear(InputAudio.whole(pcm, rate), Urgency.FINAL, then);
    }

    @Override
    public void close() {
        vad.ifPresent(VoiceActivityDetector::close);
        vad = Optional.empty();
    }
}
