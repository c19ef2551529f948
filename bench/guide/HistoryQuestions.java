import dev.sidetone.agent.AgentAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Makes questions about a repository's past whose answers the git binary knows. */
final class HistoryQuestions {

    private final Path root;
    private final Random random;
    private final List<Asked> asked = new ArrayList<>();

    private HistoryQuestions(Path root, long seed) {
        this.root = root;
        this.random = new Random(seed);
    }

    static List<Asked> about(Path root, List<String> files, long seed, int each) {
        var questions = new HistoryQuestions(root, seed);
        var tracked = new ArrayList<>(Shell.lines(root, "git", "ls-files", "*.java", "*.md", "*.mjs", "*.js", "*.xml", "*.css"));
        tracked.retainAll(files);
        Collections.shuffle(tracked, questions.random);
        int n = Math.min(each, tracked.size());
        tracked.subList(0, n).forEach(questions::lastChange);
        tracked.subList(0, n).forEach(questions::author);
        tracked.subList(0, n).forEach(questions::changes);
        questions.folders(tracked, n);
        questions.whole();
        return questions.asked;
    }

    private String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private boolean isUnique(String path) {
        return Shell.lines(root, "git", "ls-files").stream().filter(p -> name(p).equals(name(path))).count() == 1;
    }

    private void add(String kind, String text, String truth, java.util.function.Predicate<AgentAnswer> right) {
        asked.add(new Asked(kind, List.of(), text, List.of(), truth, right));
    }

    private void lastChange(String path) {
        String id = Shell.lines(root, "git", "log", "-1", "--no-merges", "--format=%h", "--abbrev=8", "--", path).getFirst();
        String said = isUnique(path) ? name(path) : path;
        add("last change", "when was %s last changed?".formatted(said), id, a -> a.markdown().contains("`" + id + "`"));
    }

    private void author(String path) {
        Map<String, Integer> lines = new HashMap<>();
        for (String line : Shell.lines(root, "git", "blame", "--line-porcelain", "HEAD", "--", path)) {
            if (line.startsWith("author ")) {
                lines.merge(line.substring(7), 1, Integer::sum);
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        int most = Collections.max(lines.values());
        var best = lines.entrySet().stream().filter(e -> e.getValue() == most).map(Map.Entry::getKey).toList();
        String said = isUnique(path) ? name(path) : path;
        add("author", "who wrote %s?".formatted(said), best.toString(), a -> best.stream().anyMatch(b -> a.spoken().startsWith(b + " wrote")));
    }

    private void changes(String path) {
        List<String> log = Shell.lines(root, "git", "log", "--no-merges", "--format=%h %s", "--abbrev=8", "--", path);
        String said = isUnique(path) ? name(path) : path;
        add("changes in a file", "what changed in %s?".formatted(said), log.size() + " commits", a -> isLog(a, log));
    }

    private void folders(List<String> paths, int n) {
        paths.stream().limit(n).map(p -> p.substring(0, p.lastIndexOf('/') + 1)).filter(f -> !f.isEmpty()).distinct().forEach(folder -> {
            List<String> log = Shell.lines(root, "git", "log", "--no-merges", "--format=%h %s", "--abbrev=8", "--", folder);
            add("changes in a folder", "what changed in the folder %s this year?".formatted(folder), log.size() + " commits", a -> isLog(a, log));
        });
    }

    private void whole() {
        List<String> log = Shell.lines(root, "git", "log", "--format=%h %s", "--abbrev=8");
        add("changes", "what changed recently?", log.size() + " commits", a -> isLog(a, log));
        add("changes", "show me the last three commits", log.getFirst(), a -> log.stream().limit(3).allMatch(l -> a.markdown().contains(l.substring(0, 8))));
        String branch = Shell.lines(root, "git", "rev-parse", "--abbrev-ref", "HEAD").getFirst();
        add("branch", "which branch are we on?", branch, a -> branch.equals("HEAD") || a.spoken().contains(branch));
        List<String> week = Shell.lines(root, "git", "log", "--since=midnight 7 days ago", "--format=%h");
        add("changes", "what changed last week?", week.size() + " commits", a -> a.spoken().startsWith("%,d commit".formatted(week.size())));
    }

    private static boolean isLog(AgentAnswer answer, List<String> log) {
        boolean count = Pattern.compile("^%,d commit".formatted(log.size())).matcher(answer.spoken()).find();
        return count && answer.markdown().contains(log.getFirst().substring(0, 8));
    }
}
