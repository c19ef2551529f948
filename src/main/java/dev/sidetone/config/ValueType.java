package dev.sidetone.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a key's value may be. Values travel as text; a type says which texts are good. */
sealed interface ValueType {

    /** What is allowed, in words, as it ends an error message and stands in the reference. */
    String allowed();

    /** True when the text is a value of this type. */
    boolean accepts(String text);

    /** The text of a value from a file; empty when the file's value is of another type. */
    default Optional<String> text(Object toml) {
        return toml instanceof String s ? Optional.of(s) : Optional.empty();
    }

    /** Any text that is not blank. */
    record Text(String allowed) implements ValueType {
        @Override
        public boolean accepts(String text) {
            return !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
        }
    }

    /** A file or folder. */
    record Place() implements ValueType {
        @Override
        public String allowed() {
            return "a path; ~ is your home folder";
        }

        @Override
        public boolean accepts(String text) {
            return !text.isBlank() && text.indexOf('\0') < 0;
        }
    }

    /** One of some words. */
    record Choice(List<String> words) implements ValueType {
        @Override
        public String allowed() {
            return "\"" + String.join("\", \"", words) + "\"";
        }

        @Override
        public boolean accepts(String text) {
            return words.contains(text.toLowerCase(Locale.ROOT));
        }
    }

    /** A whole number. */
    record Whole(long least, long most) implements ValueType {
        @Override
        public String allowed() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public boolean accepts(String text) {
            try {
                long value = Long.parseLong(text);
                return value >= least && value <= most;
            } catch (NumberFormatException _) {
                return false;
            }
        }

        @Override
        public Optional<String> text(Object toml) {
            return toml instanceof Long n ? Optional.of(n.toString()) : Optional.empty();
        }
    }

    /** An {@code http} or {@code https} URL. */
    record Url() implements ValueType {
        @Override
        public String allowed() {
            return "an http or https URL without user name, password or query";
        }

        @Override
        public boolean accepts(String text) {
            try {
                URI uri = URI.create(text);
                return List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                        && uri.getHost() != null
                        && uri.getUserInfo() == null
                        && uri.getQuery() == null;
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
    }
}
