package dev.sidetone.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * The last guard against hearing oneself: whether recognised words are mostly those that were just
 * being said. Pure.
 */
final class EchoWords {

    private static final double MOSTLY = 0.7;
    private static final int ENOUGH = 3;

    private EchoWords() {}

    /**
     * @param likeness what {@link EchoGuard#likeness} said; one or two words alone, which may well
     *     be a person's "stop", count as echo only when the sound was alike as well
     */
    static boolean echo(String heard, String said, double likeness) {
        List<String> heardWords = words(heard);
        List<String> saidWords = new ArrayList<>(words(said));
        if (heardWords.isEmpty() || saidWords.isEmpty()) {
            return false;
        }
        long shared = heardWords.stream().filter(saidWords::remove).count();
        double share = (double) shared / heardWords.size();
        return heardWords.size() >= ENOUGH ? share >= MOSTLY : share == 1 && likeness >= MOSTLY;
    }

    private static List<String> words(String text) {
        String normal = SmallTalk.normal(text);
        return normal.isEmpty() ? List.of() : List.of(normal.split(" "));
    }
}
