package dev.sidetone.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.wire.Usage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** No token is lost, made up or counted under two names, whatever a provider says. */
class TokensPropertyTest {

    private static final long MOST = 1_000_000;

    private static Usage usage(long[] n, boolean cachedDetails) {
        var details = cachedDetails ? new Usage.CachedDetails(n[4], n[5], n[6]) : null;
        long cached = cachedDetails ? n[4] + n[5] + n[6] : n[7];
        return new Usage(
                n[0] + n[1] + n[2] + n[8] + n[9] + n[3],
                n[0] + n[1] + n[2] + n[3],
                n[8] + n[9],
                new Usage.InputDetails(n[0], n[1], n[2], cached, details),
                new Usage.OutputDetails(n[8], n[9]));
    }

    @Property
    void theTotalIsTheProviders(
            @ForAll @LongRange(max = MOST) long text,
            @ForAll @LongRange(max = MOST) long audio,
            @ForAll @LongRange(max = MOST) long image,
            @ForAll @LongRange(max = MOST) long untold,
            @ForAll @IntRange(max = 100) int cachedPercent,
            @ForAll @LongRange(max = MOST) long out,
            @ForAll boolean cachedDetails) {
        long[] n = {
            text,
            audio,
            image,
            untold,
            text * cachedPercent / 100,
            audio * cachedPercent / 100,
            image * cachedPercent / 100,
            (text + audio + image) * cachedPercent / 100,
            out,
            out / 2
        };
        Usage usage = usage(n, cachedDetails);

        Tokens tokens = Tokens.of(usage);

        assertThat(tokens.total()).isEqualTo(usage.totalTokens());
        assertThat(tokens.input()).isEqualTo(usage.inputTokens());
        assertThat(tokens.cached().total()).isEqualTo(usage.inputTokenDetails().cachedTokens());
        assertThat(tokens.in().text() + tokens.cached().text()).isEqualTo(text);
        assertThat(tokens.in().audio() + tokens.cached().audio()).isEqualTo(audio);
    }

    @Property
    void aContradictionMakesNothingNegative(@ForAll long[] any, @ForAll boolean details) {
        long[] n = new long[10];
        for (int i = 0; i < n.length; i++) {
            n[i] = i < any.length ? any[i] % MOST : -i;
        }

        Tokens tokens = Tokens.of(usage(n, details));

        assertThat(tokens.in().text()).isNotNegative();
        assertThat(tokens.in().audio()).isNotNegative();
        assertThat(tokens.in().image()).isNotNegative();
        assertThat(tokens.in().other()).isNotNegative();
        assertThat(tokens.cached().total()).isNotNegative();
        assertThat(tokens.out().total()).isNotNegative();
        assertThat(tokens.total()).isNotNegative();
    }
}
