import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentException;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.guide.Guide;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Asks the guide generated questions and prints how many answers agree with independent tools. */
public final class GuideBench {

    private static final Path CORPORA = Path.of("bench/out/corpora");
    private static final AgentObserver SILENT =
            new AgentObserver() {
                @Override
                public void toolStarted(String id, String tool, String arguments) {}

                @Override
                public void toolFinished(String id, String tool, String result, boolean ok) {}

                @Override
                public void progress(String message) {}
            };

    private final Map<String, int[]> score = new TreeMap<>();
    private final List<Long> micros = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final long seed;
    private final int each;
    private final Ears ears;
    private int exit;

    private GuideBench(long seed, int each, Ears ears) {
        this.seed = seed;
        this.each = each;
        this.ears = ears;
    }

    public static void main(String[] args) throws Exception {
        var options = Arrays.asList(args);
        boolean spoken = options.contains("--spoken");
        long seed = Long.parseLong(value(options, "--seed", "1"));
        int each = Integer.parseInt(value(options, "--each", spoken ? "8" : "24"));
        String only = value(options, "--only", "");
        List<Path> corpora = corpora(only);
        boolean own = only.isEmpty() || only.equals("sidetone");
        int share = share(options, corpora.size() + (own ? 1 : 0));
        int exit;
        try (Ears ears = spoken ? new Ears.Open(seed, share) : new Ears.Typed()) {
            var bench = new GuideBench(seed, each, ears);
            for (Path corpus : corpora) {
                bench.run(corpus, false);
            }
            if (own) {
                bench.run(Path.of("").toAbsolutePath(), true);
            }
            bench.print(options.contains("--failures"));
            exit = bench.exit;
        }
        System.exit(exit);
    }

    /** How many questions are asked aloud of each code base. */
    private static int share(List<String> options, int corpora) {
        String given = value(options, "--spoken", "");
        int all = given.matches("\\d+") ? Integer.parseInt(given) : 60;
        return Math.max(1, (all + corpora - 1) / Math.max(1, corpora));
    }

    private static String value(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        return at < 0 || at + 1 >= options.size() ? otherwise : options.get(at + 1);
    }

    private static List<Path> corpora(String only) throws IOException {
        try (var list = Files.list(CORPORA)) {
            return list.filter(Files::isDirectory)
                    .filter(p -> !p.getFileName().toString().matches("\\..*|.*\\.part"))
                    .filter(p -> only.isEmpty() || p.getFileName().toString().equals(only))
                    .sorted()
                    .toList();
        }
    }

    private void run(Path root, boolean history) throws Exception {
        var truth = new Truth(root);
        try (var workspace = new Workspace(root)) {
            long start = System.nanoTime();
            workspace.start();
            workspace.awaitReady(300_000);
            long ms = (System.nanoTime() - start) / 1_000_000;
            var guide = new Guide(workspace, Clock.systemUTC());
            List<Asked> questions = new ArrayList<>(Questions.about(truth, seed, each));
            if (history) {
                questions.addAll(HistoryQuestions.about(root, truth.files, seed, each));
            }
            questions = ears.chosen(questions);
            int right = 0;
            for (Asked asked : questions) {
                right += ask(guide, workspace.name(), asked) ? 1 : 0;
            }
            System.out.printf(
                    "%-16s %5d files, %6d tags, indexed in %5d ms: %3d of %3d right%n",
                    workspace.name(), truth.files.size(), truth.tags.size(), ms, right, questions.size());
        }
    }

    private boolean ask(Guide guide, String corpus, Asked asked) throws Exception {
        var conversation = ConversationId.create(System.currentTimeMillis(), new Random());
        for (String before : asked.before()) {
            guide.run(new AgentRequest(conversation, before, List.of(), false), SILENT);
        }
        String text = ears.heard(asked.text(), guide.vocabulary(conversation, Ears.NAMES));
        long start = System.nanoTime();
        boolean right = false;
        String said;
        try {
            AgentAnswer answer =
                    guide.run(new AgentRequest(conversation, text, List.of(), ears.open()), SILENT);
            said = answer.spoken() + " " + answer.citations().stream().limit(2).map(c -> c.text()).toList();
            right = asked.right().test(answer);
        } catch (AgentException e) {
            said = e.toString();
        }
        micros.add((System.nanoTime() - start) / 1_000);
        int[] kind = score.computeIfAbsent(asked.kind(), _ -> new int[2]);
        kind[0] += right ? 1 : 0;
        kind[1]++;
        if (!right) {
            String heard = text.equals(asked.text()) ? "" : "\n    heard: " + text;
            failures.add("[%s, %s] %s%s%n    said: %s%n    truth: %.200s".formatted(corpus, asked.kind(), asked.text(), heard, said, asked.truth()));
        }
        return right;
    }

    private void print(boolean withFailures) {
        int right = 0;
        int all = 0;
        int definitions = 0;
        int definitionsRight = 0;
        System.out.println();
        for (var entry : score.entrySet()) {
            int[] n = entry.getValue();
            System.out.printf("%-24s %4d of %4d  %5.1f %%%n", entry.getKey(), n[0], n[1], 100.0 * n[0] / n[1]);
            right += n[0];
            all += n[1];
            if (entry.getKey().startsWith("definition")) {
                definitionsRight += n[0];
                definitions += n[1];
            }
        }
        System.out.printf("%-24s %4d of %4d  %5.1f %%%n", "all", right, all, 100.0 * right / all);
        micros.sort(null);
        System.out.printf("answered in p50 %.1f ms, p95 %.1f ms (seed %d)%n", at(50), at(95), seed);
        System.out.print(ears.report());
        if (withFailures) {
            failures.forEach(f -> System.out.println("\n" + f));
        }
        boolean met = (ears.open() || definitionsRight >= 0.95 * definitions) && right >= 0.9 * all;
        String goal = ears.open() ? "all >= 90 % when spoken" : "definition >= 95 %, all >= 90 %";
        System.out.println(met ? "target met: " + goal : "target missed: " + goal);
        exit = met ? 0 : 1;
    }

    private double at(int percentile) {
        return micros.get(Math.min(micros.size() - 1, micros.size() * percentile / 100)) / 1_000.0;
    }
}
