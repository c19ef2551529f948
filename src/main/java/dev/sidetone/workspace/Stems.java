package dev.sidetone.workspace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stems of identifiers, remembered: the same few thousand names make up most of any code. */
final class Stems {

    /** Each indexing thread has its own, which ends with it. */
    static final ThreadLocal<Stems> HERE = ThreadLocal.withInitial(Stems::new);

    private static final int MOST = 20_000;

    private final Map<String, List<String>> known = new HashMap<>();

    List<String> of(String identifier) {
        List<String> stems = known.get(identifier);
        if (stems == null) {
            stems = Words.of(identifier).stream().map(Words::stem).toList();
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(identifier, stems);
        }
        return stems;
    }
}
