package dev.sidetone.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What values that are good by themselves come to that cannot be: a provider that is not there, a
 * key file that cannot be read, a service that would be open to everybody.
 */
final class Unusable {

    private Unusable() {}

    /** One line for each fault. */
    static List<String> in(Surroundings around, Layers.Outcome outcome) {
        Values values = outcome.values();
        Set<String> faults = new LinkedHashSet<>();
        Stream<Runnable> parts =
                Stream.concat(
                        Stream.<Runnable>of(
                                () -> new Providers(values, around).chosen(),
                                () -> RealtimeView.of(values),
                                () -> CallKeys.settings(values),
                                () -> OperationKeys.settings(values),
                                () -> UsageKeys.settings(values),
                                () -> RetentionKeys.settings(values),
                                () -> RecordingKeys.settings(values, around),
                                () -> VaultKeys.keyring(values, around),
                                () -> ApiKeys.settings(values),
                                () -> DeliveryKeys.settings(values, around)),
                        SettingsView.parts(values, around, outcome.home()));
        parts.forEach(part -> {
            try {
                part.run();
            } catch (ConfigException e) {
                faults.addAll(e.faults());
            }
        });
        return List.copyOf(faults);
    }
}
