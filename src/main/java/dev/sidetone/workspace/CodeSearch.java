package dev.sidetone.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The read tools over the files: find by name, by text, by use; open lines. Every result is inside
 * the root and free of control characters. Thread-safe; while the index grows, answers come from
 * what it has.
 */
public final class CodeSearch {

    private static final int LONGER_FILES = 40;

    private final Confinement confinement;
    private final Catalogue catalogue;
    private final LineReader reader;
    private final ReferenceSearch references;
    private final PassageSearch passages;

    CodeSearch(Confinement confinement, Catalogue catalogue) {
        this.confinement = confinement;
        this.catalogue = catalogue;
        this.reader = new LineReader(confinement, catalogue);
        this.references = new ReferenceSearch(catalogue, reader);
        this.passages = new PassageSearch(catalogue, reader);
    }

    /**
     * Symbols near to a heard name.
     *
     * @param score 1 when letters and digits are the same
     */
    public record NearSymbols(double score, List<Symbol> symbols) {}

    /** Paths near to a heard name. */
    public record NearPaths(double score, List<String> paths) {}

    /** Symbols with exactly this name. */
    public List<Symbol> named(String name) {
        return catalogue.symbols().exact(name);
    }

    /** Symbols whose name has the same letters and digits, however it is written. */
    public List<Symbol> alike(String name) {
        return catalogue.symbols().same(name).stream().map(NameTable.Named::bearer).toList();
    }

    /** Symbols whose names are spelled or sound near to this or hold it, nearest first. */
    public List<NearSymbols> near(String heard, int limit) throws IOException {
        Map<String, NearSymbols> near = new HashMap<>();
        for (var found : catalogue.symbols().near(heard, limit)) {
            List<Symbol> symbols = bearers(found);
            near.put(Words.key(symbols.getFirst().name()), new NearSymbols(found.score(), symbols));
        }
        longer(heard, near);
        return near.values().stream()
                .sorted(Comparator.comparingDouble(n -> -n.score()))
                .limit(limit)
                .toList();
    }

    /** Names of which the heard one is a part; they stand in files that hold its words. */
    private void longer(String heard, Map<String, NearSymbols> near) throws IOException {
        String key = Words.key(heard);
        if (key.length() < 4) {
            return;
        }
        for (var file : catalogue.text().filesWithAll(Words.of(heard), LONGER_FILES)) {
            for (Symbol symbol : outline(file.path())) {
                String name = Words.key(symbol.name());
                if (name.length() > key.length() && name.contains(key)) {
                    near.computeIfAbsent(
                            name,
                            _ -> new NearSymbols(Likeness.part(key, name), alike(symbol.name())));
                }
            }
        }
    }

    private static <T> List<T> bearers(NameTable.Near<T> near) {
        return near.bearers().stream().map(NameTable.Named::bearer).toList();
    }

    /** Files whose name, with or without extension, has the same letters and digits. */
    public List<String> pathsAlike(String name) {
        return catalogue.paths().same(name).stream()
                .map(NameTable.Named::bearer)
                .distinct()
                .toList();
    }

    /** Files whose names are near to this, nearest first. */
    public List<NearPaths> pathsNear(String heard, int limit) {
        return catalogue.paths().near(heard, limit).stream()
                .map(n -> new NearPaths(n.score(), bearers(n).stream().distinct().toList()))
                .toList();
    }

    /** A file by its path. */
    public Optional<SourceFile> file(String path) {
        return catalogue.file(path);
    }

    /** All files, by path. */
    public Collection<SourceFile> files() {
        return catalogue.files();
    }

    /** Files below a folder that is given with its final {@code /}. */
    public List<SourceFile> below(String folder) {
        return catalogue.below(folder);
    }

    /** Whether a file holds tests, as {@link TestNames#isTest} tells. */
    public boolean isTest(String path) {
        return catalogue.file(path).map(SourceFile::isTest).orElseGet(() -> TestNames.isTest(path));
    }

    /** All folders with files in or below them, each with its final {@code /}. */
    public List<String> folders() {
        return catalogue.folders();
    }

    /** Grows when anything changed. */
    public long version() {
        return catalogue.version();
    }

    /**
     * Opens lines of a file.
     *
     * @param start first line, from 1
     * @param end last line, inclusive; at most {@link LineReader#MOST_LINES} are given
     * @throws PathRefusedException when the path leads outside, is no text, or is not there
     */
    public CodeLines open(String path, int start, int end) throws PathRefusedException {
        return reader.open(path, start, end);
    }

    /**
     * The path as it is listed, when it names a file or folder inside; a folder ends in a slash.
     */
    public String resolve(String path) throws PathRefusedException {
        var real = confinement.resolve(path);
        String relative = confinement.relative(real);
        boolean folder = java.nio.file.Files.isDirectory(real);
        return folder && !relative.isEmpty() ? relative + "/" : relative;
    }

    /** Where an identifier is used; its definitions are not among them. */
    public ReferenceSearch.Uses uses(String identifier, int limit) throws IOException {
        return references.uses(identifier, limit);
    }

    /** In how many files an identifier is written. */
    public int spread(String identifier) throws IOException {
        return catalogue.text().count(identifier).files();
    }

    /** Lines that hold a text; case, blanks and punctuation between its words do not matter. */
    public ReferenceSearch.Lines find(String text, int limit) throws IOException {
        return references.find(text, limit);
    }

    /** The passages that fit the words best, at most one a file. */
    public List<Passage> passages(Collection<String> words, int limit) throws IOException {
        return passages.best(words, limit);
    }

    /** Symbols of a file in order; of a folder's files, its types and free functions. */
    public List<Symbol> outline(String path) {
        if (path.isEmpty() || path.endsWith("/")) {
            var symbols = new ArrayList<Symbol>();
            for (SourceFile file : catalogue.below(path)) {
                file.symbols().stream().filter(CodeSearch::isTopLevel).forEach(symbols::add);
            }
            return symbols;
        }
        return catalogue.file(path).map(SourceFile::symbols).orElse(List.of());
    }

    /**
     * The innermost function or type that holds the first of these lines, or that begins in them.
     */
    public Optional<Symbol> enclosing(String path, int startLine, int endLine) {
        var symbols = outline(path);
        return ReferenceSearch.around(symbols, startLine)
                .filter(s -> s.kind().isCallable())
                .or(() ->
                        symbols.stream()
                                .filter(s -> s.line() >= startLine && s.line() <= endLine)
                                .filter(s -> s.kind().isCallable() || s.kind().isType())
                                .findFirst())
                .or(() -> ReferenceSearch.around(symbols, startLine));
    }

    private static boolean isTopLevel(Symbol symbol) {
        return symbol.kind().isType()
                || (symbol.kind() == SymbolKind.FUNCTION && symbol.container().isEmpty());
    }
}
