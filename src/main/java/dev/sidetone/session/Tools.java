package dev.sidetone.session;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The function calls of a call: each is taken up once and answered once.
 *
 * @param seen every call id that was ever taken up
 * @param open those the agent works on
 */
record Tools(Set<String> seen, Set<String> open) {

    static final Tools NONE = new Tools(Set.of(), Set.of());

    Tools {
        seen = Set.copyOf(seen);
        open = Set.copyOf(open);
    }

    boolean isNew(String callId) {
        return !seen.contains(callId);
    }

    boolean isOpen(String callId) {
        return open.contains(callId);
    }

    /** Taken up and answered at once. */
    Tools answered(String callId) {
        Set<String> left = new LinkedHashSet<>(open);
        left.remove(callId);
        return new Tools(with(seen, callId), left);
    }

    /** Taken up; the agent works on it. */
    Tools opened(String callId) {
        return new Tools(with(seen, callId), with(open, callId));
    }

    private static Set<String> with(Set<String> set, String callId) {
        Set<String> more = new LinkedHashSet<>(set);
        more.add(callId);
        return more;
    }
}
