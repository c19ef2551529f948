package dev.sidetone.session;

import java.util.List;

/**
 * What a call is told that is found out beside its start, and so comes when it comes.
 *
 * @param vocabulary names that the recogniser should expect
 * @param context for the instructions; empty when there is none, or none yet
 */
record Briefing(List<String> vocabulary, String context) {

    static final Briefing NONE = new Briefing(List.of(), "");

    Briefing {
        vocabulary = List.copyOf(vocabulary);
    }

    Briefing with(List<String> words) {
        return new Briefing(words, context);
    }

    Briefing with(String text) {
        return new Briefing(vocabulary, text);
    }
}
