package dev.sidetone.config;

import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a key's value may be, and how it is read from a file and from plain text. */
sealed interface ValueType {

    /** What is allowed, in words, as it ends an error message and stands in the reference. */
    String allowed();

    /** The good value that a file's value is; empty when it is none. */
    Optional<Object> fromToml(Object value);

    /** The good value that a text of the environment is; empty when it is none. */
    default Optional<Object> fromText(String text) {
        return fromToml(text);
    }

    /** True when an empty text means that nobody set the key. */
    default boolean emptyMeansUnset() {
        return true;
    }

    /** True when a value asks for no more than the other: a shorter time, a stricter policy. */
    default boolean lowers(Object value, Object other) {
        return value.equals(other);
    }

    /** The word that may have been meant. */
    default Optional<String> meant(Object value) {
        return Optional.empty();
    }

    /** Any text that is not blank and has no control characters. */
    record Text(String allowed) implements ValueType {
        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof String s
                            && !s.isBlank()
                            && s.chars().noneMatch(Character::isISOControl)
                    ? Optional.of(s)
                    : Optional.empty();
        }
    }

    /**
     * A text of a certain form.
     *
     * @param example one of them
     */
    record Form(String regex, String allowed, String example) implements ValueType {
        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof String s && s.matches(regex)
                    ? Optional.of(s)
                    : Optional.empty();
        }
    }

    /** A regular expression that runs in time proportional to the text. */
    record Expression() implements ValueType {
        @Override
        public String allowed() {
            return "a regular expression in the syntax of RE2, which does not match the empty text";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            try {
                return value instanceof String s
                                && !s.isEmpty()
                                && !com.google.re2j.Pattern.compile(s).matcher("").find()
                        ? Optional.of(s)
                        : Optional.empty();
            } catch (PatternSyntaxException _) {
                return Optional.empty();
            }
        }
    }

    /** Any text, an empty one among them. */
    record Prose() implements ValueType {
        @Override
        public String allowed() {
            return "a text; an empty one counts";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof String s ? Optional.of(s) : Optional.empty();
        }

        @Override
        public boolean emptyMeansUnset() {
            return false;
        }
    }

    /** A file or folder. */
    record Place() implements ValueType {
        @Override
        public String allowed() {
            return "a path; ~ is your home folder";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof String s && !s.isBlank() && s.indexOf('\0') < 0
                    ? Optional.of(s)
                    : Optional.empty();
        }
    }

    /** The name of an environment variable. */
    record Variable() implements ValueType {
        @Override
        public String allowed() {
            return "the name of an environment variable: letters, digits and _";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof String s && s.matches("[A-Za-z_][A-Za-z0-9_]*")
                    ? Optional.of(s)
                    : Optional.empty();
        }
    }

    /** One of some words; where they are a scale, the strictest stands first. */
    record Choice(List<String> words) implements ValueType {
        @Override
        public String allowed() {
            return "\"" + String.join("\", \"", words) + "\"";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof String s
                    ? Optional.<Object>of(s.toLowerCase(Locale.ROOT)).filter(words::contains)
                    : Optional.empty();
        }

        @Override
        public boolean lowers(Object value, Object other) {
            return words.indexOf(value) <= words.indexOf(other);
        }

        @Override
        public Optional<String> meant(Object value) {
            return value instanceof String s
                    ? Spelling.nearest(s.toLowerCase(Locale.ROOT), words)
                    : Optional.empty();
        }
    }

    /** Yes or no. */
    record Flag() implements ValueType {
        @Override
        public String allowed() {
            return "true or false";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof Boolean ? Optional.of(value) : Optional.empty();
        }

        @Override
        public Optional<Object> fromText(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> Optional.of(true);
                case "false" -> Optional.of(false);
                default -> Optional.empty();
            };
        }

        @Override
        public boolean lowers(Object value, Object other) {
            return value.equals(false) || value.equals(other);
        }
    }

    /** A whole number. */
    record Whole(long least, long most) implements ValueType {
        @Override
        public String allowed() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof Long n && n >= least && n <= most
                    ? Optional.of(n)
                    : Optional.empty();
        }

        @Override
        public Optional<Object> fromText(String text) {
            try {
                return fromToml(Long.valueOf(text));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        @Override
        public boolean lowers(Object value, Object other) {
            return value instanceof Long a && other instanceof Long b && a <= b;
        }
    }

    /** An amount of money, kept as it is written: a binary fraction would not be. */
    record Amount(BigDecimal most) implements ValueType {
        private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

        @Override
        public String allowed() {
            return "an amount from 0 to " + most.toPlainString() + ", with at most 9 decimals";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return switch (value) {
                case Long n -> amount(n.toString());
                case Double n when Double.isFinite(n) ->
                        amount(BigDecimal.valueOf(n).toPlainString());
                case String s -> amount(s);
                default -> Optional.empty();
            };
        }

        private Optional<Object> amount(String text) {
            return DECIMAL.matcher(text).matches() && new BigDecimal(text).compareTo(most) <= 0
                    ? Optional.of(text)
                    : Optional.empty();
        }

        @Override
        public boolean lowers(Object value, Object other) {
            return value instanceof String a
                    && other instanceof String b
                    && new BigDecimal(a).compareTo(new BigDecimal(b)) <= 0;
        }
    }

    /** Seconds, with or without a fraction. */
    record Seconds(double most) implements ValueType {
        @Override
        public String allowed() {
            return "seconds, a number from 0 to " + Math.round(most);
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof Number n && n.doubleValue() >= 0 && n.doubleValue() <= most
                    ? Optional.of(n.doubleValue())
                    : Optional.empty();
        }
    }

    /** A URL of one of some schemes. */
    record Url(List<String> schemes, boolean withQuery) implements ValueType {
        static final Url HTTP = new Url(List.of("http", "https"), false);

        @Override
        public String allowed() {
            return String.join(", ", schemes)
                    + (withQuery
                            ? " URL without user name or password"
                            : " URL without user name, password or query");
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            try {
                return value instanceof String s && good(URI.create(s))
                        ? Optional.of(s)
                        : Optional.empty();
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        private boolean good(URI uri) {
            return uri.getScheme() != null
                    && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null
                    && (withQuery || uri.getQuery() == null);
        }
    }

    /** A list of texts. */
    record Texts() implements ValueType {
        @Override
        public String allowed() {
            return "a list of texts";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                    ? Optional.of(list)
                    : Optional.empty();
        }
    }

    /** A list of some of some words, at least one. */
    record Words(List<String> words) implements ValueType {
        @Override
        public String allowed() {
            return "a list of \"" + String.join("\", \"", words) + "\", at least one";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof List<?> list && !list.isEmpty() && words.containsAll(list)
                    ? Optional.of(list)
                    : Optional.empty();
        }
    }

    /**
     * A voice: one that everybody knows, or one that a provider may be said to have, which is
     * looked at when the providers are known.
     */
    record Voice(List<String> words) implements ValueType {
        @Override
        public String allowed() {
            return "\""
                    + String.join("\", \"", words)
                    + "\", or one of a provider's `realtime_voices`";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return new Text("").fromToml(value).map(Object::toString).map(this::known);
        }

        private String known(String voice) {
            String lower = voice.toLowerCase(Locale.ROOT);
            return words.contains(lower) ? lower : voice;
        }
    }

    /** A list of tables. */
    record Tables() implements ValueType {
        @Override
        public String allowed() {
            return "a list of tables";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)
                    ? Optional.of(list)
                    : Optional.empty();
        }
    }

    /** Whatever TOML can hold. */
    record Anything() implements ValueType {
        @Override
        public String allowed() {
            return "anything";
        }

        @Override
        public Optional<Object> fromToml(Object value) {
            return Optional.of(value);
        }
    }
}
