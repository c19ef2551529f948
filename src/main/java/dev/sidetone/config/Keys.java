package dev.sidetone.config;

import java.util.List;

/** Sidetone's own keys. */
final class Keys {

    static final Key HOME =
            Key.derived(
                            "sidetone.home",
                            "SIDETONE_HOME",
                            new ValueType.Place(),
                            "`~/.sidetone`",
                            "Folder of `config.toml`, the transcript `sidetone.db` and the models.")
                    .with(Trait.OUTSIDE_ONLY, Trait.RESTART);
    static final Key WORKSPACE =
            Key.derived(
                            "sidetone.workspace",
                            "SIDETONE_WORKSPACE",
                            new ValueType.Place(),
                            "the folder it is started in",
                            "The repository to talk to. A folder inside a Git repository means its root;"
                                    + " without Git there is no history to ask about.")
                    .with(Trait.RESTART);
    static final Key MODELS =
            Key.of(
                            "sidetone.models",
                            "SIDETONE_MODELS",
                            new ValueType.Choice(List.of("auto", "ask", "off")),
                            "auto",
                            "Speech models: fetch what is missing at start, offer it on the page, or never"
                                    + " fetch any.")
                    .with(Trait.RESTART);
    static final Key MODELS_DIR =
            Key.derived(
                            "sidetone.models_dir",
                            "SIDETONE_MODELS_DIR",
                            new ValueType.Place(),
                            "`models` in the home folder",
                            "Where the speech models are kept.")
                    .with(Trait.RESTART);
    static final Key MODELS_MIRROR =
            Key.derived(
                            "sidetone.models_mirror",
                            "SIDETONE_MODELS_MIRROR",
                            ValueType.Url.HTTP,
                            "none",
                            "Base URL that is tried before the public sources; a model's file name is"
                                    + " appended.")
                    .with(Trait.RESTART);
    static final Key RECOGNISER =
            Key.of(
                            "sidetone.speech.recogniser",
                            "SIDETONE_SPEECH_RECOGNISER",
                            new ValueType.Text("a model's id (`sidetone models list`)"),
                            "whisper-base",
                            "The model that turns speech into text.")
                    .with(Trait.RESTART);
    static final Key SPEAKER =
            Key.of(
                            "sidetone.speech.voice_model",
                            "SIDETONE_SPEECH_VOICE_MODEL",
                            new ValueType.Text("a model's id (`sidetone models list`)"),
                            "piper-en-us-joe-medium",
                            "The model that speaks.")
                    .with(Trait.RESTART);
    static final Key HOST =
            Key.of(
                            "sidetone.server.host",
                            "SIDETONE_HOST",
                            new ValueType.Text("a host name or address of this machine"),
                            "127.0.0.1",
                            "Where it listens. Anything but loopback (`127.0.0.1`, `::1`, `localhost`)"
                                    + " needs a token.")
                    .with(Trait.RESTART);
    static final Key PORT =
            Key.of(
                            "sidetone.server.port",
                            "SIDETONE_PORT",
                            new ValueType.Whole(0, 65_535),
                            "8080",
                            "The port; 0 takes any that is free.")
                    .with(Trait.RESTART);
    static final Key TOKEN =
            Key.derived(
                            "sidetone.server.token",
                            "SIDETONE_TOKEN",
                            new ValueType.Text("at least 16 characters"),
                            "none",
                            "What callers must present: `Authorization: Bearer …`, or the login"
                                    + " form in a browser.")
                    .with(Trait.OUTSIDE_ONLY, Trait.SECRET, Trait.RESTART);
    static final Key TOKEN_FILE =
            Key.derived(
                            "sidetone.server.token_file",
                            "SIDETONE_TOKEN_FILE",
                            new ValueType.Place(),
                            "none",
                            "A file whose first line is the token.")
                    .with(Trait.RESTART);
    static final Key PROVIDER_URL =
            Key.derived(
                    "sidetone.provider.url",
                    "SIDETONE_PROVIDER_URL",
                    ValueType.Url.HTTP,
                    "the embedded provider",
                    "Base URL of an OpenAI-compatible realtime provider; it ends in `/v1`.");
    static final Key PROVIDER_KEY =
            Key.derived(
                            "sidetone.provider.key",
                            "SIDETONE_PROVIDER_KEY",
                            new ValueType.Text("text"),
                            "none",
                            "The key for that provider.")
                    .with(Trait.OUTSIDE_ONLY, Trait.SECRET);
    static final Key PROVIDER_MODEL =
            Key.of(
                    "sidetone.provider.model",
                    "SIDETONE_PROVIDER_MODEL",
                    new ValueType.Text("a model's name"),
                    "sidetone-embedded",
                    "The realtime model to ask for.");
    static final Key ALLOWED_HOSTS =
            Key.optional(
                    "sidetone.outbound.allow_hosts",
                    new ValueType.Texts(),
                    "Hosts of providers that may be reached although they are at an address of the"
                            + " link or of a cloud's metadata, `169.254.1.1` for example.");
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
                    ALLOWED_HOSTS);

    private Keys() {}
}
