package dev.sidetone.session;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;

/** What a call has that names no model and no voice itself. */
record CallDefaults(String model, String voice, CallPolicy policy) {

    CallDefaults(String model, String voice) {
        this(model, voice, CallPolicy.USUAL);
    }

    /**
     * As they are configured now. The model is the configured one of realtime calls; without one it
     * goes with the provider, and that is the provider of the start.
     */
    static CallDefaults of(RunningConfiguration running) {
        Configuration now = running.now();
        String usual = running.started().settings().provider().model();
        String voice = now.settings().provider().voice();
        return new CallDefaults(
                now.realtime().model().orElse(usual),
                Voices.V2.contains(voice) ? voice : Voices.DEFAULT_V2,
                CallPolicy.of(now));
    }
}
