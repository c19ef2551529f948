package dev.sidetone.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that can be configured.
 *
 * @param name its name in {@code config.toml}, {@code *} for a name that the writer chooses
 * @param variable the environment variable, in lower case with dots also a system property; empty
 *     when there is none
 * @param fallback the default; empty when there is none or {@code fallbackWords} tells it
 * @param doc one or two sentences for the reference
 */
record Key(
        Name name,
        String variable,
        ValueType type,
        Set<Trait> traits,
        String fallback,
        String fallbackWords,
        String doc) {

    private static final Pattern SOUNDS_SECRET =
            Pattern.compile("(?is).*(key|token|secret|sig|passw|auth|code|credential).*");

    Key {
        traits = Set.copyOf(traits);
    }

    static Key of(String name, String variable, ValueType type, String fallback, String doc) {
        String words = "`" + fallback + "`";
        return new Key(Name.of(name), variable, type, Set.of(), fallback, words, doc);
    }

    /** A key whose default depends on something else, told in {@code words}. */
    static Key derived(String name, String variable, ValueType type, String words, String doc) {
        return new Key(Name.of(name), variable, type, Set.of(), "", words, doc);
    }

    /** A key without default and without environment variable. */
    static Key optional(String name, ValueType type, String doc) {
        return derived(name, "", type, "none", doc);
    }

    /** The same key with traits. */
    Key with(Trait first, Trait... more) {
        return new Key(name, variable, type, EnumSet.of(first, more), fallback, fallbackWords, doc);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    /** True when the value under this name must not be shown. */
    boolean hides(Name actual) {
        return is(Trait.SECRET) || is(Trait.MAYBE_SECRET) && soundsSecret(actual.last());
    }

    static boolean soundsSecret(String name) {
        return SOUNDS_SECRET.matcher(name).matches();
    }

    Optional<Object> byDefault() {
        return fallback.isEmpty() ? Optional.empty() : type.fromText(fallback);
    }

    /** The system properties that set it, the first one wins. */
    List<String> properties() {
        String ours = variable.toLowerCase(Locale.ROOT).replace('_', '.');
        return name.size() > 1 ? List.of(name.toString(), ours) : List.of(ours);
    }
}
