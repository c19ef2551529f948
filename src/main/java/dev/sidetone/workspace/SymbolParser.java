package dev.sidetone.workspace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSQueryCapture;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;

/** Finds what a file defines. One per thread: the native parser keeps state. */
final class SymbolParser implements AutoCloseable {

    /** More than this in one file is generated code; what comes after is left out. */
    private static final int MOST = 20_000;

    private final TSParser parser = new TSParser();

    /** A definition as matched, before it is known what encloses it. Offsets are of characters. */
    private record Match(
            String kind, String name, String container, int at, int from, int to, Lines lines) {

        static final Match NONE = new Match("", "", "", 0, 0, 0, new Lines(0, 0, 0));

        boolean encloses(Match other) {
            return from <= other.from && to >= other.to && at != other.at;
        }
    }

    /** Of the name, and of the whole definition. */
    private record Lines(int name, int first, int last) {}

    /** The symbols of a file in order of their position. Malformed code gives what can be seen. */
    List<Symbol> parse(String path, Language language, String text) {
        var condensed = Condensed.of(text, language);
        if (condensed.isWhole() || !isStrict(language)) {
            return attempt(path, language, text, condensed, false).orElse(List.of());
        }
        return attempt(path, language, text, condensed, true)
                .orElseGet(() -> parseWhole(path, language, text));
    }

    /** The same without leaving anything out. */
    List<Symbol> parseWhole(String path, Language language, String text) {
        return attempt(path, language, text, Condensed.whole(text), false).orElse(List.of());
    }

    /** Macros make the parser stumble over any C, condensed or not. */
    private static boolean isStrict(Language language) {
        return language != Language.C && language != Language.CPP;
    }

    /**
     * @param clean whether an error in the text makes the result empty: then too much was left out
     */
    private Optional<List<Symbol>> attempt(
            String path, Language language, String text, Condensed condensed, boolean clean) {
        var grammar = Grammars.of(language);
        if (grammar.isEmpty() || !parser.setLanguage(grammar.get().language())) {
            return Optional.of(List.of());
        }
        parser.reset();
        try (var tree = parser.parseString(null, condensed.text());
                var cursor = new TSQueryCursor()) {
            TSNode root = tree.getRootNode();
            if (clean && root.hasError()) {
                return Optional.empty();
            }
            cursor.exec(grammar.get().query(), root);
            var source = new Source(text, condensed);
            return Optional.of(nest(path, matches(grammar.get().labels(), cursor, source)));
        }
    }

    /** Leads from the parser's offsets to the text and its lines. */
    private static final class Source {

        private final String text;
        private final Condensed condensed;
        private final LineStarts lines;

        Source(String text, Condensed condensed) {
            this.text = text;
            this.condensed = condensed;
            this.lines = new LineStarts(text);
        }

        /**
         * Asks the parser no more than it must: each question crosses into native code. The last
         * character is what is mapped: behind it something may be left out.
         */
        Span span(TSNode node) {
            int start = node.getStartByte();
            int last = condensed.original(Math.max(start, node.getEndByte() - 1));
            int from = Math.min(condensed.original(start), text.length());
            return new Span(from, Math.clamp(last + 1L, from, text.length()));
        }

        String text(Span span) {
            return text.substring(span.from(), span.to());
        }
    }

    /** From its first character to the place after its last. */
    private record Span(int from, int to) {}

    private static List<Match> matches(List<String> labels, TSQueryCursor cursor, Source source) {
        var found = new ArrayList<Match>();
        var match = new TSQueryMatch();
        while (found.size() < MOST && cursor.nextMatch(match)) {
            read(labels, match.getCaptures(), source, found);
        }
        return found;
    }

    private static void read(
            List<String> labels, TSQueryCapture[] captures, Source source, List<Match> found) {
        String kind = "";
        String container = "";
        TSNode name = null;
        TSNode whole = null;
        for (TSQueryCapture capture : captures) {
            String label = labels.get(capture.getIndex());
            switch (label) {
                case "name" -> name = capture.getNode();
                case "container" -> container = source.text(source.span(capture.getNode()));
                default -> {
                    kind = label;
                    whole = capture.getNode();
                }
            }
        }
        if (name != null && whole != null) {
            Span at = source.span(name);
            String said = simple(source.text(at));
            if (!said.isEmpty()) {
                Span around = name == whole ? at : source.span(whole);
                found.add(match(kind, said, simple(container), at.from(), around, source));
            }
        }
    }

    private static Match match(
            String kind, String name, String container, int at, Span whole, Source source) {
        int from = whole.from();
        int to = whole.to();
        int line = source.lines.at(at);
        int last = source.lines.at(Math.max(from, to - 1));
        var lines = new Lines(line, source.lines.at(from), Math.max(line, last));
        return new Match(kind, name, container, at, from, to, lines);
    }

    /** {@code a::b<T>} is b. */
    private static String simple(String name) {
        String bare = name.strip();
        int angle = bare.indexOf('<');
        if (angle > 0 && !bare.startsWith("operator")) {
            bare = bare.substring(0, angle);
        }
        return bare.substring(bare.lastIndexOf("::") + 1).replaceFirst("^[:#]", "");
    }

    private static List<Symbol> nest(String path, List<Match> matches) {
        var symbols = new ArrayList<Symbol>(matches.size());
        Deque<Match> around = new ArrayDeque<>();
        for (Match match : distinct(matches)) {
            while (!around.isEmpty() && around.peek().to() <= match.from()) {
                around.pop();
            }
            if (!match.kind().equals("scope") && !isInFunction(match, around)) {
                symbols.add(symbol(path, match, parent(around, match)));
            }
            around.push(match);
        }
        symbols.sort(Comparator.comparingInt(Symbol::line));
        return List.copyOf(symbols);
    }

    /** One for each name, in order of position: a function that is a value is a function. */
    private static List<Match> distinct(List<Match> matches) {
        Map<Integer, Match> best = new HashMap<>();
        for (Match match : matches) {
            best.merge(match.at(), match, (a, b) -> isValue(a) && !isValue(b) ? b : a);
        }
        var distinct = new ArrayList<>(best.values());
        distinct.sort(
                Comparator.comparingInt(Match::from)
                        .thenComparing(Comparator.comparingInt(Match::to).reversed())
                        .thenComparingInt(Match::at));
        return distinct;
    }

    private static boolean isValue(Match match) {
        return match.kind().equals("constant") || match.kind().equals("variable");
    }

    private static Match parent(Deque<Match> around, Match match) {
        for (Match candidate : around) {
            if (candidate.encloses(match) && isContainer(candidate.kind())) {
                return candidate;
            }
        }
        return Match.NONE;
    }

    private static boolean isContainer(String kind) {
        return switch (kind) {
            case "class",
                    "interface",
                    "record",
                    "enum",
                    "struct",
                    "trait",
                    "annotation",
                    "module",
                    "scope" ->
                    true;
            default -> false;
        };
    }

    /** Variables inside a function are nobody's business outside it. */
    private static boolean isInFunction(Match match, Deque<Match> around) {
        if (!isValue(match) && !match.kind().equals("property") && !match.kind().equals("field")) {
            return false;
        }
        for (Match outer : around) {
            if (outer.encloses(match) && outer.from() < match.from()) {
                return switch (outer.kind()) {
                    case "function", "method", "constructor" -> true;
                    default -> false;
                };
            }
        }
        return false;
    }

    /** What is hung on these names is not theirs. */
    private static boolean isModule(String container) {
        return container.isEmpty() || container.equals("exports") || container.equals("module");
    }

    private static Symbol symbol(String path, Match match, Match parent) {
        String container = isModule(match.container()) ? parent.name() : match.container();
        SymbolKind kind = SymbolKind.valueOf(match.kind().toUpperCase(Locale.ROOT));
        boolean member = !container.isEmpty() && !parent.kind().equals("module");
        if (kind == SymbolKind.FUNCTION && member) {
            kind = SymbolKind.METHOD;
        }
        return new Symbol(
                match.name(),
                kind,
                container,
                path,
                match.lines().name(),
                match.lines().first(),
                match.lines().last());
    }

    @Override
    public void close() {
        parser.close();
    }
}
