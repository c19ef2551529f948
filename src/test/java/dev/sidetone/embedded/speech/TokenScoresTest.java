package dev.sidetone.embedded.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenScoresTest {

    @Property
    void probabilitiesSumToOneAndTheLikeliestHasTheGreatest(
            @ForAll @Size(min = 1, max = 200) List<@FloatRange(min = -40, max = 40) Float> scores) {
        float[] values = new float[scores.size()];
        IntStream.range(0, values.length).forEach(i -> values[i] = scores.get(i));
        var tokens = new TokenScores(FloatBuffer.wrap(values));

        double[] chances =
                IntStream.range(0, values.length)
                        .mapToDouble(id -> Math.exp(tokens.logprob(id)))
                        .toArray();

        assertThat(IntStream.range(0, chances.length).mapToDouble(i -> chances[i]).sum())
                .isCloseTo(1, within(1e-5));
        assertThat(chances[tokens.likeliest(0, chances.length)])
                .isEqualTo(
                        IntStream.range(0, chances.length)
                                .mapToDouble(i -> chances[i])
                                .max()
                                .orElseThrow());
    }

    @Test
    void aRangeIsJudgedByItself() {
        var tokens = new TokenScores(FloatBuffer.wrap(new float[] {90, 1, 1, 50}));

        assertThat(tokens.likeliest(1, 3)).isEqualTo(1);
        assertThat(Math.exp(tokens.logprob(2, 1, 3))).isCloseTo(0.5, within(1e-9));
    }
}
