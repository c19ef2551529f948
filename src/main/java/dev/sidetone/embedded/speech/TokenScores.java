package dev.sidetone.embedded.speech;

import java.nio.FloatBuffer;

/** What the decoder thinks of each token in one place. Higher is likelier. */
final class TokenScores {

    /** What is e^20 times as unlikely as the likeliest adds nothing that a double would show. */
    private static final double NEGLIGIBLE = -20;

    private final FloatBuffer scores;
    private final int count;

    TokenScores(FloatBuffer scores) {
        this.scores = scores;
        this.count = scores.limit();
    }

    float of(int token) {
        return scores.get(token);
    }

    /** The natural logarithm of a token's probability among all. */
    double logprob(int token) {
        return logprob(token, 0, count);
    }

    /** The same among the tokens from {@code from} to before {@code to}. */
    double logprob(int token, int from, int to) {
        float most = scores.get(likeliest(from, to));
        double all = 0;
        for (int id = from; id < to; id++) {
            double less = scores.get(id) - most;
            if (less > NEGLIGIBLE) {
                all += Math.exp(less);
            }
        }
        return Math.min(0, scores.get(token) - most - Math.log(all));
    }

    /** The likeliest token from {@code from} to before {@code to}. */
    int likeliest(int from, int to) {
        int best = from;
        for (int id = from + 1; id < to; id++) {
            if (scores.get(id) > scores.get(best)) {
                best = id;
            }
        }
        return best;
    }
}
