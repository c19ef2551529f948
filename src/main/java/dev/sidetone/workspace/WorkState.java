package dev.sidetone.workspace;

import java.util.List;

/** What differs from the last commit; paths in order. */
public record WorkState(
        List<String> changed, List<String> added, List<String> deleted, List<String> untracked) {

    /** True when nothing differs. */
    public boolean isClean() {
        return changed.isEmpty() && added.isEmpty() && deleted.isEmpty() && untracked.isEmpty();
    }
}
