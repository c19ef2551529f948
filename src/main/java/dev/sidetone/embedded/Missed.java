package dev.sidetone.embedded;

import dev.sidetone.wire.ServerEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened in a call while its sideband was lost, for the one that comes back: without it a
 * request for the agent that fell into the gap would wait for its answer for ever.
 *
 * <p>Bounded: of more than {@value #MOST} events the first are kept. Thread-safe.
 */
final class Missed {

    static final int MOST = 512;

    /** An event, and the same event written. */
    record Told(ServerEvent event, String json) {}

    private final List<Told> kept = new ArrayList<>();
    private int sidebands;
    private boolean lost;

    /** A sideband is there, and is to be told what is given back. */
    synchronized List<Told> joined() {
        sidebands++;
        lost = false;
        List<Told> all = List.copyOf(kept);
        kept.clear();
        return all;
    }

    /** A sideband that had joined is gone. */
    synchronized void left() {
        sidebands--;
        lost = sidebands == 0;
    }

    /** Keeps the event while there is no sideband any more. */
    synchronized void happened(ServerEvent event, String json) {
        if (lost && kept.size() < MOST) {
            kept.add(new Told(event, json));
        }
    }
}
