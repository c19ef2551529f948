package dev.sidetone.provider;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Tries again after faults of the network and of the server: 200 ms, doubled each time, a tenth
 * more or less so that many clients do not come back at once. What the provider understood and
 * refused is not asked again, nor what it is too busy for (429), nor what it let wait in vain.
 *
 * @param most how often after the first time
 */
record Retry(int most, Pause pause, RandomGenerator random) {

    private static final double FIRST_MS = 200;
    private static final double JITTER = 0.1;
    private static final int MOST_DOUBLINGS = 10;

    /** A refusal for good, although its status is 503: there is no media here. */
    private static final String NO_MEDIA = "webrtc_unavailable";

    /** One try. */
    interface Attempt<T> {
        T run() throws ProviderException, InterruptedException;
    }

    /** Waits. */
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }

    <T> T run(Attempt<T> attempt) throws ProviderException, InterruptedException {
        return run(attempt, Retry::worthAnother);
    }

    /** For what does no harm when it is done twice: tries again when there was no answer, too. */
    <T> T insist(Attempt<T> attempt) throws ProviderException, InterruptedException {
        return run(attempt, e -> worthAnother(e) || e.kind() == ProviderException.Kind.TIMED_OUT);
    }

    private <T> T run(Attempt<T> attempt, Predicate<ProviderException> again)
            throws ProviderException, InterruptedException {
        for (int tried = 0; ; tried++) {
            try {
                return attempt.run();
            } catch (ProviderException e) {
                if (tried >= most || !again.test(e)) {
                    throw e;
                }
                pause.take(before(tried + 1));
            }
        }
    }

    private Duration before(int next) {
        double usual = FIRST_MS * (1 << Math.min(next - 1, MOST_DOUBLINGS));
        double share = 1 + JITTER * (2 * random.nextDouble() - 1);
        return Duration.ofNanos(Math.round(usual * share * 1_000_000));
    }

    private static boolean worthAnother(ProviderException e) {
        return switch (e.kind()) {
            case UNREACHABLE -> true;
            case REFUSED -> e.status() >= 500 && !e.code().equals(NO_MEDIA);
            case GONE, BAD_ANSWER, TIMED_OUT, FORBIDDEN -> false;
        };
    }
}
