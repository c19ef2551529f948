package dev.sidetone.workspace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSQuery;
import org.treesitter.TSQueryCapture;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;

/** Finds what a file defines. One per thread: the native parser keeps state. */
final class SymbolParser implements AutoCloseable {

    /** More than this in one file is generated code; what comes after is left out. */
    private static final int MOST = 20_000;

    private final TSParser parser = new TSParser();

    /** A definition as matched, before it is known what encloses it. */
    private record Match(String kind, String name, String container, int at, int[] lines) {
        int start() {
            return lines[1];
        }

        int end() {
            return lines[2];
        }
    }

    /** The symbols of a file in order of their position. Malformed code gives what can be seen. */
    List<Symbol> parse(String path, Language language, String text) {
        var grammar = Grammars.of(language);
        if (grammar.isEmpty() || !parser.setLanguage(grammar.get().language())) {
            return List.of();
        }
        parser.reset();
        try (var tree = parser.parseString(null, ascii(text));
                var cursor = new TSQueryCursor()) {
            cursor.exec(grammar.get().query(), tree.getRootNode());
            return nest(path, matches(grammar.get().query(), cursor, text));
        }
    }

    /**
     * The text with one ASCII character for each of its own, so that byte offsets of the parser are
     * character offsets of the text.
     */
    private static String ascii(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c == 0) {
                chars[i] = ' ';
            } else if (c > '~') {
                chars[i] = Character.isLetterOrDigit(c) || Character.isSurrogate(c) ? 'x' : ' ';
            }
        }
        return new String(chars);
    }

    private static List<Match> matches(TSQuery query, TSQueryCursor cursor, String text) {
        var found = new ArrayList<Match>();
        var match = new TSQueryMatch();
        while (found.size() < MOST && cursor.nextMatch(match)) {
            read(query, match.getCaptures(), text, found);
        }
        return found;
    }

    private static void read(
            TSQuery query, TSQueryCapture[] captures, String text, List<Match> found) {
        String kind = "";
        String container = "";
        TSNode name = null;
        TSNode whole = null;
        for (TSQueryCapture capture : captures) {
            String label = query.getCaptureNameForId(capture.getIndex());
            switch (label) {
                case "name" -> name = capture.getNode();
                case "container" -> container = text(capture.getNode(), text);
                default -> {
                    kind = label;
                    whole = capture.getNode();
                }
            }
        }
        if (name != null && whole != null) {
            int line = name.getStartPoint().getRow() + 1;
            int start = whole.getStartPoint().getRow() + 1;
            int end = Math.max(line, lastLine(whole));
            String said = simple(text(name, text));
            if (!said.isEmpty()) {
                found.add(
                        new Match(
                                kind,
                                said,
                                simple(container),
                                name.getStartByte(),
                                new int[] {line, start, end}));
            }
        }
    }

    private static int lastLine(TSNode node) {
        var end = node.getEndPoint();
        return end.getColumn() == 0 && end.getRow() > 0 ? end.getRow() : end.getRow() + 1;
    }

    private static String text(TSNode node, String text) {
        int from = Math.min(node.getStartByte(), text.length());
        return text.substring(from, Math.clamp(node.getEndByte(), from, text.length()));
    }

    /** {@code a::b<T>} is b. */
    private static String simple(String name) {
        String bare = name.strip();
        int angle = bare.indexOf('<');
        if (angle > 0 && !bare.startsWith("operator")) {
            bare = bare.substring(0, angle);
        }
        return bare.substring(bare.lastIndexOf("::") + 1).replaceFirst("^:", "");
    }

    private static List<Symbol> nest(String path, List<Match> matches) {
        matches.sort(Comparator.comparingInt(Match::start).thenComparingInt(Match::at));
        var symbols = new ArrayList<Symbol>(matches.size());
        Deque<Match> around = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        for (Match match : matches) {
            while (!around.isEmpty() && around.peek().end() < match.start()) {
                around.pop();
            }
            Match parent = parent(around, match);
            if (!match.kind().equals("scope") && seen.add(match.at()) && !isLocal(match, around)) {
                symbols.add(symbol(path, match, parent));
            }
            around.push(match);
        }
        return List.copyOf(symbols);
    }

    private static Match parent(Deque<Match> around, Match match) {
        for (Match candidate : around) {
            if (candidate.end() >= match.end() && isContainer(candidate.kind())) {
                return candidate;
            }
        }
        return new Match("", "", "", 0, new int[] {0, 0, 0});
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
    private static boolean isLocal(Match match, Deque<Match> around) {
        return switch (match.kind()) {
            case "variable", "constant", "property", "field" -> isInFunction(match, around);
            default -> false;
        };
    }

    private static boolean isInFunction(Match match, Deque<Match> around) {
        for (Match outer : around) {
            if (outer.end() >= match.end() && outer.start() < match.start()) {
                return switch (outer.kind()) {
                    case "function", "method", "constructor" -> true;
                    default -> false;
                };
            }
        }
        return false;
    }

    private static Symbol symbol(String path, Match match, Match parent) {
        String container = match.container().isEmpty() ? parent.name() : match.container();
        SymbolKind kind = SymbolKind.valueOf(match.kind().toUpperCase(Locale.ROOT));
        boolean member = !container.isEmpty() && !parent.kind().equals("module");
        if (kind == SymbolKind.FUNCTION && member) {
            kind = SymbolKind.METHOD;
        }
        return new Symbol(
                match.name(), kind, container, path, match.lines()[0], match.start(), match.end());
    }

    @Override
    public void close() {
        parser.close();
    }
}
