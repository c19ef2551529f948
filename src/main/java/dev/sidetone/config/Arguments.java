package dev.sidetone.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says about the configuration. It travels as system properties, because the
 * service runs in class loaders of its own.
 */
public final class Arguments {

    private Arguments() {}

    /**
     * From now on every {@link Configuration#load()} of this process heeds them.
     *
     * @param pairs the arguments of {@code -c}, each {@code key=value}
     * @param profile the argument of {@code --profile}
     */
    public static void heed(List<String> pairs, Optional<String> profile) {
        if (!pairs.isEmpty()) {
            System.setProperty(Surroundings.ARGUMENTS, Surroundings.joined(pairs));
        }
        profile.ifPresent(name -> System.setProperty("sidetone.profile", name));
    }

    /** The same for more of them, which win over those before. */
    public static void add(List<String> pairs) {
        var all = new ArrayList<>(Surroundings.ofThisProcess().arguments());
        all.addAll(pairs);
        heed(all, Optional.empty());
    }
}
