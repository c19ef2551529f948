package dev.sidetone.embedded;

/** All that the embedded model ever says of its own. */
final class Phrases {

    static final String READY = "I am listening. What would you like to know?";
    static final String HELLO = "Hello. What would you like to know?";
    static final String WELCOME = "You are welcome.";
    static final String BYE = "Goodbye.";
    static final String OKAY = "Okay.";
    static final String SLOWER = "Okay, I will speak slower.";
    static final String FASTER = "Okay, I will speak faster.";
    static final String NORMAL = "Okay, back to normal speed.";
    static final String NOTHING_SAID = "I have not said anything yet.";
    static final String HELP =
            "Ask me about this repository. For example, where something is defined, who calls it,"
                    + " what a file does, or what changed recently. You can also say repeat,"
                    + " slower, faster or stop.";
    static final String HELP_ALONE =
            "I can greet you, repeat what I said, and speak slower or faster. For anything else I"
                    + " need a tool, and this session has none that I could use.";
    static final String NO_TOOL =
            "I have no tool here that could answer that. I can only greet you, help, repeat, and"
                    + " change my pace.";

    private Phrases() {}
}
