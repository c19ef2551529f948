package dev.sidetone.embedded.speech;

/** What the text front end makes of written text, before it is turned into sounds. */
sealed interface SpeechToken {

    /** A word in lower case, perhaps with an apostrophe. */
    record Word(String text) implements SpeechToken {}

    /** Letters that are spelled out, in upper case; a plural adds an s: {@code APIs}. */
    record Letters(String letters, boolean plural) implements SpeechToken {}

    /** A pause: one of {@code . , ? ! ; :}. */
    record Mark(char mark) implements SpeechToken {

        boolean endsSentence() {
            return mark == '.' || mark == '?' || mark == '!';
        }
    }
}
