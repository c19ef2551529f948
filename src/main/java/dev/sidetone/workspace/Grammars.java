package dev.sidetone.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.treesitter.TSLanguage;
import org.treesitter.TSQuery;
import org.treesitter.TreeSitterBash;
import org.treesitter.TreeSitterC;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterCpp;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPhp;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterRuby;
import org.treesitter.TreeSitterRust;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/**
 * The grammars and what counts as a definition in each ({@code symbols/<language>.scm}), loaded
 * when the first file of a language is met. Thread-safe; kept for the process's life.
 */
final class Grammars {

    private static final Logger LOG = Logger.getLogger(Grammars.class);
    private static final ConcurrentHashMap<Language, Optional<Grammar>> LOADED =
            new ConcurrentHashMap<>();

    private Grammars() {}

    /**
     * A language's parser tables and its query.
     *
     * @param query immutable once made, so threads share it
     * @param labels what its captures are called, by their number
     */
    record Grammar(TSLanguage language, TSQuery query, List<String> labels) {

        Grammar(TSLanguage language, TSQuery query) {
            this(
                    language,
                    query,
                    IntStream.range(0, query.getCaptureCount())
                            .mapToObj(query::getCaptureNameForId)
                            .toList());
        }
    }

    /** Empty for a language without grammar, or where its native library does not load. */
    static Optional<Grammar> of(Language language) {
        if (!language.hasSymbols()) {
            return Optional.empty();
        }
        return LOADED.computeIfAbsent(language, Grammars::load);
    }

    private static Optional<Grammar> load(Language language) {
        try {
            TSLanguage grammar = create(language);
            return Optional.of(new Grammar(grammar, new TSQuery(grammar, query(language))));
        } catch (LinkageError | RuntimeException e) {
            LOG.warnf(
                    "No symbols for %s files: the grammar's native library did not load (%s)."
                            + " Text search still covers them; a supported platform and a"
                            + " writable temporary folder are needed.",
                    language.title(), e.getMessage());
            return Optional.empty();
        }
    }

    private static TSLanguage create(Language language) {
        return switch (language) {
            case JAVA -> new TreeSitterJava();
            case KOTLIN -> new TreeSitterKotlin();
            case PYTHON -> new TreeSitterPython();
            case JAVASCRIPT -> new TreeSitterJavascript();
            case TYPESCRIPT -> new TreeSitterTypescript();
            case TSX -> new TreeSitterTsx();
            case GO -> new TreeSitterGo();
            case RUST -> new TreeSitterRust();
            case C -> new TreeSitterC();
            case CPP -> new TreeSitterCpp();
            case C_SHARP -> new TreeSitterCSharp();
            case RUBY -> new TreeSitterRuby();
            case PHP -> new TreeSitterPhp();
            case BASH -> new TreeSitterBash();
            default -> throw new IllegalArgumentException(language + " has no grammar");
        };
    }

    private static String query(Language language) {
        String name = "symbols/" + language.name().toLowerCase(Locale.ROOT) + ".scm";
        try (var in = Grammars.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
