package dev.sidetone.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Says what a configuration comes to, in sentences for a person. */
final class Meaning {

    private Meaning() {}

    static List<String> of(Configuration configuration, Values values) {
        var sentences = new ArrayList<String>();
        sentences.add(provider(configuration.provider()));
        sentences.add(call(configuration.realtime()));
        profiles(configuration, values).ifPresent(sentences::add);
        named("MCP servers", values.namesIn(Name.of("mcp_servers"))).ifPresent(sentences::add);
        named("Hooks for", hooks(values)).ifPresent(sentences::add);
        List<String> notYet = NotYet.in(values);
        if (!notYet.isEmpty()) {
            sentences.add(
                    "Read and checked, but nothing acts on it yet: "
                            + String.join(", ", notYet)
                            + ".");
        }
        return List.copyOf(sentences);
    }

    /** Beside the events stands what Codex remembers about its hooks. */
    private static SortedSet<String> hooks(Values values) {
        SortedSet<String> events = values.namesIn(Name.of("hooks"));
        events.remove("state");
        return events;
    }

    private static String provider(ModelProvider provider) {
        return provider.baseUrl()
                .map(url ->
                        "Calls go to %s at %s, %s.".formatted(provider.name(), url, key(provider)))
                .orElse("Calls go to the embedded provider of this process.");
    }

    private static String key(ModelProvider provider) {
        if (provider.key().isPresent()) {
            return "with a key";
        }
        return provider.envKey()
                .map(variable -> "with the key in " + variable + ", which is not set")
                .orElse("without a key");
    }

    private static String call(RealtimeSettings realtime) {
        if (!realtime.offered()) {
            return "Calls are turned off; typed questions are answered.";
        }
        return "A call that says nothing itself has %s."
                .formatted(
                        realtime.voice()
                                .map(voice -> "the voice " + voice)
                                .orElse("the version's own voice"));
    }

    private static Optional<String> profiles(Configuration configuration, Values values) {
        Optional<String> chosen = values.text(AgentKeys.PROFILE);
        return named("Profiles", configuration.profiles())
                .map(line ->
                        line.replaceAll("\\.$", "")
                                + chosen.map(name -> "; " + name + " is chosen.")
                                        .orElse("; none is chosen."));
    }

    private static Optional<String> named(String what, SortedSet<String> names) {
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(what + ": " + String.join(", ", names) + ".");
    }
}
