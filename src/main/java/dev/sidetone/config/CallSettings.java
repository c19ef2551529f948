package dev.sidetone.config;

import java.time.Duration;

/** What a call is told at its start and how long it may last. */
public record CallSettings(Context context, Limits limits) {

    /**
     * What a call is told at its start, in estimated tokens of each part; 0 leaves a part out.
     *
     * @param conversation the talk so far
     * @param recent other conversations about the workspace
     * @param workspace its folders and languages
     * @param git branch, changes and last commits
     * @param personal also names of people and machines, e-mail addresses and absolute paths
     */
    public record Context(int conversation, int recent, int workspace, int git, boolean personal) {

        /** Nothing at all is told. */
        public boolean empty() {
            return conversation + recent + workspace + git == 0;
        }
    }

    /**
     * How long things may take.
     *
     * @param start from the wish for a call to its start
     * @param idle without a word of anybody
     * @param most from the start of a call to its end
     */
    public record Limits(Duration start, Duration idle, Duration most) {}
}
