package dev.sidetone.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every key: the reader, the checks and {@code docs/configuration.md} use this. */
final class KeyTable {

    static final List<Key> ALL =
            Stream.of(
                            Keys.ALL,
                            AccessKeys.ALL,
                            PeopleKeys.ALL,
                            RealtimeKeys.ALL,
                            CallKeys.ALL,
                            OperationKeys.ALL,
                            VaultKeys.ALL,
                            UsageKeys.ALL,
                            RetentionKeys.ALL,
                            RecordingKeys.ALL,
                            ApiKeys.ALL,
                            DeliveryKeys.ALL,
                            ProviderKeys.ALL,
                            AgentKeys.ALL)
                    .flatMap(List::stream)
                    .toList();

    private static final Map<Name, Key> PLAIN = new HashMap<>();
    private static final List<Key> PATTERNS;

    static {
        PATTERNS = ALL.stream().filter(k -> k.name().toString().contains("*")).toList();
        ALL.forEach(key -> PLAIN.put(key.name(), key));
    }

    private KeyTable() {}

    static Optional<Key> find(Name name) {
        Optional<Key> plain = Optional.ofNullable(PLAIN.get(name));
        return plain.isPresent()
                ? plain
                : PATTERNS.stream().filter(key -> key.name().covers(name)).findFirst();
    }

    /** True when keys stand under this name, so that it cannot be a value itself. */
    static boolean isTable(Name name) {
        return ALL.stream().anyMatch(key -> key.name().isUnder(name));
    }

    /** The name that may have been meant. */
    static Optional<String> nearest(Name name) {
        Stream<Name> ours = ALL.stream().filter(key -> !key.is(Trait.OUTSIDE_ONLY)).map(Key::name);
        List<String> names =
                Stream.concat(ours, CodexOnly.names())
                        .map(known -> known.filledFrom(name).toString())
                        .filter(n -> !n.contains(Name.ANY))
                        .toList();
        return Spelling.nearest(name.toString(), names);
    }
}
