package dev.sidetone.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes the realtime settings from the values. */
final class RealtimeView {

    private static final List<String> V2 =
            List.of(
                    "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin",
                    "cedar");

    private RealtimeView() {}

    /**
     * The settings.
     *
     * @throws ConfigException when the voice is one that nobody has
     */
    static RealtimeSettings of(Values values) {
        fault(values)
                .ifPresent(line -> {
                    throw new ConfigException(line);
                });
        return new RealtimeSettings(
                RealtimeSettings.Version.valueOf(word(values, RealtimeKeys.VERSION)),
                RealtimeSettings.Type.valueOf(word(values, RealtimeKeys.TYPE)),
                RealtimeSettings.Transport.valueOf(word(values, RealtimeKeys.TRANSPORT)),
                values.text(RealtimeKeys.VOICE),
                values.text(RealtimeKeys.SOCKET_BASE).map(URI::create),
                values.text(RealtimeKeys.CALL_BASE).map(URI::create),
                values.text(RealtimeKeys.MODEL),
                values.text(RealtimeKeys.PROMPT).filter(prompt -> !prompt.isBlank()),
                values.text(RealtimeKeys.CONTEXT),
                values.text(RealtimeKeys.START_INSTRUCTIONS),
                values.text(RealtimeKeys.MICROPHONE),
                values.text(RealtimeKeys.SPEAKER),
                values.flag(RealtimeKeys.CONVERSATION.name(), true));
    }

    /** What is configured as voice, if nobody has it. */
    private static Optional<String> fault(Values values) {
        SortedSet<String> known = new TreeSet<>(RealtimeKeys.VOICES);
        known.addAll(Providers.voices(values));
        return values.get(RealtimeKeys.VOICE.name())
                .filter(voice -> !known.contains((String) voice.value()))
                .map(voice -> voice.origin() + ": " + unknown((String) voice.value(), known));
    }

    private static String unknown(String voice, SortedSet<String> known) {
        return "%s is no value for %s; allowed: %s%s"
                .formatted(
                        TomlText.of(voice),
                        RealtimeKeys.VOICE.name(),
                        new ValueType.Voice(List.copyOf(known)).allowed(),
                        Spelling.nearest(voice, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
    }

    private static String word(Values values, Key key) {
        return values.text(key).orElseThrow().toUpperCase(Locale.ROOT);
    }

    /** The voice of a v2 call that names none. */
    static String v2Voice(RealtimeSettings realtime) {
        return realtime.voice().filter(V2::contains).orElse("marin");
    }

    /** A Codex file often has a voice of v1 without naming a version: odd, but no fault. */
    static Optional<Remark> remark(Values values) {
        String version = values.text(RealtimeKeys.VERSION).orElseThrow();
        return values.get(RealtimeKeys.VOICE.name())
                .filter(voice -> RealtimeKeys.VOICES.contains((String) voice.value()))
                .filter(voice -> version.equals("v2") != V2.contains(voice.value()))
                .map(voice ->
                        new Remark(
                                Remark.Kind.SET_ASIDE,
                                voice.origin(),
                                "%s does not speak %s; such calls use their own default"
                                        .formatted(voice.value(), version)));
    }
}
