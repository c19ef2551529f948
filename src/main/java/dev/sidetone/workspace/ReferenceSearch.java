package dev.sidetone.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds lines by what is written in them: the index says which files, the files say where. */
public final class ReferenceSearch {

    /** Files that one question reads at most. */
    private static final int MOST_FILES = 80;

    /** Comparing whole lines costs more than looking for a name. */
    private static final int MOST_TEXT_FILES = 50;

    private static final int LONGEST_LINE = 400;

    private final Catalogue catalogue;
    private final LineReader reader;

    ReferenceSearch(Catalogue catalogue, LineReader reader) {
        this.catalogue = catalogue;
        this.reader = reader;
    }

    /**
     * Uses of an identifier.
     *
     * @param references at most as many as asked for: code before tests, calls before mentions
     * @param seen how many were counted
     * @param files in how many files it is written, definitions included
     * @param complete false when it is in more files than were read
     */
    public record Uses(List<Reference> references, int seen, int files, boolean complete) {}

    /** A line with its place. */
    public record Line(String path, int line, String text) {}

    /** Lines that hold a text, and how many there were in the files that were read. */
    public record Lines(List<Line> lines, int seen, int files, boolean complete) {}

    Uses uses(String identifier, int limit) throws IOException {
        int files = catalogue.text().count(identifier).files();
        var found = new ArrayList<Reference>();
        for (var ranked : catalogue.text().filesWith(identifier, MOST_FILES)) {
            scan(ranked.path(), identifier, found);
        }
        Map<Reference, Integer> order = new IdentityHashMap<>();
        found.forEach(r -> order.put(r, order(r)));
        found.sort(Comparator.comparingInt(r -> order.getOrDefault(r, 0)));
        return new Uses(
                found.stream().limit(limit).toList(), found.size(), files, files <= MOST_FILES);
    }

    /** Code before tests before prose, calls before mentions before imports. */
    private int order(Reference r) {
        int file = isTest(r.path()) ? 8 : Language.of(r.path()).isCode() ? 0 : 4;
        return file + (isImport(r.text()) ? 2 : 0) + (r.call() ? 0 : 1);
    }

    private boolean isTest(String path) {
        return catalogue.file(path).map(SourceFile::isTest).orElse(false);
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ")
                || line.startsWith("from ")
                || line.startsWith("use ")
                || line.startsWith("using ")
                || line.startsWith("#include");
    }

    private void scan(String path, String identifier, List<Reference> found) {
        List<String> lines = FileReader.lines(reader.text(path));
        Set<Integer> definitions = new HashSet<>();
        var symbols = catalogue.file(path).map(SourceFile::symbols).orElse(List.of());
        for (Symbol symbol : symbols) {
            if (symbol.name().equals(identifier)) {
                definitions.add(symbol.line());
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int at = indexOf(line, identifier);
            if (at >= 0 && !definitions.contains(i + 1)) {
                found.add(reference(path, i + 1, line, at + identifier.length(), symbols));
            }
        }
    }

    private static Reference reference(
            String path, int number, String line, int after, List<Symbol> symbols) {
        String shown = CleanText.line(line.substring(0, Math.min(line.length(), LONGEST_LINE)));
        int next = after;
        while (next < line.length() && line.charAt(next) == ' ') {
            next++;
        }
        boolean call =
                next < line.length() && (line.charAt(next) == '(' || line.charAt(next) == '!');
        return new Reference(path, number, shown, call, around(symbols, number));
    }

    /** The innermost function or type around a line. */
    static Optional<Symbol> around(List<Symbol> symbols, int line) {
        return symbols.stream()
                .filter(s -> s.startLine() <= line && s.endLine() >= line)
                .filter(s -> s.kind().isCallable() || s.kind().isType())
                .max(Comparator.comparingInt(Symbol::startLine));
    }

    /** Where an identifier stands as a whole in a line, or -1. */
    static int indexOf(String line, String identifier) {
        int at = line.indexOf(identifier);
        while (at >= 0) {
            int end = at + identifier.length();
            boolean starts = at == 0 || !CodeTokens.isPart(line.charAt(at - 1));
            boolean ends = end == line.length() || !CodeTokens.isPart(line.charAt(end));
            if (starts && ends) {
                return at;
            }
            at = line.indexOf(identifier, at + 1);
        }
        return -1;
    }

    Lines find(String text, int limit) throws IOException {
        List<String> words = Words.of(text);
        String key = Words.key(text);
        if (key.isEmpty()) {
            return new Lines(List.of(), 0, 0, true);
        }
        var ranked = catalogue.text().filesWithAll(words, MOST_TEXT_FILES);
        var found = new ArrayList<Line>();
        for (var file : ranked) {
            grep(file.path(), words.getFirst(), key, found);
        }
        List<Line> literal = found.stream().filter(l -> isLiteral(l.text(), text)).toList();
        List<Line> hits = new ArrayList<>(literal.isEmpty() ? found : literal);
        hits.sort(Comparator.comparing((Line l) -> isTest(l.path())));
        return new Lines(
                hits.stream().limit(limit).toList(),
                hits.size(),
                (int) hits.stream().map(Line::path).distinct().count(),
                ranked.size() < MOST_TEXT_FILES);
    }

    private static boolean isLiteral(String line, String text) {
        return line.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    private void grep(String path, String word, String key, List<Line> found) {
        List<String> lines = FileReader.lines(reader.text(path));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (holds(line, word) && Words.key(line).contains(key)) {
                String shown = line.substring(0, Math.min(line.length(), LONGEST_LINE));
                found.add(new Line(path, i + 1, CleanText.line(shown)));
            }
        }
    }

    /** Spares most lines the making of a key. */
    private static boolean holds(String line, String word) {
        for (int i = 0; i + word.length() <= line.length(); i++) {
            if (line.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
