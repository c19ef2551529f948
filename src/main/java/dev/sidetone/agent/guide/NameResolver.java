package dev.sidetone.agent.guide;

import dev.sidetone.agent.guide.Question.Hint;
import dev.sidetone.agent.guide.Question.Phrase;
import dev.sidetone.workspace.CodeSearch;
import dev.sidetone.workspace.Symbol;
import dev.sidetone.workspace.SymbolKind;
import dev.sidetone.workspace.Words;
import dev.sidetone.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what a spoken or written name means in this workspace. */
final class NameResolver {

    /** From here on a near name is taken to be what was meant. */
    private static final double SURE = 0.8;

    /** From here on, when no other comes near. */
    private static final double LIKELY = 0.7;

    private static final double MARGIN = 0.1;
    private static final int OFFERS = 3;

    /** Of a name that is merely near, as many bearers are looked at. */
    private static final int RANKED = 200;

    private static final Pattern MEMBER =
            Pattern.compile(
                    "(?<owner>[\\w$]+(?:[\\w$ ]*[\\w$])?)(?:\\.|::|#|->)(?<name>[\\w$~]+)(?:\\(.*\\))?");
    private static final Pattern INSIDE =
            Pattern.compile(
                    "(?<name>.+?)(?: method| function| field| constant| class)? (?:in|of|on|from|inside) (?:the )?(?:class |file |module |type |interface )?(?<owner>.+)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern OWNED =
            Pattern.compile(
                    "(?<owner>.+?)'s (?<name>.+?)(?: method| function| field)?",
                    Pattern.CASE_INSENSITIVE);

    private final CodeSearch code;
    private final String project;
    private final Paths paths;
    private final boolean typed;

    /**
     * @param typed true when capitals and their absence were chosen by the person
     */
    NameResolver(Workspace workspace, boolean typed) {
        this.typed = typed;
        this.code = workspace.code();
        this.project = workspace.name();
        this.paths = new Paths(code);
    }

    /** What a phrase without a name means. */
    Resolution subject(Phrase phrase, Optional<Subject> subject) {
        if (phrase.hint() == Hint.PROJECT) {
            return new Resolution.Found(new Subject.Project(project), true);
        }
        return subject.<Resolution>map(s -> new Resolution.Found(narrowed(s, phrase.hint()), true))
                .orElseGet(Resolution.NoSubject::new);
    }

    /** What a name means. */
    Resolution resolve(Phrase phrase, Optional<Subject> subject) throws IOException {
        Optional<Subject> literal = literal(phrase, subject);
        if (literal.isPresent()) {
            return new Resolution.Found(literal.get(), true);
        }
        Optional<Subject> misheard = typed ? Optional.empty() : otherExtension(phrase);
        return misheard.isPresent()
                ? new Resolution.Found(misheard.get(), false)
                : nearest(phrase, subject);
    }

    private Optional<Subject> otherExtension(Phrase phrase) {
        return SpokenName.readings(phrase.text()).stream()
                .flatMap(reading -> paths.otherExtension(reading).stream())
                .findFirst();
    }

    /** A word that tells the kind may be part of the name, unless it fits better when it is not. */
    private Optional<Subject> literal(Phrase phrase, Optional<Subject> subject) {
        Optional<Subject> bare = anyReading(phrase.text(), phrase.hint(), subject);
        if (phrase.full().equals(phrase.text())
                || bare.map(s -> fits(s, phrase.hint())).orElse(false)) {
            return bare;
        }
        return anyReading(phrase.full(), Hint.ANY, subject).or(() -> bare);
    }

    private Optional<Subject> anyReading(String text, Hint hint, Optional<Subject> subject) {
        return SpokenName.readings(text).stream()
                .flatMap(reading -> literal(reading, hint, subject).stream())
                .findFirst();
    }

    private static boolean fits(Subject subject, Hint hint) {
        return switch (subject) {
            case Subject.Code code -> fits(code.first(), hint);
            case Subject.InFile _ -> hint == Hint.FILE;
            case Subject.Folder _ -> hint == Hint.FOLDER;
            case Subject.Project _ -> false;
        };
    }

    /** "This file" is the one that the subject is in, "this class" the type around a method. */
    private Subject narrowed(Subject subject, Hint hint) {
        String path = pathOf(subject);
        if (hint == Hint.FILE && subject instanceof Subject.Code) {
            return new Subject.InFile(path);
        }
        if (hint == Hint.FOLDER && path.contains("/") && !(subject instanceof Subject.Folder)) {
            return new Subject.Folder(path.substring(0, path.lastIndexOf('/') + 1));
        }
        if (hint == Hint.TYPE
                && subject instanceof Subject.Code code
                && !code.first().kind().isType()) {
            List<Symbol> around =
                    this.code.outline(path).stream()
                            .filter(s ->
                                    s.kind().isType() && s.name().equals(code.first().container()))
                            .toList();
            return around.isEmpty() ? subject : new Subject.Code(around);
        }
        return subject;
    }

    /** Same letters and digits; a path; a member of something. */
    private Optional<Subject> literal(String name, Hint hint, Optional<Subject> subject) {
        Optional<Subject> path = paths.find(name, hint);
        if (path.isPresent()) {
            return path;
        }
        List<Symbol> same = code.alike(name);
        if (!same.isEmpty() && hint != Hint.FILE && hint != Hint.FOLDER) {
            return Optional.of(new Subject.Code(rank(same, name, hint, subject)));
        }
        return member(name, hint, subject).or(() -> paths.named(name, hint));
    }

    private Optional<Subject> member(String name, Hint hint, Optional<Subject> subject) {
        for (Pattern pattern : List.of(MEMBER, OWNED, INSIDE)) {
            Matcher m = pattern.matcher(name);
            if (m.matches()) {
                var found = memberOf(m.group("name"), m.group("owner"));
                if (!found.isEmpty()) {
                    String written = m.group("name");
                    return Optional.of(new Subject.Code(rank(found, written, hint, subject)));
                }
            }
        }
        return Optional.empty();
    }

    private List<Symbol> memberOf(String name, String owner) {
        String key = key(owner);
        String bare = name.contains(" ") ? PhraseParser.parse(name).text() : name;
        return code.alike(bare).stream()
                .filter(s -> key(s.container()).equals(key) || paths.isIn(s.path(), key))
                .toList();
    }

    private static String key(String name) {
        return Words.key(name);
    }

    /** The order in which definitions of one name are likely meant. */
    private List<Symbol> rank(
            List<Symbol> symbols, String written, Hint hint, Optional<Subject> subject) {
        String spelled = written.replace(" ", "");
        String folder = subject.map(NameResolver::folder).orElse("");
        Set<String> abstracts = abstracts(symbols);
        return symbols.stream()
                .sorted(
                        Comparator.comparing((Symbol s) -> !fits(s, hint))
                                .thenComparing(s ->
                                        (typed || isWritten(spelled)) && !s.name().equals(spelled))
                                .thenComparing(s -> code.isTest(s.path()))
                                .thenComparing(Symbol::kind)
                                .thenComparing(s -> !s.name().equals(spelled))
                                .thenComparing(
                                        s -> folder.isEmpty() || !s.path().startsWith(folder))
                                .thenComparing(s -> !abstracts.contains(s.container()))
                                .thenComparingLong(
                                        s -> s.path().chars().filter(c -> c == '/').count())
                                .thenComparing(Symbol::path)
                                .thenComparingInt(Symbol::line))
                .toList();
    }

    /** A lower-case word may be said or written; capitals and signs were written on purpose. */
    private static boolean isWritten(String name) {
        return name.chars().anyMatch(c -> Character.isUpperCase(c) || c == '_' || c == '$');
    }

    /** Interfaces and traits around these: what they declare, others only implement. */
    private Set<String> abstracts(List<Symbol> symbols) {
        if (symbols.size() < 2) {
            return Set.of();
        }
        return symbols.stream()
                .map(Symbol::container)
                .filter(c -> !c.isEmpty())
                .distinct()
                .limit(20)
                .filter(c -> code.named(c).stream().anyMatch(NameResolver::isAbstract))
                .collect(Collectors.toSet());
    }

    private static boolean isAbstract(Symbol symbol) {
        return symbol.kind() == SymbolKind.INTERFACE || symbol.kind() == SymbolKind.TRAIT;
    }

    private static String folder(Subject subject) {
        String path = pathOf(subject);
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String pathOf(Subject subject) {
        return switch (subject) {
            case Subject.Code c -> c.first().path();
            case Subject.InFile f -> f.path();
            case Subject.Folder f -> f.path();
            case Subject.Project _ -> "";
        };
    }

    private static boolean fits(Symbol symbol, Hint hint) {
        return switch (hint) {
            case TYPE -> symbol.kind().isType();
            case CALLABLE -> symbol.kind().isCallable();
            case VALUE -> !symbol.kind().isType() && !symbol.kind().isCallable();
            default -> true;
        };
    }

    private Resolution nearest(Phrase phrase, Optional<Subject> subject) throws IOException {
        var scored = new LinkedHashMap<Subject, Double>();
        for (String reading : SpokenName.readings(phrase.text())) {
            nearest(reading, phrase.hint(), subject, scored);
        }
        var order = new ArrayList<>(scored.entrySet());
        order.sort(Comparator.comparingDouble(e -> -e.getValue()));
        if (!order.isEmpty()) {
            double best = order.getFirst().getValue();
            double second = order.size() > 1 ? order.get(1).getValue() : 0;
            if (best >= SURE || (best >= LIKELY && best - second >= MARGIN)) {
                return new Resolution.Found(order.getFirst().getKey(), false);
            }
        }
        return new Resolution.Unsure(
                phrase.text(), order.stream().limit(OFFERS).map(e -> e.getKey()).toList());
    }

    private void nearest(
            String reading,
            Hint hint,
            Optional<Subject> subject,
            LinkedHashMap<Subject, Double> into)
            throws IOException {
        if (hint != Hint.FILE && hint != Hint.FOLDER) {
            for (var near : code.near(reading, 6)) {
                var ranked =
                        rank(
                                near.symbols().stream().limit(RANKED).toList(),
                                reading,
                                hint,
                                subject);
                double bonus = weight(ranked.getFirst(), hint);
                into.merge(new Subject.Code(ranked), near.score() + bonus, Math::max);
            }
        }
        boolean file = hint == Hint.FILE || paths.isFileName(reading);
        for (var near : code.pathsNear(reading, 4)) {
            double bonus = file ? 0.05 : -0.04;
            near.paths().stream()
                    .limit(3)
                    .forEach(p ->
                            into.merge(new Subject.InFile(p), near.score() + bonus, Math::max));
        }
    }

    /** Types and functions are asked for more than fields, and what is tested more than tests. */
    private double weight(Symbol symbol, Hint hint) {
        double kind = symbol.kind().isType() ? 0.02 : symbol.kind().isCallable() ? 0.01 : -0.01;
        double test = code.isTest(symbol.path()) ? -0.03 : 0;
        return kind + test + (hint == Hint.ANY ? 0 : fits(symbol, hint) ? 0.03 : -0.05);
    }
}
