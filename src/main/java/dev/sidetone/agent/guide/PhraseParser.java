package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Hint;
import dev.sidetone.agent.guide.Question.Phrase;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes articles, kinds and fillers off a name, and knows pronouns. */
final class PhraseParser {

    private static final Pattern LEADING =
            Pattern.compile(
                    "^(?:(?:the|a|an|our|my|your|its|their|all|any|some|called|named|exactly|actually"
                            + "|again|also|of|to|for|in|at|about)\\s+)+",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern TRAILING =
            Pattern.compile(
                    "\\s+(?:please|now|again|exactly|actually|here|there|anywhere|somewhere|at all|"
                            + "(?:in|of|for) (?:this|the|our|my) (?:whole |entire )?"
                            + "(?:project|repo|repository|code ?base|code|workspace|source))$",
                    Pattern.CASE_INSENSITIVE);
    private static final Map<String, Hint> KINDS =
            Map.ofEntries(
                    Map.entry("class", Hint.TYPE),
                    Map.entry("interface", Hint.TYPE),
                    Map.entry("record", Hint.TYPE),
                    Map.entry("enum", Hint.TYPE),
                    Map.entry("struct", Hint.TYPE),
                    Map.entry("trait", Hint.TYPE),
                    Map.entry("type", Hint.TYPE),
                    Map.entry("annotation", Hint.TYPE),
                    Map.entry("function", Hint.CALLABLE),
                    Map.entry("func", Hint.CALLABLE),
                    Map.entry("method", Hint.CALLABLE),
                    Map.entry("macro", Hint.CALLABLE),
                    Map.entry("constructor", Hint.CALLABLE),
                    Map.entry("constant", Hint.VALUE),
                    Map.entry("variable", Hint.VALUE),
                    Map.entry("field", Hint.VALUE),
                    Map.entry("property", Hint.VALUE),
                    Map.entry("file", Hint.FILE),
                    Map.entry("script", Hint.FILE),
                    Map.entry("folder", Hint.FOLDER),
                    Map.entry("directory", Hint.FOLDER),
                    Map.entry("package", Hint.FOLDER),
                    Map.entry("module", Hint.FOLDER));
    private static final Set<String> PRONOUNS =
            Set.of(
                    "it",
                    "this",
                    "that",
                    "them",
                    "they",
                    "those",
                    "these",
                    "this one",
                    "that one",
                    "the same",
                    "same",
                    "here",
                    "this thing",
                    "that thing");
    private static final Set<String> PROJECTS =
            Set.of(
                    "project",
                    "repo",
                    "repository",
                    "code base",
                    "codebase",
                    "code",
                    "program",
                    "workspace",
                    "application",
                    "app",
                    "whole project",
                    "system",
                    "software",
                    "source code",
                    "library",
                    "everything",
                    "service");
    private static final Pattern OF_PRONOUN =
            Pattern.compile(
                    "(?:this|that|the same|the current|the)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private PhraseParser() {}

    static Phrase parse(String said) {
        String text = trim(said);
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || PRONOUNS.contains(lower)) {
            return Phrase.SUBJECT;
        }
        if (isProject(lower)) {
            return Phrase.PROJECT;
        }
        Matcher pronoun = OF_PRONOUN.matcher(lower);
        if (pronoun.matches() && KINDS.containsKey(pronoun.group(1))) {
            return new Phrase("", "", KINDS.getOrDefault(pronoun.group(1), Hint.ANY), true);
        }
        return named(LEADING.matcher(text).replaceFirst("").strip());
    }

    private static boolean isProject(String lower) {
        String bare = lower.replaceFirst("^(?:this|that|the|our|my|your|whole|entire)\\s+", "");
        boolean determined = !bare.equals(lower);
        return PROJECTS.contains(bare)
                && (determined || bare.matches("project|repo|repository|code ?base|everything"));
    }

    private static Phrase named(String text) {
        int first = text.indexOf(' ');
        int last = text.lastIndexOf(' ');
        if (first < 0) {
            return new Phrase(text, text, Hint.ANY, false);
        }
        Hint suffix = KINDS.get(text.substring(last + 1).toLowerCase(Locale.ROOT));
        if (suffix != null) {
            return new Phrase(
                    LEADING.matcher(text.substring(0, last)).replaceFirst(""), text, suffix, false);
        }
        Hint prefix = KINDS.get(text.substring(0, first).toLowerCase(Locale.ROOT));
        if (prefix != null) {
            String rest = LEADING.matcher(text.substring(first + 1)).replaceFirst("");
            return new Phrase(rest, text, prefix, false);
        }
        return new Phrase(text, text, Hint.ANY, false);
    }

    private static String trim(String said) {
        String text = said.strip().replaceAll("^[\"'`“”‘’]+|[\"'`“”‘’?!,;]+$", "").strip();
        text = text.replaceAll("[.:]+$", "");
        String shorter = TRAILING.matcher(text).replaceFirst("");
        while (!shorter.equals(text)) {
            text = shorter;
            shorter = TRAILING.matcher(text).replaceFirst("");
        }
        return text.strip();
    }
}
