package dev.sidetone.config;

import java.util.List;

/**
 * A value in force, for people.
 *
 * @param key its name
 * @param path its name in parts
 * @param plain a text, a number, a truth value, or lists and maps of such; a secret is hidden
 * @param value as TOML writes it; a secret is hidden
 * @param layer which layer it is from, in words
 * @param place file, line and column, variable, or argument
 * @param isDefault true when nobody set it
 * @param needsRestart true when another value would take effect after a restart only
 * @param covered the weaker values that it replaces, each with its place
 */
public record Effective(
        String key,
        List<String> path,
        Object plain,
        String value,
        String layer,
        String place,
        boolean isDefault,
        boolean needsRestart,
        List<String> covered) {

    static Effective of(Name name, Values.Value value, Values all) {
        return new Effective(
                name.toString(),
                name.parts(),
                Values.plain(name, value),
                Values.shown(name, value),
                value.layer().toString(),
                value.origin().toString(),
                value.layer() == Layer.Kind.DEFAULT,
                value.key().is(Trait.RESTART),
                all.covered().getOrDefault(name, List.of()).stream()
                        .map(weaker -> Values.shown(name, weaker) + " (" + weaker.origin() + ")")
                        .toList());
    }
}
