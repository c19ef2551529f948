package dev.sidetone.agent.guide;

import dev.sidetone.workspace.CodeSearch;
import dev.sidetone.workspace.SourceFile;
import dev.sidetone.workspace.Symbol;
import dev.sidetone.workspace.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names a listener should expect: what is near the subject first, then the types, functions and
 * files that are named in most files. The general part is kept until the index changes.
 */
final class Vocabulary {

    private static final int KEPT = 400;
    private static final int CANDIDATES = 4_000;

    private final CodeSearch code;
    private List<String> general = List.of();
    private long version = -1;

    Vocabulary(CodeSearch code) {
        this.code = code;
    }

    List<String> names(Optional<Subject> subject, int limit) {
        var names = new LinkedHashSet<String>();
        subject.ifPresent(s -> neighbours(s, names));
        names.addAll(general());
        return names.stream().limit(Math.max(0, limit)).toList();
    }

    private void neighbours(Subject subject, LinkedHashSet<String> names) {
        names.add(subject.name());
        String path =
                switch (subject) {
                    case Subject.Code c -> c.first().path();
                    case Subject.InFile f -> f.path();
                    case Subject.Folder f -> f.path();
                    case Subject.Project _ -> "";
                };
        if (!path.isEmpty()) {
            code.outline(path).stream()
                    .map(Symbol::name)
                    .filter(Vocabulary::isSayable)
                    .limit(40)
                    .forEach(names::add);
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            code.below(folder).stream()
                    .limit(20)
                    .map(SourceFile::stem)
                    .filter(Vocabulary::isSayable)
                    .forEach(names::add);
        }
    }

    private synchronized List<String> general() {
        if (version != code.version()) {
            version = code.version();
            general = rank();
        }
        return general;
    }

    private List<String> rank() {
        Map<String, Double> scores = new HashMap<>();
        for (SourceFile file : code.files()) {
            if (scores.size() > CANDIDATES) {
                break;
            }
            double factor = file.isTest() ? 0.2 : 1;
            if (file.language().isCode() && isSayable(file.stem())) {
                scores.merge(file.stem(), factor, Math::max);
            }
            file.symbols().stream()
                    .filter(s -> s.kind().isType() || s.kind().isCallable())
                    .filter(s -> isSayable(s.name()))
                    .forEach(s ->
                            scores.merge(
                                    s.name(), factor * (s.kind().isType() ? 3 : 1), Math::max));
        }
        scores.replaceAll((name, score) -> score * Math.log(2 + spread(name)));
        var order = new ArrayList<>(scores.entrySet());
        order.sort(
                Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry::getKey));
        return order.stream().limit(KEPT).map(Map.Entry::getKey).toList();
    }

    private int spread(String name) {
        try {
            return code.spread(name);
        } catch (IOException _) {
            return 0;
        }
    }

    /** A recogniser needs no help with a plain short word, and none can say 50 letters. */
    private static boolean isSayable(String name) {
        return name.length() > 3
                && name.length() < 50
                && (Words.of(name).size() > 1 || name.length() > 4);
    }
}
