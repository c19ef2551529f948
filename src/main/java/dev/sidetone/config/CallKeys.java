package dev.sidetone.config;

import dev.sidetone.config.ValueType.Flag;
import dev.sidetone.config.ValueType.Whole;
import java.time.Duration;
import java.util.List;

/** The keys of what a call knows and how long it lasts, under {@code sidetone}. */
final class CallKeys {

    private static final long MOST_TOKENS = 8_000;
    private static final long MOST_MINUTES = 1_440;

    private static final Key CONVERSATION =
            flag(
                    "conversation",
                    "true",
                    "A call is told what was said before in its conversation.");
    private static final Key CONVERSATION_TOKENS = tokens("conversation", 1_200);
    private static final Key RECENT =
            flag("recent", "true", "A call is told of the workspace's other conversations.");
    private static final Key RECENT_TOKENS = tokens("recent", 600);
    private static final Key WORKSPACE =
            flag("workspace", "true", "A call is told the workspace's folders and languages.");
    private static final Key WORKSPACE_TOKENS = tokens("workspace", 1_000);
    private static final Key GIT =
            flag("git", "true", "A call is told branch, changed files and last commits.");
    private static final Key GIT_TOKENS = tokens("git", 400);
    private static final Key PERSONAL =
            flag(
                    "personal",
                    "false",
                    "Names of people and machines, e-mail addresses and absolute paths stay in what a"
                            + " call is told. By default they are taken out.");
    private static final Key START =
            limit(
                    "start_seconds",
                    new Whole(1, 120),
                    "15",
                    "How long a call may take to start, in seconds.");
    private static final Key IDLE =
            limit(
                    "idle_minutes",
                    new Whole(1, MOST_MINUTES),
                    "15",
                    "A call in which nobody says a word for so long is ended, in minutes. A minute"
                            + " before, the voice says so.");
    private static final Key MOST =
            limit(
                    "most_minutes",
                    new Whole(1, MOST_MINUTES),
                    "240",
                    "How long a call may last, in minutes. A minute before its end the voice says"
                            + " so.");

    static final List<Key> ALL =
            List.of(
                    CONVERSATION,
                    CONVERSATION_TOKENS,
                    RECENT,
                    RECENT_TOKENS,
                    WORKSPACE,
                    WORKSPACE_TOKENS,
                    GIT,
                    GIT_TOKENS,
                    PERSONAL,
                    START,
                    IDLE,
                    MOST);

    private CallKeys() {}

    static CallSettings settings(Values values) {
        var context =
                new CallSettings.Context(
                        budget(values, CONVERSATION, CONVERSATION_TOKENS),
                        budget(values, RECENT, RECENT_TOKENS),
                        budget(values, WORKSPACE, WORKSPACE_TOKENS),
                        budget(values, GIT, GIT_TOKENS),
                        values.flag(PERSONAL.name(), false));
        var limits =
                new CallSettings.Limits(
                        Duration.ofSeconds(number(values, START)),
                        Duration.ofMinutes(number(values, IDLE)),
                        Duration.ofMinutes(number(values, MOST)));
        return new CallSettings(context, limits);
    }

    private static int budget(Values values, Key wanted, Key tokens) {
        return values.flag(wanted.name(), true) ? Math.toIntExact(number(values, tokens)) : 0;
    }

    private static long number(Values values, Key key) {
        return values.number(key.name()).orElseThrow();
    }

    private static Key flag(String name, String fallback, String doc) {
        return Key.of("sidetone.context." + name, variable(name), new Flag(), fallback, doc)
                .with(Trait.LOWERED_BY_REPOSITORY);
    }

    private static Key tokens(String part, int fallback) {
        String name = part + "_tokens";
        return Key.of(
                        "sidetone.context." + name,
                        variable(name),
                        new Whole(0, MOST_TOKENS),
                        Integer.toString(fallback),
                        "How long that may be at most, in tokens of about four bytes.")
                .with(Trait.LOWERED_BY_REPOSITORY);
    }

    private static Key limit(String name, ValueType type, String fallback, String doc) {
        String variable = "SIDETONE_CALLS_" + name.toUpperCase(java.util.Locale.ROOT);
        return Key.of("sidetone.calls." + name, variable, type, fallback, doc)
                .with(Trait.LOWERED_BY_REPOSITORY);
    }

    private static String variable(String name) {
        return "SIDETONE_CONTEXT_" + name.toUpperCase(java.util.Locale.ROOT);
    }
}
