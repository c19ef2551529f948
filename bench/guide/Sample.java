import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Some of the questions, of each kind about as many, over all code bases. */
final class Sample {

    private final Random random;
    private final Map<String, Integer> taken = new HashMap<>();

    Sample(long seed) {
        random = new Random(seed);
    }

    List<Asked> of(List<Asked> all, int n) {
        var left = new ArrayList<>(all);
        Collections.shuffle(left, random);
        var chosen = new ArrayList<Asked>();
        while (chosen.size() < n && !left.isEmpty()) {
            Asked rarest = Collections.min(left, (a, b) -> count(a) - count(b));
            left.remove(rarest);
            taken.merge(rarest.kind(), 1, Integer::sum);
            chosen.add(rarest);
        }
        return chosen;
    }

    private int count(Asked asked) {
        return taken.getOrDefault(asked.kind(), 0);
    }
}
