package dev.sidetone.embedded.speech;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one written chunk (no blanks, no closing punctuation) as a developer would say it: paths,
 * {@code path:line}, identifiers, versions, numbers with units. The first rule that fits wins.
 *
 * <p>The result is words in lower case, apart from letters to be spelled, which are in upper case.
 */
final class ChunkReader {

    private static final Pattern SEPARATORS = Pattern.compile("[_\\-\\s:,;\\\\|~^]+");
    private static final Pattern INNER_DOT = Pattern.compile("\\w+(\\.\\w+)+");
    private static final int LONGEST_SPELLED = 5;
    private static final int SHOWN_OF_HASH = 7;
    private static final int SHORT_PATH = 3;

    @FunctionalInterface
    private interface Reading {
        String read(MatchResult match, String before);
    }

    private record Rule(Pattern pattern, Reading reading) {}

    private final Predicate<String> isWord;
    private final List<Rule> rules =
            List.of(
                    rule("\\d+", (m, before) -> Numbers.inContext(m.group(), before)),
                    rule("\\$(\\d{1,15})(?:\\.(\\d\\d))?", (m, _) -> money(m)),
                    rule("(\\d{1,15})(?:st|nd|rd|th)", (m, _) -> Numbers.ordinal(m.group(1))),
                    rule("(\\d\\d?):(\\d\\d)", (m, _) -> clock(m)),
                    rule("(.*[A-Za-z].*?):(\\d+)(?:-(\\d+))?(?::\\d+)?", (m, _) -> lines(m)),
                    rule("([vV]?)(\\d+(?:\\.\\d+)+)([a-zA-Z%]*)", (m, _) -> version(m)),
                    rule("[vV](\\d+)", (m, _) -> "version " + Numbers.cardinal(m.group(1))),
                    rule("(-?)(\\d+)([a-zA-Z%]+)", (m, _) -> quantity(m)),
                    rule("(?=.*\\d)(?=.*[a-f])[0-9a-f]{7,40}", (m, _) -> hash(m.group())),
                    rule("([A-Za-z]+)'([a-z]+)", (m, _) -> contraction(m)),
                    rule("[a-z]+://(.+)", (m, _) -> read(m.group(1), "")),
                    rule(".*/.*", (m, _) -> path(m.group())),
                    rule("#(\\w+)", (m, _) -> "number " + read(m.group(1), "")),
                    rule("(.+)#(\\w+)", (m, _) -> read(m.group(1), "") + " " + symbol(m.group(2))),
                    rule("(.*?)\\.+(\\w+(?:\\.\\w+)*)", (m, _) -> dotted(m)));

    /**
     * @param isWord whether a lower-case word has a known pronunciation
     */
    ChunkReader(Predicate<String> isWord) {
        this.isWord = isWord;
    }

    private static Rule rule(String regex, Reading reading) {
        return new Rule(Pattern.compile(regex), reading);
    }

    /**
     * Says a chunk.
     *
     * @param before the chunk before it in lower case, empty for the first
     */
    String read(String chunk, String before) {
        boolean afterNumber = !before.isEmpty() && before.chars().allMatch(Character::isDigit);
        String unit = SpokenForms.UNITS.get(chunk.toLowerCase(Locale.ROOT));
        if (afterNumber && unit != null && chunk.length() > 1) {
            return unit;
        }
        for (Rule rule : rules) {
            Matcher matcher = rule.pattern().matcher(chunk);
            if (matcher.matches()) {
                return rule.reading().read(matcher.toMatchResult(), before);
            }
        }
        return symbol(chunk);
    }

    private static String money(MatchResult m) {
        String dollars = m.group(1).equals("1") ? " dollar" : " dollars";
        String cents = m.group(2) == null ? "" : " " + Numbers.cardinal(m.group(2)) + " cents";
        return Numbers.cardinal(m.group(1)) + dollars + cents;
    }

    private static String clock(MatchResult m) {
        String minutes = m.group(2);
        String spoken =
                minutes.equals("00")
                        ? " o'clock"
                        : (minutes.startsWith("0") ? " oh " : " ") + Numbers.cardinal(minutes);
        return Numbers.cardinal(m.group(1)) + spoken;
    }

    /** A long path is named by its file: the page shows the rest. */
    private String lines(MatchResult m) {
        String path = m.group(1);
        boolean isLong = path.split("/").length > SHORT_PATH;
        String file = isLong ? path.substring(path.lastIndexOf('/') + 1) : path;
        String first = Numbers.inContext(m.group(2), "line");
        String range =
                m.group(3) == null
                        ? "line " + first
                        : "lines " + first + " to " + Numbers.inContext(m.group(3), "line");
        return range + " of " + read(file, "");
    }

    private String version(MatchResult m) {
        boolean named = !m.group(1).isEmpty();
        String[] parts = m.group(2).split("\\.");
        BinaryOperator<String> join = (a, b) -> a + " point " + b;
        boolean decimal = parts.length == 2 && !named;
        String tail =
                Arrays.stream(parts)
                        .skip(1)
                        .map(part -> decimal ? Numbers.digits(part) : Numbers.cardinal(part))
                        .reduce(join)
                        .orElse("");
        String unit = m.group(3).isEmpty() ? "" : " " + unit(m.group(3));
        String number = join.apply(Numbers.cardinal(parts[0]), tail);
        return (named ? "version " : "") + number + unit;
    }

    private String quantity(MatchResult m) {
        String sign = m.group(1).isEmpty() ? "" : "minus ";
        return sign + Numbers.cardinal(m.group(2)) + " " + unit(m.group(3));
    }

    private String unit(String written) {
        String unit = SpokenForms.UNITS.get(written.toLowerCase(Locale.ROOT));
        return unit != null ? unit : symbol(written);
    }

    private static String hash(String hash) {
        return hash.substring(0, Math.min(SHOWN_OF_HASH, hash.length()))
                .chars()
                .mapToObj(c ->
                        Character.isDigit(c)
                                ? Numbers.cardinal(c - '0')
                                : Character.toString(Character.toUpperCase(c)))
                .collect(Collectors.joining(" "));
    }

    private String contraction(MatchResult m) {
        String stem = word(m.group(1));
        boolean spelled = stem.matches("[A-Z]+");
        boolean other = !stem.equals(m.group(1).toLowerCase(Locale.ROOT));
        if (spelled && m.group(2).equals("s")) {
            return stem + "s";
        }
        return (other ? stem : m.group(1).toLowerCase(Locale.ROOT)) + "'" + m.group(2);
    }

    /** Developers leave the slashes out: source main java. */
    private String path(String path) {
        return Pattern.compile("/+")
                .splitAsStream(path)
                .filter(part -> !part.isEmpty())
                .map(part -> read(part, ""))
                .collect(Collectors.joining(" "));
    }

    private String dotted(MatchResult m) {
        String left = m.group(1).isEmpty() ? "" : read(m.group(1), "") + " ";
        return left
                + Pattern.compile("\\.")
                        .splitAsStream(m.group(2))
                        .map(part -> "dot " + read(part, ""))
                        .collect(Collectors.joining(" "));
    }

    private String symbol(String chunk) {
        String written =
                chunk.replace("&", " and ")
                        .replace("+", " plus ")
                        .replace("=", " equals ")
                        .replace("@", " at ")
                        .replace("#", " hash ")
                        .replace("%", " percent ")
                        .replaceAll("[$<>'!?\"]", " ");
        return SEPARATORS
                .splitAsStream(written)
                .filter(part -> !part.isEmpty())
                .map(part -> INNER_DOT.matcher(part).matches() ? read(part, "") : word(part))
                .collect(Collectors.joining(" "));
    }

    /** One run of letters and digits: a word, an acronym or a camel-case name. */
    private String word(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        String form = SpokenForms.WORDS.get(lower);
        if (form != null) {
            return form;
        }
        if (word.matches("\\d+")) {
            return Numbers.cardinal(word);
        }
        if (word.matches("[A-Z]")) {
            return word.equals("A") || word.equals("I") ? lower : word;
        }
        if (word.matches("[A-Z]{2,}")) {
            return acronym(word, lower);
        }
        if (word.matches("[A-Z]{2,}s") && word.length() <= LONGEST_SPELLED) {
            return word;
        }
        if (word.matches("[A-Z]?[a-z]+")) {
            return lower;
        }
        String[] humps = Humps.split(word);
        return humps.length > 1
                ? Arrays.stream(humps).map(this::word).collect(Collectors.joining(" "))
                : lower.replaceAll("[^a-z]", " ").strip();
    }

    private String acronym(String word, String lower) {
        boolean sayable = word.matches(".*[AEIOUY].*");
        boolean known = word.length() > 3 && isWord.test(lower);
        boolean name = word.length() > LONGEST_SPELLED || word.length() > 4 && sayable;
        return known || name && sayable ? lower : word;
    }
}
