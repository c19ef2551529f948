package dev.sidetone.workspace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the lines that answer an open question best: rare words close together. */
final class PassageSearch {

    private static final int FILES = 16;
    private static final int WINDOW = 10;

    private final Catalogue catalogue;
    private final LineReader reader;

    PassageSearch(Catalogue catalogue, LineReader reader) {
        this.catalogue = catalogue;
        this.reader = reader;
    }

    List<Passage> best(Collection<String> words, int limit) throws IOException {
        Map<String, Double> weights = new HashMap<>();
        for (String word : words) {
            double weight = catalogue.text().weight(word);
            if (weight > 0) {
                weights.put(Words.stem(word), weight);
            }
        }
        var found = new ArrayList<Passage>();
        var stems = new Stems();
        for (var file : catalogue.text().bestFiles(words, FILES)) {
            passage(file, weights, stems, found);
        }
        found.sort(Comparator.comparingDouble(p -> -p.score()));
        return found.stream().limit(limit).toList();
    }

    private void passage(
            TextIndex.Ranked file, Map<String, Double> weights, Stems stems, List<Passage> found) {
        List<String> lines = FileReader.lines(reader.text(file.path()));
        var hits = new ArrayList<Set<String>>(lines.size());
        for (String line : lines) {
            hits.add(hits(line, weights.keySet(), stems));
        }
        int best = -1;
        double most = 0;
        for (int i = 0; i < lines.size(); i++) {
            double score = hits.get(i).isEmpty() ? 0 : score(window(hits, i), weights);
            if (score > most) {
                most = score;
                best = i;
            }
        }
        if (best >= 0) {
            int end = Math.min(lines.size(), best + WINDOW);
            double scale = isTest(file.path()) ? 0.7 : 1;
            found.add(
                    new Passage(
                            file.path(),
                            best + 1,
                            lines.subList(best, end).stream().map(CleanText::lines).toList(),
                            scale * (most + 0.3 * file.score()),
                            List.copyOf(window(hits, best))));
        }
    }

    private static Set<String> window(List<Set<String>> hits, int from) {
        var words = new LinkedHashSet<String>();
        for (int i = from; i < Math.min(hits.size(), from + WINDOW); i++) {
            words.addAll(hits.get(i));
        }
        return words;
    }

    private static double score(Set<String> words, Map<String, Double> weights) {
        return words.stream().mapToDouble(w -> weights.getOrDefault(w, 0.0)).sum();
    }

    private boolean isTest(String path) {
        return catalogue.file(path).map(SourceFile::isTest).orElse(false);
    }

    private static Set<String> hits(String line, Set<String> wanted, Stems stems) {
        Set<String> found = Set.of();
        int start = -1;
        for (int i = 0; i <= line.length(); i++) {
            boolean inside = i < line.length() && CodeTokens.isPart(line.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                for (String stem : stems.of(line.substring(start, i))) {
                    if (wanted.contains(stem)) {
                        found = found.isEmpty() ? new LinkedHashSet<>() : found;
                        found.add(stem);
                    }
                }
                start = -1;
            }
        }
        return found;
    }
}
