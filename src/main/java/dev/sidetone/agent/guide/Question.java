package dev.sidetone.agent.guide;

import java.util.Optional;

/** What a person wants to know, as far as the words tell; names are still as they were said. */
sealed interface Question {

    /** Where something is defined. */
    record Definition(Phrase of) implements Question {}

    /** Who uses, calls or mentions it. */
    record Uses(Phrase of) implements Question {}

    /** What implements or extends it. */
    record Subtypes(Phrase of) implements Question {}

    /** What it is and does. */
    record Describe(Phrase of) implements Question {}

    /** What it consists of. */
    record Outline(Phrase of) implements Question {}

    /** Where a text stands. */
    record FindText(String text) implements Question {}

    /** Find it, name or text. */
    record Find(Phrase what) implements Question {}

    /** What changed, where, when and by whom. */
    record Changes(Phrase in, String who, Period period, int limit) implements Question {}

    /** When something was changed last. */
    record LastChange(Phrase of) implements Question {}

    /** Who wrote it; {@code last} asks for the newest change only. */
    record Author(Phrase of, boolean last) implements Question {}

    /** Which tests cover it. */
    record Tests(Phrase of) implements Question {}

    /**
     * Its code.
     *
     * @param line 0 for its beginning
     */
    record Show(Phrase of, int line) implements Question {}

    /** One of the places named before, counted from 1; -1 is the last, 0 the next. */
    record Pick(int ordinal) implements Question {}

    /** What there is of a sort. */
    record Inventory(Sort sort, Phrase in) implements Question {}

    /** How to build, run or test. */
    record Build(Step step) implements Question {}

    /** What is not committed. */
    record WorkTree(Aspect aspect) implements Question {}

    /** Everything else: the words that tell. */
    record Open(String text) implements Question {}

    /** Social words. */
    record Social(Kind kind) implements Question {

        enum Kind {
            GREETING,
            THANKS,
            GOODBYE,
            HELP
        }
    }

    enum Sort {
        MODULES,
        LANGUAGES,
        SIZE,
        FILES,
        LINES,
        TYPES,
        FUNCTIONS,
        TESTS,
        AUTHORS
    }

    enum Step {
        BUILD,
        RUN,
        TEST,
        INSTALL
    }

    enum Aspect {
        STATUS,
        DIFF,
        BRANCH
    }

    /**
     * What is asked about.
     *
     * @param text its name as said; empty for the subject of before, or for the whole project
     * @param full the same with words that may belong to the name or tell its kind
     * @param hint the kind of thing it was called
     */
    record Phrase(String text, String full, Hint hint, boolean pronoun) {

        static final Phrase PROJECT = new Phrase("", "", Hint.PROJECT, false);
        static final Phrase SUBJECT = new Phrase("", "", Hint.ANY, true);

        Phrase as(Hint other) {
            return hint == Hint.ANY ? new Phrase(text, full, other, pronoun) : this;
        }

        Optional<String> name() {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }

    /** The kind of thing a name was said to be. */
    enum Hint {
        ANY,
        TYPE,
        CALLABLE,
        VALUE,
        FILE,
        FOLDER,
        PROJECT
    }
}
