package dev.sidetone.session;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The function calls of a call: each is taken up once and answered once.
 *
 * @param seen every call id that was ever taken up
 * @param open those the agent works on
 * @param astray of these, those of a session that is over: a new one does not know them
 */
record Tools(Set<String> seen, Set<String> open, Set<String> astray) {

    static final Tools NONE = new Tools(Set.of(), Set.of(), Set.of());

    Tools {
        seen = Set.copyOf(seen);
        open = Set.copyOf(open);
        astray = Set.copyOf(astray);
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
        return new Tools(with(seen, callId), left, astray);
    }

    /** Taken up; the agent works on it. */
    Tools opened(String callId) {
        return new Tools(with(seen, callId), with(open, callId), astray);
    }

    /** The provider's session is over. */
    Tools moved() {
        return new Tools(seen, open, open);
    }

    boolean isAstray(String callId) {
        return astray.contains(callId);
    }

    private static Set<String> with(Set<String> set, String callId) {
        Set<String> more = new LinkedHashSet<>(set);
        more.add(callId);
        return more;
    }
}
