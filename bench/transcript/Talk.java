package dev.sidetone.transcript;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sentences of the words of this repository's pages and sources, as often as they stand there. */
final class Talk {

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_]{1,30}");

    private final Random random = new Random(5);
    private final List<String> prose = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    Talk() throws IOException {
        try (Stream<Path> files =
                Stream.concat(Files.walk(Path.of("docs")), Files.walk(Path.of("src")))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                boolean page = file.toString().endsWith(".md");
                if (page || file.toString().endsWith(".java")) {
                    WORD.matcher(Files.readString(file)).results().forEach(m -> add(m.group()));
                }
            }
        }
    }

    private void add(String word) {
        boolean name = word.substring(1).chars().anyMatch(c -> c == '_' || Character.isUpperCase(c));
        (name ? names : prose).add(word);
    }

    /** Six to forty words, one in fifteen a name, one in two hundred a name that is nowhere else. */
    String sentence() {
        var text = new StringBuilder();
        for (int i = 6 + random.nextInt(35); i > 0; i--) {
            text.append(word()).append(i == 1 ? "." : " ");
        }
        return text.toString();
    }

    private String word() {
        if (random.nextInt(200) == 0) {
            return name() + Integer.toString(random.nextInt(60_000), 36);
        }
        return random.nextInt(15) == 0 ? name() : prose.get(random.nextInt(prose.size()));
    }

    String name() {
        return names.get(random.nextInt(names.size()));
    }

    /** What people look for: words as often as they are said, names, phrases, beginnings, filters. */
    String query(List<String> said) {
        String[] words = said.get(random.nextInt(said.size())).replace(".", "").split(" ");
        int at = random.nextInt(words.length - 2);
        String word = words[at];
        return switch (random.nextInt(10)) {
            case 0, 1 -> word;
            case 2 -> word + " " + words[at + 1];
            case 3 -> '"' + word + " " + words[at + 1] + '"';
            case 4 -> word.substring(0, Math.min(3, word.length())) + "*";
            case 5 -> name();
            case 6 -> word + " role:assistant workspace:work" + random.nextInt(20);
            case 7 -> word + " after:2026-03-01 before:2026-03-08";
            case 8 -> word + " -" + words[at + 1];
            default -> words[at] + " " + words[at + 1] + " " + words[at + 2];
        };
    }
}
