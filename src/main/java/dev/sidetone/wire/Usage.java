package dev.sidetone.wire;

import org.jspecify.annotations.Nullable;

/** Tokens of one response, by modality; {@code cachedTokens} is a part of the input tokens. */
public record Usage(
        long totalTokens,
        long inputTokens,
        long outputTokens,
        @Nullable InputDetails inputTokenDetails,
        @Nullable OutputDetails outputTokenDetails) {

    public record InputDetails(
            long textTokens,
            long audioTokens,
            long imageTokens,
            long cachedTokens,
            @Nullable CachedDetails cachedTokensDetails) {}

    public record CachedDetails(long textTokens, long audioTokens, long imageTokens) {}

    public record OutputDetails(long textTokens, long audioTokens) {}

    /** The sum over modalities, nothing of it cached. */
    public static Usage of(long textIn, long audioIn, long textOut, long audioOut) {
        return new Usage(
                textIn + audioIn + textOut + audioOut,
                textIn + audioIn,
                textOut + audioOut,
                new InputDetails(textIn, audioIn, 0, 0, new CachedDetails(0, 0, 0)),
                new OutputDetails(textOut, audioOut));
    }
}
