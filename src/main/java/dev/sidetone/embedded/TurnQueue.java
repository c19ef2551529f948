package dev.sidetone.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;

/** Turns that ended and wait for their text; given on in the order spoken. One thread at a time. */
final class TurnQueue {

    private final Deque<SpokenTurn> waiting = new ArrayDeque<>();
    private final BiConsumer<SpokenTurn, Work.Hearing> out;

    TurnQueue(BiConsumer<SpokenTurn, Work.Hearing> out) {
        this.out = out;
    }

    void add(SpokenTurn turn) {
        waiting.addLast(turn);
    }

    /** Gives on every turn at the head whose text is known. */
    void settle() {
        while (!waiting.isEmpty() && waiting.getFirst().heard().isPresent()) {
            SpokenTurn turn = waiting.removeFirst();
            out.accept(turn, turn.heard().orElseThrow());
        }
    }
}
