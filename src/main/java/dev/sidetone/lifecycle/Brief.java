package dev.sidetone.lifecycle;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.config.Settings;

/** Words for the probes. */
final class Brief {

    private Brief() {}

    /** Probes need no login, and where somebody lives is nobody's business. */
    static String of(RunningConfiguration running, String words) {
        Settings settings = running.started().settings();
        return words.replace(settings.home().toString(), "$SIDETONE_HOME")
                .replace(settings.models().dir().toString(), "$SIDETONE_MODELS_DIR");
    }
}
