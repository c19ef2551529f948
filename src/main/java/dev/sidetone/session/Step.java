package dev.sidetone.session;

import java.util.List;

/** What a transition leads to. */
record Step(CallState state, List<Effect> effects) {

    Step {
        effects = List.copyOf(effects);
    }
}
