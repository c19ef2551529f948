package dev.sidetone.embedded;

/**
 * Finds turns in a stream of 32 ms windows that were judged one by one. Pure but for its own
 * counters; one thread at a time.
 *
 * <p>A turn starts with {@value #START} speech windows in a row (96 ms) of which {@value #VOICED}
 * are voiced, so that clicks are too short for it and coughs too noisy. Speech without any voice (a
 * whisper) starts a turn after {@value #UNVOICED} windows, and only while nothing is played.
 */
final class TurnDetector {

    /** Length of a window in milliseconds. */
    static final int WINDOW_MS = 32;

    private static final int START = 3;
    private static final int VOICED = 2;
    private static final int UNVOICED = 14;
    private static final int PAUSE = 2;
    private static final int MAX_MS = 28_000;
    private static final double HYSTERESIS = 0.15;

    /**
     * What is known about one window.
     *
     * @param index its place in the stream, counted from 0
     * @param probability of speech, 0…1
     * @param voiced whether it has a pitch
     * @param nearEnd whether it is more than the echo of what is played
     * @param playing whether the assistant is heard right now
     */
    record Window(
            long index, double probability, boolean voiced, boolean nearEnd, boolean playing) {}

    /** What a window changed. */
    enum Signal {
        NONE,
        STARTED,
        /** Silence that may be the end: time to guess the text. */
        PAUSED,
        RESUMED,
        ENDED
    }

    private int run;
    private int voicedRun;
    private boolean speaking;
    private int silence;
    private long firstWindow;
    private long lastWindow;
    private int speechWindows;

    Signal next(Window window, TurnSettings settings) {
        return speaking ? during(window, settings) : before(window, settings);
    }

    private Signal before(Window window, TurnSettings settings) {
        if (window.probability() < settings.threshold() || !window.nearEnd()) {
            run = 0;
            voicedRun = 0;
            return Signal.NONE;
        }
        run++;
        voicedRun += window.voiced() ? 1 : 0;
        boolean spoken = run >= START && voicedRun >= VOICED;
        boolean whispered = run >= UNVOICED && !window.playing();
        if (!spoken && !whispered) {
            return Signal.NONE;
        }
        speaking = true;
        silence = 0;
        speechWindows = run;
        firstWindow = window.index() - run + 1;
        lastWindow = window.index();
        return Signal.STARTED;
    }

    private Signal during(Window window, TurnSettings settings) {
        boolean speech =
                window.probability() >= settings.threshold() - HYSTERESIS && window.nearEnd();
        if (speech) {
            boolean resumed = silence >= PAUSE;
            silence = 0;
            speechWindows++;
            lastWindow = window.index();
            return tooLong(window) ? end() : resumed ? Signal.RESUMED : Signal.NONE;
        }
        silence++;
        if (silence * WINDOW_MS >= settings.silenceMs() || tooLong(window)) {
            return end();
        }
        return silence == PAUSE ? Signal.PAUSED : Signal.NONE;
    }

    private boolean tooLong(Window window) {
        return (window.index() - firstWindow) * WINDOW_MS >= MAX_MS;
    }

    private Signal end() {
        reset();
        return Signal.ENDED;
    }

    /** Forgets a turn under way. */
    void reset() {
        speaking = false;
        run = 0;
        voicedRun = 0;
        silence = 0;
    }

    boolean speaking() {
        return speaking;
    }

    /** Whether the speaker makes a pause right now. */
    boolean pausing() {
        return speaking && silence > 0;
    }

    /** The first speech window of the turn, counted from 0. */
    long firstWindow() {
        return firstWindow;
    }

    /** The last speech window of the turn. */
    long lastWindow() {
        return lastWindow;
    }

    /** Windows with speech in the turn. */
    int speechWindows() {
        return speechWindows;
    }
}
