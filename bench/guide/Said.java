import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions the way people say them: {@code JsonReader.java} is json reader dot java. */
final class Said {

    private Said() {}

    static String of(String text) {
        return Stream.of(text.split("\\s+")).map(Said::word).collect(Collectors.joining(" "));
    }

    private static String word(String written) {
        String end = written.endsWith("?") ? "?" : written.endsWith(",") ? "," : "";
        String bare = written.replaceAll("^[\"'(`]+|[\"')`?,.:;]+$", "");
        String said =
                bare.replaceAll("/+$", "")
                        .replaceAll("(?<=.)/(?=.)", " slash ")
                        .replaceAll("\\.(?=\\w)", " dot ")
                        .replaceAll("[_$#@-]+", " ")
                        .replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1 $2")
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return Stream.of(said.split(" +")).map(Said::spelled).collect(Collectors.joining(" ")) + end;
    }

    /** What has no vowel is said letter by letter: x m l. */
    private static String spelled(String word) {
        return word.matches("[b-df-hj-np-tv-xz]{2,5}") ? String.join(" ", word.split("")) : word;
    }

    /** Words to be compared: no signs, names taken apart. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (String word : of(text).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** How many words to insert, delete or change. */
    static int distance(List<String> said, List<String> heard) {
        int[] last = new int[heard.size() + 1];
        for (int j = 0; j < last.length; j++) {
            last[j] = j;
        }
        for (int i = 1; i <= said.size(); i++) {
            int[] row = new int[last.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = said.get(i - 1).equals(heard.get(j - 1)) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
            }
            last = row;
        }
        return last[heard.size()];
    }
}
