package dev.sidetone.redaction;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes secrets and personal data out of a text and leaves a mark that says what was there. What is
 * taken out is kept nowhere. Immutable, thread-safe.
 */
public final class Redactor {

    private static final String OPEN = "[redacted: ";
    private static final Redactor NONE = new Redactor(List.of());

    private final List<Rule> rules;

    private Redactor(List<Rule> rules) {
        this.rules = rules;
    }

    /** Keys, tokens, passwords, also spoken ones; addresses, phone and card numbers. */
    public static Redactor standard() {
        return new Redactor(
                Stream.of(Rules.SECRETS, Rules.SPOKEN, Rules.PERSONAL)
                        .flatMap(List::stream)
                        .toList());
    }

    /**
     * The same with rules of somebody's own behind these.
     *
     * @param own by the kind of what each finds, a regular expression in the syntax of RE2, so that
     *     no text makes it run for long; of a group {@code secret} only that is taken out
     */
    public Redactor with(Map<String, String> own) {
        Stream<Rule> more = own.entrySet().stream().map(e -> Rule.own(e.getKey(), e.getValue()));
        return new Redactor(Stream.concat(rules.stream(), more).toList());
    }

    /** Leaves every text as it is. */
    public static Redactor none() {
        return NONE;
    }

    /**
     * The text without what the rules find; the same text when they find nothing. A text that was
     * redacted stays as it is.
     */
    public String redact(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        String clean = text;
        for (Rule rule : rules) {
            if (rule.mayBeIn(lowerCase)) {
                clean = without(rule, clean);
            }
        }
        return clean;
    }

    private static String without(Rule rule, String text) {
        Shape.Search search = rule.shape().in(text);
        var clean = new StringBuilder();
        int copied = 0;
        int from = 0;
        while (from <= text.length()) {
            Optional<Shape.Found> next = search.next(from);
            if (next.isEmpty()) {
                break;
            }
            Shape.Found found = next.get();
            String secret = text.substring(Math.max(found.start(), 0), Math.max(found.end(), 0));
            if (taken(rule, secret)) {
                clean.append(text, copied, found.start())
                        .append(OPEN)
                        .append(rule.kind())
                        .append(']');
                copied = found.end();
            }
            from = Math.max(found.end(), found.from() + 1);
        }
        return copied == 0 ? text : clean.append(text, copied, text.length()).toString();
    }

    /** A mark is not taken out again; a group that took no part found nothing. */
    private static boolean taken(Rule rule, String secret) {
        return !secret.isEmpty() && !secret.startsWith(OPEN.strip()) && rule.holds().test(secret);
    }
}
