package dev.sidetone.config;

import java.util.List;

/** Every key, declared once: the reader, the checks and {@code docs/configuration.md} use this. */
final class Keys {

    private static final List<String> VOICES =
            List.of(
                    "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin",
                    "cedar");

    static final Key HOME =
            Key.derived(
                            "sidetone.home",
                            "SIDETONE_HOME",
                            new ValueType.Place(),
                            "`~/.sidetone`",
                            "Folder of `config.toml`, the transcript `sidetone.db` and the models.")
                    .notInFile(false);
    static final Key WORKSPACE =
            Key.derived(
                    "sidetone.workspace",
                    "SIDETONE_WORKSPACE",
                    new ValueType.Place(),
                    "the folder it is started in",
                    "The repository to talk to. A folder inside a Git repository means its root;"
                            + " without Git there is no history to ask about.");
    static final Key MODELS =
            Key.of(
                    "sidetone.models",
                    "SIDETONE_MODELS",
                    new ValueType.Choice(List.of("auto", "ask", "off")),
                    "auto",
                    "Speech models: fetch what is missing at start, offer it on the page, or never"
                            + " fetch any.");
    static final Key MODELS_DIR =
            Key.derived(
                    "sidetone.models_dir",
                    "SIDETONE_MODELS_DIR",
                    new ValueType.Place(),
                    "`models` in the home folder",
                    "Where the speech models are kept.");
    static final Key MODELS_MIRROR =
            Key.derived(
                    "sidetone.models_mirror",
                    "SIDETONE_MODELS_MIRROR",
                    new ValueType.Url(),
                    "none",
                    "Base URL that is tried before the public sources; a model's file name is"
                            + " appended.");
    static final Key RECOGNISER =
            Key.of(
                    "sidetone.speech.recogniser",
                    "SIDETONE_SPEECH_RECOGNISER",
                    new ValueType.Text("a model's id (`sidetone models list`)"),
                    "whisper-base",
                    "The model that turns speech into text.");
    static final Key SPEAKER =
            Key.of(
                    "sidetone.speech.voice_model",
                    "SIDETONE_SPEECH_VOICE_MODEL",
                    new ValueType.Text("a model's id (`sidetone models list`)"),
                    "piper-en-us-joe-medium",
                    "The model that speaks.");
    static final Key HOST =
            Key.of(
                    "sidetone.server.host",
                    "SIDETONE_HOST",
                    new ValueType.Text("a host name or address of this machine"),
                    "127.0.0.1",
                    "Where it listens. Anything but loopback (`127.0.0.1`, `::1`, `localhost`)"
                            + " needs a token.");
    static final Key PORT =
            Key.of(
                    "sidetone.server.port",
                    "SIDETONE_PORT",
                    new ValueType.Whole(0, 65_535),
                    "8080",
                    "The port; 0 takes any that is free.");
    static final Key TOKEN =
            Key.derived(
                            "sidetone.server.token",
                            "SIDETONE_TOKEN",
                            new ValueType.Text("at least 16 characters"),
                            "none",
                            "What callers must present: `Authorization: Bearer …`, or the login"
                                    + " form in a browser.")
                    .notInFile(true);
    static final Key TOKEN_FILE =
            Key.derived(
                    "sidetone.server.token_file",
                    "SIDETONE_TOKEN_FILE",
                    new ValueType.Place(),
                    "none",
                    "A file whose first line is the token.");
    static final Key PROVIDER_URL =
            Key.derived(
                    "sidetone.provider.url",
                    "SIDETONE_PROVIDER_URL",
                    new ValueType.Url(),
                    "the embedded provider",
                    "Base URL of an OpenAI-compatible realtime provider; it ends in `/v1`.");
    static final Key PROVIDER_KEY =
            Key.derived(
                            "sidetone.provider.key",
                            "SIDETONE_PROVIDER_KEY",
                            new ValueType.Text("text"),
                            "none",
                            "The key for that provider.")
                    .notInFile(true);
    static final Key PROVIDER_MODEL =
            Key.of(
                    "sidetone.provider.model",
                    "SIDETONE_PROVIDER_MODEL",
                    new ValueType.Text("a model's name"),
                    "sidetone-embedded",
                    "The realtime model to ask for.");
    static final Key VOICE =
            Key.of(
                    "realtime.voice",
                    "SIDETONE_REALTIME_VOICE",
                    new ValueType.Choice(VOICES),
                    "marin",
                    "The voice of a call that names none.");

    static final List<Key> ALL =
            List.of(
                    HOME,
                    WORKSPACE,
                    MODELS,
                    MODELS_DIR,
                    MODELS_MIRROR,
                    RECOGNISER,
                    SPEAKER,
                    HOST,
                    PORT,
                    TOKEN,
                    TOKEN_FILE,
                    PROVIDER_URL,
                    PROVIDER_KEY,
                    PROVIDER_MODEL,
                    VOICE);

    private Keys() {}
}
