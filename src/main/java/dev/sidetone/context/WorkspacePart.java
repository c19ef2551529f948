package dev.sidetone.context;

import dev.sidetone.workspace.SourceFile;
import dev.sidetone.workspace.Workspace;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The workspace's folders two levels deep, and what most of its files are. */
final class WorkspacePart {

    private static final int MOST_ENTRIES = 20;
    private static final int MOST_KINDS = 6;
    private static final Set<String> UNINTERESTING =
            Set.of("build", "dist", "node_modules", "out", "target", "__pycache__");

    private WorkspacePart() {}

    static String text(Workspace workspace, boolean indexed, int tokens) {
        if (tokens == 0) {
            return "";
        }
        Collection<SourceFile> files = workspace.code().files();
        var budget = new Budget(tokens);
        if (files.isEmpty() || !budget.add("## Workspace")) {
            return "";
        }
        budget.add("Name: " + workspace.name());
        budget.add("Files: %d%s%s".formatted(files.size(), kinds(files), indexed ? "" : " so far"));
        if (budget.add("Tree:")) {
            tree(files.stream().map(SourceFile::path).toList(), budget);
        }
        return budget.text();
    }

    private static String kinds(Collection<SourceFile> files) {
        Map<String, Long> counts =
                files.stream()
                        .map(WorkspacePart::ending)
                        .filter(ending -> !ending.isEmpty())
                        .collect(Collectors.groupingBy(e -> e, Collectors.counting()));
        String most =
                counts.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(MOST_KINDS)
                        .map(e -> e.getValue() + " " + e.getKey())
                        .collect(Collectors.joining(", "));
        return most.isEmpty() ? "" : " (" + most + ")";
    }

    private static String ending(SourceFile file) {
        int dot = file.name().lastIndexOf('.');
        return dot <= 0 ? "" : file.name().substring(dot);
    }

    private static void tree(List<String> paths, Budget budget) {
        for (String entry : entries(paths, "")) {
            if (!budget.add("- " + entry)) {
                return;
            }
            if (!entry.endsWith("/")) {
                continue;
            }
            for (String inner : entries(paths, entry)) {
                if (!budget.add("  - " + inner)) {
                    return;
                }
            }
        }
    }

    /** What lies directly in a folder: folders first, then files, and how many more there are. */
    static List<String> entries(List<String> paths, String folder) {
        var folders = new TreeSet<String>();
        var files = new TreeSet<String>();
        for (String path : paths) {
            if (!path.startsWith(folder)) {
                continue;
            }
            String rest = path.substring(folder.length());
            int slash = rest.indexOf('/');
            if (slash < 0) {
                files.add(rest);
            } else {
                folders.add(rest.substring(0, slash + 1));
            }
        }
        Predicate<String> interesting =
                name -> !name.startsWith(".") && !UNINTERESTING.contains(name.replace("/", ""));
        List<String> all =
                java.util.stream.Stream.concat(folders.stream(), files.stream())
                        .filter(interesting)
                        .toList();
        if (all.size() <= MOST_ENTRIES) {
            return all;
        }
        var shown = new java.util.ArrayList<>(all.subList(0, MOST_ENTRIES));
        shown.add("... %d more entries".formatted(all.size() - MOST_ENTRIES));
        return shown;
    }
}
