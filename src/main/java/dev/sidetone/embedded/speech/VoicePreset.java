package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.SpeechSynthesizer;
import java.util.Map;

/**
 * How one recorded voice becomes ten: spoken slower or faster by {@code length} and raised or
 * lowered by {@code pitch}, which shifts the fundamental and the formants alike. The pairs were
 * chosen so that neighbours in pitch differ in pace; all stay intelligible.
 *
 * @param pitch 1 is the recorded voice, above is higher
 * @param length 1 is the recorded pace, above is slower
 */
record VoicePreset(double pitch, double length) {

    private static final Map<String, VoicePreset> PRESETS =
            Map.ofEntries(
                    Map.entry("cedar", new VoicePreset(0.82, 1.12)),
                    Map.entry("ash", new VoicePreset(0.88, 0.90)),
                    Map.entry("echo", new VoicePreset(0.94, 1.18)),
                    Map.entry("marin", new VoicePreset(1.00, 1.00)),
                    Map.entry("verse", new VoicePreset(1.05, 0.82)),
                    Map.entry("alloy", new VoicePreset(1.12, 1.02)),
                    Map.entry("ballad", new VoicePreset(1.20, 1.28)),
                    Map.entry("sage", new VoicePreset(1.28, 0.90)),
                    Map.entry("coral", new VoicePreset(1.38, 1.08)),
                    Map.entry("shimmer", new VoicePreset(1.50, 0.94)));

    private static final VoicePreset STANDARD = new VoicePreset(1, 1);

    /** The preset of a voice name; an unknown name gets the default voice's. */
    static VoicePreset of(String voice) {
        String known = PRESETS.containsKey(voice) ? voice : SpeechSynthesizer.VOICES.getFirst();
        return PRESETS.getOrDefault(known, STANDARD);
    }
}
