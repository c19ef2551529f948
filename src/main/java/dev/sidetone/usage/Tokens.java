package dev.sidetone.usage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidetone.wire.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by modality. Nothing is in two of the numbers: cached input stands apart from input that
 * was not cached, and {@code other} is what a provider did not tell apart.
 */
public record Tokens(In in, In cached, Out out) {

    /** None. */
    public static final Tokens NONE = new Tokens(In.NONE, In.NONE, Out.NONE);

    /** What went in. */
    public record In(long text, long audio, long image, long other) {
        static final In NONE = new In(0, 0, 0, 0);

        public long total() {
            return text + audio + image + other;
        }

        In plus(In more) {
            return new In(
                    text + more.text, audio + more.audio, image + more.image, other + more.other);
        }

        private In minus(In part) {
            return new In(
                    text - part.text, audio - part.audio, image - part.image, other - part.other);
        }
    }

    /** What came out. */
    public record Out(long text, long audio, long other) {
        static final Out NONE = new Out(0, 0, 0);

        public long total() {
            return text + audio + other;
        }

        Out plus(Out more) {
            return new Out(text + more.text, audio + more.audio, other + more.other);
        }
    }

    /** All of them, as the provider's {@code total_tokens} counts. */
    public long total() {
        return input() + out.total();
    }

    /** All that went in, cached or not. */
    public long input() {
        return in.total() + cached.total();
    }

    /** Some were not told apart by modality. */
    public boolean mixed() {
        return in.other + cached.other + out.other > 0;
    }

    Tokens plus(Tokens more) {
        return new Tokens(in.plus(more.in), cached.plus(more.cached), out.plus(more.out));
    }

    /**
     * What a response reported. A provider that contradicts itself never makes a number negative.
     */
    static Tokens of(Usage usage) {
        In all = input(usage);
        In cached = cached(usage.inputTokenDetails(), all);
        return new Tokens(all.minus(cached), cached, output(usage));
    }

    private static In input(Usage usage) {
        Usage.InputDetails parts = usage.inputTokenDetails();
        if (parts == null) {
            return new In(0, 0, 0, natural(usage.inputTokens()));
        }
        long text = natural(parts.textTokens());
        long audio = natural(parts.audioTokens());
        long image = natural(parts.imageTokens());
        return new In(text, audio, image, natural(usage.inputTokens() - text - audio - image));
    }

    /**
     * Without details it is not known what was cached: it is taken from the modalities in the order
     * in which a session begins, text first.
     */
    private static In cached(Usage.@Nullable InputDetails parts, In all) {
        if (parts == null) {
            return In.NONE;
        }
        Usage.CachedDetails details = parts.cachedTokensDetails();
        long rest = Math.min(natural(parts.cachedTokens()), all.total());
        long text = part(details == null ? rest : details.textTokens(), all.text, rest);
        rest -= text;
        long audio = part(details == null ? rest : details.audioTokens(), all.audio, rest);
        rest -= audio;
        long image = part(details == null ? rest : details.imageTokens(), all.image, rest);
        rest -= image;
        return new In(text, audio, image, Math.min(rest, all.other));
    }

    private static long part(long told, long all, long rest) {
        return Math.min(natural(told), Math.min(all, rest));
    }

    private static Out output(Usage usage) {
        Usage.OutputDetails parts = usage.outputTokenDetails();
        if (parts == null) {
            return new Out(0, 0, natural(usage.outputTokens()));
        }
        long text = natural(parts.textTokens());
        long audio = natural(parts.audioTokens());
        return new Out(text, audio, natural(usage.outputTokens() - text - audio));
    }

    /** What the writing down of words reported: sound and maybe text in, text out. */
    static Tokens ofWords(JsonNode usage) {
        JsonNode parts = usage.path("input_token_details");
        long text = number(parts, "text_tokens");
        long audio = number(parts, "audio_tokens");
        long rest = natural(number(usage, "input_tokens") - text - audio);
        return new Tokens(
                new In(text, audio, 0, rest),
                In.NONE,
                new Out(number(usage, "output_tokens"), 0, 0));
    }

    private static long number(JsonNode of, String member) {
        return natural(of.path(member).asLong());
    }

    private static long natural(long number) {
        return Math.max(0, number);
    }
}
