package dev.sidetone.redaction;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern: its group {@code secret} is what it finds, or all of it where there is no such group.
 */
@FunctionalInterface
interface Shape {

    String GROUP = "secret";

    /** What is found at the place {@code from} of the text or behind; empty when nothing is. */
    Search in(String text);

    /** A search in one text. For one thread. */
    @FunctionalInterface
    interface Search {
        Optional<Found> next(int from);
    }

    /**
     * @param start where the secret begins
     * @param end behind it
     * @param from where the whole of what was found begins
     */
    record Found(int start, int end, int from) {}

    static Shape of(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        boolean named = compiled.namedGroups().containsKey(GROUP);
        return text -> {
            var matcher = compiled.matcher(text);
            return from ->
                    !matcher.find(from)
                            ? Optional.empty()
                            : Optional.of(
                                    new Found(
                                            named ? matcher.start(GROUP) : matcher.start(),
                                            named ? matcher.end(GROUP) : matcher.end(),
                                            matcher.start()));
        };
    }

    static Shape ofRe2(String pattern) {
        var compiled = com.google.re2j.Pattern.compile(pattern);
        boolean named = compiled.namedGroups().containsKey(GROUP);
        return text -> {
            var matcher = compiled.matcher(text);
            return from ->
                    !matcher.find(from)
                            ? Optional.empty()
                            : Optional.of(
                                    new Found(
                                            named ? matcher.start(GROUP) : matcher.start(),
                                            named ? matcher.end(GROUP) : matcher.end(),
                                            matcher.start()));
        };
    }
}
