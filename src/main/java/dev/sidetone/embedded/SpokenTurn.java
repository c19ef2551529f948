package dev.sidetone.embedded;

import java.util.Optional;

/**
 * One turn of the person, from its first sound to its text. One thread at a time.
 *
 * <p>While the person pauses, the text is guessed; when the turn ends there, the guess is the text.
 */
final class SpokenTurn {

    /** A guess at the text so far; superseded ones are forgotten. */
    static final class Guess {
        private Optional<Work.Hearing> result = Optional.empty();
        private Runnable giveUp = () -> {};
    }

    private final String itemId = Ids.item();
    private final CaptionAgreement captions = new CaptionAgreement();
    private final long startSample;
    private final boolean overPlayback;
    private final String saidMeanwhile;
    private final double likeness;
    private Optional<Guess> guess = Optional.empty();
    private Optional<Work.Hearing> heard = Optional.empty();
    private boolean ended;
    private boolean captionPending;
    private long captionedTo;
    private long endedAt;
    private long endOfTurnMs;

    /**
     * @param startSample where its audio starts
     * @param overPlayback whether the assistant was heard at that time
     * @param saidMeanwhile what the assistant was saying, for the echo check
     * @param likeness how much the sound was like the playback
     */
    SpokenTurn(long startSample, boolean overPlayback, String saidMeanwhile, double likeness) {
        this.startSample = startSample;
        this.overPlayback = overPlayback;
        this.saidMeanwhile = saidMeanwhile;
        this.likeness = likeness;
        this.captionedTo = startSample;
    }

    String itemId() {
        return itemId;
    }

    long startSample() {
        return startSample;
    }

    /** A new guess that replaces an older one. */
    Guess guessing() {
        var fresh = new Guess();
        guess = Optional.of(fresh);
        return fresh;
    }

    /** The guess is under way and can be given up. */
    void guessing(Guess which, Runnable giveUp) {
        which.giveUp = giveUp;
    }

    /** The person went on: the guess was too early. */
    void forgetGuess() {
        guess.ifPresent(early -> early.giveUp.run());
        guess = Optional.empty();
    }

    void guessed(Guess which, Work.Hearing result) {
        which.result = Optional.of(result);
        if (ended && guess.filter(which::equals).isPresent()) {
            heard = guess.get().result;
        }
    }

    /**
     * The turn is over.
     *
     * @return true when a guess is there or under way, false when it must be recognised now
     */
    boolean end(long now, long waitedMs) {
        ended = true;
        endedAt = now;
        endOfTurnMs = waitedMs;
        heard = guess.flatMap(g -> g.result);
        return guess.isPresent();
    }

    void heard(Work.Hearing result) {
        heard = Optional.of(result);
    }

    /** What it came to, once that is known. */
    Optional<Work.Hearing> heard() {
        return heard;
    }

    boolean ended() {
        return ended;
    }

    long endedAt() {
        return endedAt;
    }

    /** Milliseconds between the last speech and the decision that the turn was over. */
    long endOfTurnMs() {
        return endOfTurnMs;
    }

    /** Whether this text is the assistant's own, heard back. */
    boolean isEcho(String text) {
        return overPlayback && EchoWords.echo(text, saidMeanwhile, likeness);
    }

    CaptionAgreement captions() {
        return captions;
    }

    /** Whether a caption pass is due; it counts as begun then. */
    boolean captionDue(long processed, long everySamples) {
        if (captionPending || processed - captionedTo < everySamples) {
            return false;
        }
        captionPending = true;
        captionedTo = processed;
        return true;
    }

    void captionDone() {
        captionPending = false;
    }
}
