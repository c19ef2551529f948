import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.guide.Guide;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.workspace.IndexStatus;
import dev.sidetone.workspace.SourceFile;
import dev.sidetone.workspace.Symbol;
import dev.sidetone.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Indexes many copies of public sources, each with its own names, and asks about them. */
public final class IndexBench {

    private static final Path CORPORA = Path.of("bench/out/corpora");
    private static final Pattern TYPE = Pattern.compile("\\b([A-Z][a-z]+[A-Z]\\w+|[a-z]+_[a-z_]+|[a-z]+[A-Z]\\w{3,})\\b");
    private static final List<String> FORMS =
            List.of("where is %s defined?", "who calls %s?", "what does %s do?", "which tests cover %s", "search for the text %s", "show me %s", "how does %s work with the reader");
    private static final AgentObserver SILENT =
            new AgentObserver() {
                @Override
                public void toolStarted(String id, String tool, String arguments) {}

                @Override
                public void toolFinished(String id, String tool, String result, boolean ok) {}

                @Override
                public void progress(String message) {}
            };

    private IndexBench() {}

    public static void main(String[] args) throws Exception {
        int files = Integer.parseInt(args[0]);
        Path tree = Path.of("bench/out/tree-2-" + files);
        if (!Files.exists(tree.resolve(".git"))) {
            generate(tree, files);
        }
        try (var workspace = new Workspace(tree)) {
            long start = System.nanoTime();
            double cpu = cpuSeconds();
            workspace.start();
            workspace.awaitReady(1_200_000);
            double seconds = (System.nanoTime() - start) / 1e9;
            double used = cpuSeconds() - cpu;
            IndexStatus status = workspace.status();
            long bytes = workspace.code().files().stream().mapToLong(SourceFile::size).sum();
            long symbols = workspace.code().files().stream().mapToLong(f -> f.symbols().size()).sum();
            System.out.printf("%s: %,d files, %,d MB, %,d symbols in %.1f s (%.0f s of CPU time)%n", status.state(), status.filesDone(), bytes >> 20, symbols, seconds, used);
            System.out.printf("peak resident memory %,d MB, heap in use after it %,d MB%n", resident("VmHWM"), heap());
            long walk = System.nanoTime();
            workspace.update();
            System.out.printf("a pass that finds nothing new takes %d ms%n", (System.nanoTime() - walk) / 1_000_000);
            ask(workspace);
            System.out.printf("peak resident memory after the questions %,d MB%n", resident("VmHWM"));
        }
    }

    private static void generate(Path tree, int files) throws IOException {
        List<Path> sources;
        try (var walk = Files.walk(CORPORA)) {
            sources = walk.filter(p -> p.toString().matches(".*\\.(java|py|js|ts|go|rs)") && !p.toString().contains("/.")).filter(Files::isRegularFile).sorted().toList();
        }
        Files.createDirectories(tree.resolve(".git/objects"));
        for (int i = 0; i < files; i++) {
            Path source = sources.get(i % sources.size());
            int copy = i / sources.size();
            Path target = tree.resolve("copy" + copy).resolve(CORPORA.relativize(source).toString());
            Files.createDirectories(target.getParent());
            Files.writeString(target, renamed(Files.readString(source), copy));
        }
        Files.writeString(tree.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.createDirectories(tree.resolve(".git/refs"));
        Files.writeString(tree.resolve(".git/config"), "[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
    }

    /** A third of the names are the copy's own; the rest is shared, as in any large code base. */
    private static String renamed(String text, int copy) {
        Matcher m = TYPE.matcher(text);
        return m.replaceAll(r -> Matcher.quoteReplacement(isOwn(r.group()) ? r.group() + word(copy) : r.group()));
    }

    /** A word of the language is nobody's own: a file that no parser takes would be no code. */
    private static boolean isOwn(String name) {
        return Math.floorMod(name.hashCode(), 3) == 0 && !name.equals("macro_rules");
    }

    private static String word(int n) {
        return n == 0 ? "" : (char) ('A' + n % 26) + "" + (char) ('a' + n / 26 % 26) + "x";
    }

    private static void ask(Workspace workspace) throws Exception {
        var random = new Random(1);
        var names = new ArrayList<>(workspace.code().files().stream().flatMap(f -> f.symbols().stream()).map(Symbol::name).filter(n -> n.length() > 4).distinct().toList());
        Collections.shuffle(names, random);
        var guide = new Guide(workspace, Clock.systemUTC());
        var micros = new ArrayList<Long>();
        var misheard = new ArrayList<Long>();
        for (int i = 0; i < 700; i++) {
            String name = names.get(i % names.size());
            String form = FORMS.get(i % FORMS.size());
            long took = time(guide, form.formatted(name), random);
            long nearly = time(guide, form.formatted(name.substring(0, name.length() - 2) + "ze"), random);
            if (i >= 100) {
                micros.add(took);
                misheard.add(nearly);
            }
        }
        print("questions", micros);
        print("with a misspelt name", misheard);
    }

    private static long time(Guide guide, String text, Random random) throws Exception {
        long start = System.nanoTime();
        guide.run(new AgentRequest(ConversationId.create(0, random), text, List.of(), false), SILENT);
        return (System.nanoTime() - start) / 1_000;
    }

    private static void print(String what, List<Long> micros) {
        micros.sort(null);
        System.out.printf("%s: p50 %.1f ms, p95 %.1f ms, worst %.1f ms of %d%n", what, micros.get(micros.size() / 2) / 1e3, micros.get(micros.size() * 95 / 100) / 1e3, micros.getLast() / 1e3, micros.size());
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().map(d -> d.toMillis() / 1e3).orElse(0.0);
    }

    private static long heap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    private static long resident(String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(field)) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return 0;
    }
}
