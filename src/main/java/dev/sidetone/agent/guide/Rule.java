package dev.sidetone.agent.guide;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One way to ask: a pattern of the whole text, and the question it makes of a match. */
record Rule(Pattern pattern, Function<Matcher, Optional<Question>> make) {

    static Rule of(String regex, Function<Matcher, Question> make) {
        return maybe(regex, m -> Optional.of(make.apply(m)));
    }

    static Rule maybe(String regex, Function<Matcher, Optional<Question>> make) {
        return new Rule(Pattern.compile("^(?:" + regex + ")$", Pattern.CASE_INSENSITIVE), make);
    }

    Optional<Question> apply(String text) {
        Matcher m = pattern.matcher(text);
        return m.matches() ? make.apply(m) : Optional.empty();
    }
}
