import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.conversation.Citation;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes questions about a code base whose answers {@link Truth} knows. */
final class Questions {

    private static final Set<String> TYPES =
            Set.of("class", "interface", "struct", "enum", "trait", "record", "typedef", "type", "alias", "annotation");
    private static final Set<String> CALLABLES = Set.of("function", "method", "func", "macro", "generator");
    private static final Pattern COUNT = Pattern.compile("in (?:more than )?([\\d,]+) places?");
    private static final List<String> DEFINITION =
            List.of(
                    "where is %s defined?",
                    "Where is the %s?",
                    "find the definition of %s",
                    "in which file is %s declared",
                    "which file contains %s?",
                    "can you tell me where %s lives?",
                    "where do I find %s");
    private static final List<String> USES =
            List.of("who uses %s?", "who calls %s", "where is %s used?", "find references to %s", "show me the usages of %s", "what calls %s?");
    private static final List<String> SHOW = List.of("show me %s", "open %s", "show me the code of %s", "let me see %s");
    private static final List<String> DESCRIBE = List.of("what does %s do?", "what is %s?", "explain %s", "tell me about %s", "what is %s for?");
    private static final List<String> TESTS = List.of("which tests cover %s?", "what tests exist for %s", "is %s tested?", "are there tests for %s?");
    private static final List<String> OUTLINE = List.of("what methods does %s have?", "list the methods of %s", "outline of %s");

    private final Truth truth;
    private final Random random;
    private final List<Asked> asked = new ArrayList<>();

    private Questions(Truth truth, long seed) {
        this.truth = truth;
        this.random = new Random(seed);
    }

    static List<Asked> about(Truth truth, long seed, int each) throws IOException {
        var questions = new Questions(truth, seed);
        questions.definitions(each);
        questions.uses(each);
        questions.files(each / 2);
        questions.texts(each / 2);
        questions.shows(each / 3);
        questions.describes(each / 3);
        questions.tests(each / 3);
        questions.outlines(each / 3);
        questions.counts();
        return questions.asked;
    }

    private <T> List<T> some(List<T> all, int n) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(n, shuffled.size()));
    }

    private String any(List<String> forms) {
        return forms.get(random.nextInt(forms.size()));
    }

    /** Names that a person would ask for: types and functions, not one letter, not in a test. */
    private List<Truth.Tag> names() {
        return truth.tags.stream()
                .filter(t -> TYPES.contains(t.kind()) || CALLABLES.contains(t.kind()))
                .filter(t -> t.name().matches("[A-Za-z_$][\\w$]{3,39}") && !t.name().startsWith("__") && !t.name().toLowerCase(Locale.ROOT).startsWith("anonymous"))
                .filter(t -> Truth.key(t.name()).length() > 3)
                .filter(t -> !isTest(t.path()))
                .collect(Collectors.toMap(Truth.Tag::name, t -> t, (a, _) -> a, java.util.LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    static boolean isTest(String path) {
        return path.matches("(?i).*(^|/)(test|tests|spec|__tests__|testdata)/.*|.*[_.-](test|spec)\\.\\w+$|.*(^|/)test_[^/]*$|.*Test\\.java");
    }

    /** As it is said: {@code JsonReader} is json reader. */
    static String words(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1 $2")
                .replaceAll("[_$]+", " ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private void add(String kind, String form, String name, boolean spoken, String truthText, java.util.function.Predicate<AgentAnswer> right) {
        String said = spoken ? words(name) : name;
        asked.add(new Asked(kind, List.of(), form.formatted(said), List.of(name), truthText, right));
    }

    private static boolean firstIn(AgentAnswer answer, Set<String> places) {
        return !answer.citations().isEmpty() && places.contains(answer.citations().getFirst().text());
    }

    private void definitions(int n) {
        for (Truth.Tag tag : some(names(), n)) {
            Set<String> places = truth.places(tag.name());
            boolean spoken = random.nextBoolean();
            String form = any(DEFINITION);
            String kind = TYPES.contains(tag.kind()) && tag.kind().length() < 10 && random.nextInt(4) == 0 ? " class" : "";
            String full = form.replace("%s", kind.isEmpty() || !tag.kind().equals("class") ? "%s" : "%s" + kind);
            add(spoken ? "definition, in words" : "definition", full, tag.name(), spoken, places.toString(), a -> firstIn(a, places));
        }
    }

    private void uses(int n) {
        for (Truth.Tag tag : some(names(), n)) {
            Set<String> places = truth.uses(tag.name());
            boolean unique = truth.byKey.get(Truth.key(tag.name())).stream().map(Truth.Tag::name).distinct().count() == 1;
            if (!unique || places.size() > 400) {
                continue;
            }
            boolean follow = random.nextInt(4) == 0;
            if (follow) {
                asked.add(
                        new Asked(
                                "uses, as a follow-up",
                                List.of("where is %s defined?".formatted(tag.name())),
                                "and who uses it?",
                                List.of(tag.name()),
                                truthOf(places),
                                a -> usesRight(a, places)));
            } else {
                add("uses", any(USES), tag.name(), random.nextBoolean(), truthOf(places), a -> usesRight(a, places));
            }
        }
    }

    private static String truthOf(Set<String> places) {
        return places.size() + " places: " + places.stream().limit(4).toList();
    }

    /** Right places, and about the right number of them: ctags misses definitions inside others. */
    private static boolean usesRight(AgentAnswer answer, Set<String> places) {
        if (places.isEmpty()) {
            return answer.spoken().startsWith("Nothing here uses");
        }
        Matcher count = COUNT.matcher(answer.spoken());
        if (!firstIn(answer, places) || !count.find()) {
            return false;
        }
        int said = Integer.parseInt(count.group(1).replace(",", ""));
        long wrong = answer.citations().stream().map(Citation::text).filter(t -> !places.contains(t)).count();
        return wrong == 0 && Math.abs(said - places.size()) <= Math.max(2, places.size() * 15 / 100);
    }

    private void files(int n) {
        List<String> code = truth.files.stream().filter(f -> f.matches(".*\\.(java|py|js|ts|go|rs|md|toml|xml)$")).toList();
        for (String path : some(code, n)) {
            String name = path.substring(path.lastIndexOf('/') + 1);
            Set<String> same = truth.files.stream().filter(f -> Truth.key(f.substring(f.lastIndexOf('/') + 1)).equals(Truth.key(name))).collect(Collectors.toCollection(TreeSet::new));
            boolean spoken = random.nextBoolean();
            String said = spoken ? words(name.replace(".", " dot ").replace("-", " ")) : name;
            asked.add(
                    new Asked(
                            spoken ? "file, in words" : "file",
                            List.of(),
                            any(List.of("where is the file %s?", "open %s", "where is %s", "show me the file %s")).formatted(said),
                            List.of(name),
                            same.toString(),
                            a -> !a.citations().isEmpty() && same.contains(a.citations().getFirst().path())));
        }
    }

    private void texts(int n) throws IOException {
        for (String path : some(truth.files, n * 4)) {
            if (asked.stream().filter(a -> a.kind().equals("text")).count() >= n) {
                return;
            }
            text(path);
        }
    }

    private void text(String path) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(truth.root.resolve(path));
        } catch (MalformedInputException e) {
            return;
        }
        var candidates = new ArrayList<String>();
        for (String line : lines) {
            Matcher m = Pattern.compile("[A-Za-z]{3,}(?: [a-z]{2,}){2,3}").matcher(line);
            if (m.find()) {
                candidates.add(m.group());
            }
        }
        if (candidates.isEmpty() || path.matches(".*\\.(svg|lock|map)$|.*package-lock.json|go\\.sum")) {
            return;
        }
        String text = candidates.get(random.nextInt(candidates.size()));
        Set<String> places = truth.grep("-i", text);
        asked.add(
                new Asked(
                        "text",
                        List.of(),
                        any(List.of("search for the text \"%s\"", "find the string %s", "which files mention \"%s\"", "grep %s")).formatted(text),
                        List.of(),
                        truthOf(places),
                        a -> firstIn(a, places)));
    }

    private void shows(int n) {
        for (Truth.Tag tag : some(names(), n)) {
            Set<String> places = truth.places(tag.name());
            add("show", any(SHOW), tag.name(), random.nextBoolean(), places.toString(), a -> isAt(a, places));
        }
    }

    /** The first citation holds one of the places, and the code is there. */
    private static boolean isAt(AgentAnswer answer, Set<String> places) {
        if (answer.citations().isEmpty() || !answer.markdown().contains("```")) {
            return false;
        }
        Citation first = answer.citations().getFirst();
        return places.stream().anyMatch(p -> {
            int colon = p.lastIndexOf(':');
            int line = Integer.parseInt(p.substring(colon + 1));
            return p.substring(0, colon).equals(first.path()) && line >= first.startLine() && line <= first.endLine();
        });
    }

    private void describes(int n) {
        for (Truth.Tag tag : some(names(), n)) {
            Set<String> places = truth.places(tag.name());
            add("what it does", any(DESCRIBE), tag.name(), random.nextBoolean(), places.toString(), a -> isAt(a, places));
        }
    }

    private void tests(int n) {
        for (Truth.Tag tag : some(names(), n)) {
            Set<String> files = truth.grep("-w", tag.name()).stream().map(p -> p.substring(0, p.lastIndexOf(':'))).filter(Questions::isTest).collect(Collectors.toCollection(TreeSet::new));
            boolean unique = truth.byKey.get(Truth.key(tag.name())).stream().map(Truth.Tag::name).distinct().count() == 1;
            if (unique) {
                add("tests", any(TESTS), tag.name(), random.nextBoolean(), files.toString(), a ->
                        files.isEmpty()
                                ? a.spoken().contains("no test")
                                : !a.citations().isEmpty() && files.contains(a.citations().getFirst().path()));
            }
        }
    }

    private void outlines(int n) {
        var types = names().stream().filter(t -> Set.of("class", "interface", "struct", "trait").contains(t.kind())).filter(t -> truth.byKey.get(Truth.key(t.name())).stream().filter(o -> TYPES.contains(o.kind())).count() == 1).toList();
        for (Truth.Tag type : some(types, n)) {
            Set<String> members =
                    truth.tags.stream()
                            .filter(t -> CALLABLES.contains(t.kind()) || t.kind().equals("method"))
                            .filter(t -> t.path().equals(type.path()) && t.scope().replaceFirst(".*[.:]", "").equals(type.name()))
                            .map(Truth.Tag::name)
                            .filter(m -> !m.equals(type.name()) && !m.toLowerCase(Locale.ROOT).startsWith("anonymous"))
                            .collect(Collectors.toCollection(TreeSet::new));
            if (members.size() < 2) {
                continue;
            }
            add("members", any(OUTLINE), type.name(), random.nextBoolean(), members.toString(), a -> {
                long there = members.stream().filter(m -> a.markdown().contains("`" + m + "`")).count();
                return there >= Math.min(members.size(), 150) * 0.9;
            });
        }
    }

    private void counts() {
        int files = truth.files.size();
        asked.add(new Asked("sizes", List.of(), "how many files are there?", List.of(), files + " files", a -> a.spoken().contains("%,d file".formatted(files))));
    }
}
