package dev.sidetone.session;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.RealtimeSettings;
import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.RunningConfiguration;
import java.util.Optional;

/**
 * What a call has that does not say it itself.
 *
 * @param voice as configured, of whatever version
 * @param model the configured one of realtime calls
 * @param usualModel the one that goes with the provider
 * @param offered whether there are calls at all
 */
record CallDefaults(
        Version version,
        Type type,
        Optional<String> voice,
        Optional<String> model,
        String usualModel,
        CallPolicy policy,
        boolean offered) {

    private static final String LIVE_MODEL = "gpt-live-1-codex";

    /** Those of a conversation in v2. */
    CallDefaults(String model, String voice) {
        this(model, voice, CallPolicy.USUAL);
    }

    CallDefaults(String model, String voice, CallPolicy policy) {
        this(
                Version.V2,
                Type.CONVERSATIONAL,
                Optional.of(voice),
                Optional.of(model),
                model,
                policy,
                true);
    }

    /** As they are configured now. */
    static CallDefaults of(RunningConfiguration running) {
        Configuration now = running.now();
        RealtimeSettings realtime = now.realtime();
        return new CallDefaults(
                realtime.version(),
                realtime.type(),
                realtime.voice(),
                realtime.model(),
                now.settings().provider().model(),
                CallPolicy.of(now),
                realtime.offered());
    }

    String model(Version of) {
        return model.orElse(of == Version.V3 ? LIVE_MODEL : usualModel);
    }
}
