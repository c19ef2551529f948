package dev.sidetone.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** The keys of how long what is said is kept. */
final class RetentionKeys {

    private static final String TABLE = "sidetone.retention.";
    private static final Name WORKSPACES = Name.of("sidetone.retention.workspaces");
    private static final String CONVERSATIONS = "conversation_days";
    private static final String OUTPUTS = "tool_output_days";
    private static final ValueType DAYS = new ValueType.Whole(0, 36_500);

    static final Key ALL_CONVERSATIONS =
            days(
                    CONVERSATIONS,
                    "Days after its last change when a conversation is taken out for good, with its"
                            + " sound; 0 keeps it. Legal hold is stronger.");
    static final Key ALL_OUTPUTS =
            days(
                    OUTPUTS,
                    "Days after which the text of a tool's output is taken out for good; 0 keeps it"
                            + " as long as its conversation.");

    static final List<Key> ALL =
            List.of(
                    ALL_CONVERSATIONS,
                    ALL_OUTPUTS,
                    Key.optional(
                            WORKSPACES + ".*." + CONVERSATIONS,
                            DAYS,
                            "The same for the workspace of this name."),
                    Key.optional(
                            WORKSPACES + ".*." + OUTPUTS,
                            DAYS,
                            "The same for the workspace of this name."));

    private RetentionKeys() {}

    static RetentionSettings settings(Values values) {
        var usual =
                new RetentionSettings.Rule(
                        given(values.number(ALL_CONVERSATIONS.name())),
                        given(values.number(ALL_OUTPUTS.name())));
        var own = new TreeMap<String, RetentionSettings.Rule>();
        for (String workspace : values.namesIn(WORKSPACES)) {
            Name table = new Name(List.of(workspace)).under(WORKSPACES);
            own.put(
                    workspace,
                    new RetentionSettings.Rule(
                            of(values, table, CONVERSATIONS, usual.conversations()),
                            of(values, table, OUTPUTS, usual.toolOutputs())));
        }
        return new RetentionSettings(usual, own);
    }

    private static Optional<Duration> of(
            Values values, Name table, String key, Optional<Duration> otherwise) {
        Optional<Long> days = values.number(new Name(List.of(key)).under(table));
        return days.isPresent() ? given(days) : otherwise;
    }

    private static Optional<Duration> given(Optional<Long> days) {
        return days.filter(n -> n > 0).map(Duration::ofDays);
    }

    private static Key days(String name, String doc) {
        return Key.of(
                TABLE + name,
                "SIDETONE_RETENTION_" + name.toUpperCase(Locale.ROOT),
                DAYS,
                "0",
                doc);
    }
}
