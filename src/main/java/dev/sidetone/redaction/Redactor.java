package dev.sidetone.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
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

    /** The kinds of what would be taken out, in the order of the rules. */
    public List<String> kinds(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        var kinds = new ArrayList<String>();
        String clean = text;
        for (Rule rule : rules) {
            String after = rule.mayBeIn(lowerCase) ? without(rule, clean) : clean;
            if (!after.equals(clean)) {
                kinds.add(rule.kind());
            }
            clean = after;
        }
        return kinds;
    }

    private static String without(Rule rule, String text) {
        Matcher found = rule.pattern().matcher(text);
        boolean named = rule.pattern().namedGroups().containsKey("secret");
        StringBuilder clean = null;
        int copied = 0;
        int from = 0;
        while (found.find(from)) {
            int start = named ? found.start("secret") : found.start();
            int end = named ? found.end("secret") : found.end();
            String secret = text.substring(start, end);
            if (!secret.startsWith(OPEN.strip()) && rule.holds().test(secret)) {
                clean = clean == null ? new StringBuilder() : clean;
                clean.append(text, copied, start).append(OPEN).append(rule.kind()).append(']');
                copied = end;
            }
            from = Math.max(end, found.start() + 1);
            if (from > text.length()) {
                break;
            }
        }
        return clean == null ? text : clean.append(text, copied, text.length()).toString();
    }
}
