package dev.sidetone.embedded;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the embedded model understands by itself. Only a whole utterance counts: "stop" is an
 * intent, "where is the stop button" is a question about the work.
 */
enum SmallTalk {
    GREETING,
    THANKS,
    GOODBYE,
    HELP,
    REPEAT,
    SLOWER,
    FASTER,
    NORMAL_PACE,
    STOP,
    FILLER;

    private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}' ]+");
    private static final Pattern POLITE =
            Pattern.compile(
                    "^(?:(?:please|can you|could you|would you|ok|okay|oh|well|um|uh|er)\\s+)+"
                            + "|\\s+(?:please|now|sidetone|thanks|thank you)$");

    private static final Set<String> GREETINGS =
            Set.of(
                    "hello",
                    "hi",
                    "hey",
                    "hello there",
                    "hi there",
                    "hey there",
                    "good morning",
                    "good afternoon",
                    "good evening",
                    "hello sidetone",
                    "hi sidetone",
                    "hey sidetone",
                    "are you there",
                    "can you hear me");
    private static final Set<String> THANK_YOUS =
            Set.of(
                    "thanks",
                    "thank you",
                    "thanks a lot",
                    "thank you very much",
                    "many thanks",
                    "great thanks",
                    "thanks very much",
                    "cheers",
                    "perfect thanks",
                    "perfect thank you",
                    "great thank you");
    private static final Set<String> GOODBYES =
            Set.of("goodbye", "good bye", "bye", "bye bye", "see you", "see you later");
    private static final Set<String> HELPS =
            Set.of(
                    "help",
                    "help me",
                    "what can you do",
                    "what can i ask",
                    "what can i ask you",
                    "what can i say",
                    "who are you",
                    "what are you",
                    "how does this work");
    private static final Set<String> REPEATS =
            Set.of(
                    "repeat",
                    "repeat that",
                    "repeat it",
                    "say that again",
                    "say it again",
                    "again",
                    "once more",
                    "one more time",
                    "pardon",
                    "sorry what",
                    "what",
                    "what was that",
                    "what did you say",
                    "i didn't hear that",
                    "i did not hear that",
                    "come again");
    private static final Set<String> SLOWERS =
            Set.of(
                    "slower",
                    "speak slower",
                    "speak more slowly",
                    "talk slower",
                    "slow down",
                    "more slowly",
                    "a bit slower",
                    "a little slower",
                    "too fast");
    private static final Set<String> FASTERS =
            Set.of(
                    "faster",
                    "speak faster",
                    "talk faster",
                    "speed up",
                    "a bit faster",
                    "a little faster",
                    "more quickly",
                    "too slow",
                    "speak more quickly");
    private static final Set<String> NORMALS =
            Set.of(
                    "normal speed",
                    "speak normally",
                    "talk normally",
                    "normal pace",
                    "at normal speed",
                    "speak at normal speed");
    private static final Set<String> STOPS =
            Set.of(
                    "stop",
                    "stop it",
                    "stop that",
                    "stop talking",
                    "be quiet",
                    "quiet",
                    "never mind",
                    "nevermind",
                    "cancel",
                    "cancel that",
                    "forget it",
                    "enough",
                    "shut up",
                    "that's enough",
                    "hold on",
                    "wait");
    private static final Set<String> FILLERS =
            Set.of(
                    "hm",
                    "hmm",
                    "mm",
                    "mhm",
                    "mm hmm",
                    "mmhmm",
                    "uh",
                    "um",
                    "uh huh",
                    "ah",
                    "oh",
                    "okay",
                    "ok",
                    "okay okay",
                    "alright",
                    "all right",
                    "right",
                    "i see",
                    "got it",
                    "cool",
                    "nice",
                    "great",
                    "good",
                    "fine",
                    "sure",
                    "well",
                    "er");

    /** The intent of an utterance; empty when it is about something else. */
    static Optional<SmallTalk> of(String utterance) {
        String whole = normal(utterance);
        Optional<SmallTalk> exact = exactly(whole);
        if (exact.isPresent()) {
            return exact;
        }
        String bare = POLITE.matcher(whole).replaceAll("").strip();
        return bare.isEmpty() ? Optional.empty() : exactly(bare);
    }

    /** Lower case words with single spaces, without punctuation. */
    static String normal(String utterance) {
        String lower = utterance.toLowerCase(Locale.ROOT).replace('’', '\'');
        return NOT_WORDS.matcher(lower).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }

    private static Optional<SmallTalk> exactly(String words) {
        for (SmallTalk talk : values()) {
            if (talk.phrases().contains(words)) {
                return Optional.of(talk);
            }
        }
        return Optional.empty();
    }

    private Set<String> phrases() {
        return switch (this) {
            case GREETING -> GREETINGS;
            case THANKS -> THANK_YOUS;
            case GOODBYE -> GOODBYES;
            case HELP -> HELPS;
            case REPEAT -> REPEATS;
            case SLOWER -> SLOWERS;
            case FASTER -> FASTERS;
            case NORMAL_PACE -> NORMALS;
            case STOP -> STOPS;
            case FILLER -> FILLERS;
        };
    }
}
