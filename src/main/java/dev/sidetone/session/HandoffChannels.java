package dev.sidetone.session;

import java.util.List;

/**
 * Where the agent's words go in v3: {@code speakable} is said, {@code commentary} is not, without a
 * channel the model decides.
 *
 * @param analysis what words that are not said begin with, by headers
 * @param commentary the same
 * @param finals what words that are said begin with
 */
public record HandoffChannels(
        Mode mode, List<String> analysis, List<String> commentary, List<String> finals) {

    public static final HandoffChannels THINKING = of(Mode.THINKING);

    private static final String SPEAKABLE = "speakable";
    private static final String COMMENTARY = "commentary";

    public HandoffChannels {
        analysis = List.copyOf(analysis);
        commentary = List.copyOf(commentary);
        finals = List.copyOf(finals);
    }

    /** With the usual headers. */
    public static HandoffChannels of(Mode mode) {
        return new HandoffChannels(
                mode, List.of("[ANALYSIS]"), List.of("[COMMENTARY]"), List.of("[FINAL]"));
    }

    /** How a channel is found. */
    public enum Mode {
        /** There is none. */
        THINKING,
        /** All is commentary. */
        COMMENTARY,
        /** By the header that the words begin with; words without one are said. */
        BEM_TAGS
    }

    /** The channel of these words, whose header stays where it is; empty: none. */
    String channelOf(String words) {
        return switch (mode) {
            case THINKING -> "";
            case COMMENTARY -> COMMENTARY;
            case BEM_TAGS -> byHeader(words.stripLeading());
        };
    }

    private String byHeader(String words) {
        boolean said = begins(words, finals);
        boolean unsaid = begins(words, analysis) || begins(words, commentary);
        return unsaid && !said ? COMMENTARY : SPEAKABLE;
    }

    private static boolean begins(String words, List<String> headers) {
        return headers.stream().anyMatch(words::startsWith);
    }
}
