package dev.sidetone.session;

import java.util.ArrayDeque;
import java.util.Optional;

/** What a running turn is told besides, until it has ended. Thread-safe. */
final class Steering {

    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private int taken;
    private boolean ended;

    /** Gives its number, from 1; 0 when the turn has ended. */
    synchronized int offer(String text) {
        if (ended) {
            return 0;
        }
        waiting.add(text);
        return ++taken;
    }

    /** The next; when there is none the turn ends, and nothing is taken any more. */
    synchronized Optional<String> nextOrEnd() {
        Optional<String> next = Optional.ofNullable(waiting.poll());
        ended = next.isEmpty();
        return next;
    }

    synchronized void end() {
        ended = true;
    }
}
