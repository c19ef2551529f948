package dev.sidetone.config;

import dev.sidetone.config.ValueType.Choice;
import dev.sidetone.config.ValueType.Flag;
import dev.sidetone.config.ValueType.Place;
import dev.sidetone.config.ValueType.Text;
import dev.sidetone.config.ValueType.Texts;
import dev.sidetone.config.ValueType.Url;
import dev.sidetone.config.ValueType.Variable;
import dev.sidetone.config.ValueType.Whole;
import dev.sidetone.config.ValueType.Words;
import java.util.List;

/** The keys of {@code [model_providers.*]}, with Codex's names, and the choice among them. */
final class ProviderKeys {

    static final Name TABLE = Name.of("model_providers");

    private static final long WEEK_MS = 604_800_000;
    private static final long DAY_MINUTES = 1_440;
    private static final Text HEADER = new Text("a text on one line");

    static final Key CHOSEN =
            Key.derived(
                    "model_provider",
                    "SIDETONE_MODEL_PROVIDER",
                    new Text("the name of a provider"),
                    "`embedded`, or `sidetone.provider` when its `url` is set",
                    "The provider of calls: `embedded`, `openai`, or a table under"
                            + " `[model_providers]`.");
    static final Key OPENAI_BASE =
            Key.optional(
                    "openai_base_url",
                    Url.HTTP,
                    "Base URL of the built-in provider `openai`, instead of"
                            + " `https://api.openai.com/v1`.");
    static final Key NAME =
            key("name", new Text("a text on one line"), "the table's name", "How it is called.");
    static final Key BASE_URL =
            key(
                    "base_url",
                    Url.HTTP,
                    "`https://api.openai.com/v1`",
                    "Base URL of its API; for most it ends in `/v1`.");
    static final Key ENV_KEY =
            key("env_key", new Variable(), "none", "The environment variable that holds its key.");
    static final Key KEY_HELP =
            key(
                    "env_key_instructions",
                    new Text("a text on one line"),
                    "none",
                    "What to do to get the key; told when it is missing.");
    static final Key KEY_FILE =
            key(
                    "key_file",
                    new Place(),
                    "none",
                    "A file whose first line is the key; Sidetone only.");
    static final Key BEARER =
            key(
                            "experimental_bearer_token",
                            new Text("a key"),
                            "none",
                            "The key itself; better in a variable or a file of its own.")
                    .with(Trait.SECRET);
    static final Key WIRE_API =
            key(
                    "wire_api",
                    new Choice(List.of("responses", "chat")),
                    "`responses`",
                    "What its text API speaks; realtime calls do not depend on it.");
    static final Key QUERY_PARAMS =
            key(
                            "query_params.*",
                            new Text("a text on one line"),
                            "none",
                            "Added to the query of every request, for example `api-version`.")
                    .with(Trait.MAYBE_SECRET);
    static final Key HEADERS =
            key("http_headers.*", HEADER, "none", "Sent with every request.").with(Trait.SECRET);
    static final Key ENV_HEADERS =
            key(
                    "env_http_headers.*",
                    new Variable(),
                    "none",
                    "Sent with every request; the value is in that environment variable.");
    static final Key REQUEST_RETRIES =
            key(
                    "request_max_retries",
                    new Whole(0, 1_000_000),
                    "`4`",
                    "How often a request is tried again after a fault of the network or a 5xx; at"
                            + " most 100.");
    static final Key STREAM_RETRIES =
            key(
                    "stream_max_retries",
                    new Whole(0, 1_000_000),
                    "as long as the provider has the call",
                    "How often in a row a lost connection is taken up again; at most 100.");
    static final Key STREAM_IDLE =
            key(
                    "stream_idle_timeout_ms",
                    new Whole(1, WEEK_MS),
                    "`300000`",
                    "A connection that is silent for so long counts as lost, in milliseconds.");
    static final Key CONNECT_TIMEOUT =
            key(
                    "websocket_connect_timeout_ms",
                    new Whole(1, WEEK_MS),
                    "`15000`",
                    "How long the opening of a WebSocket may take, in milliseconds.");
    static final Key NEEDS_OPENAI =
            key(
                    "requires_openai_auth",
                    new Flag(),
                    "`false`",
                    "True when its key is the one of OpenAI, in `OPENAI_API_KEY`.");
    static final Key WEBSOCKETS =
            key(
                    "supports_websockets",
                    new Flag(),
                    "`false`",
                    "Whether its text API has WebSockets; realtime calls do not depend on it.");
    static final Key DIALECT =
            key(
                    "realtime_dialect",
                    new Choice(List.of("ga", "beta")),
                    "`ga`",
                    "How its v2 writes sessions and names events: as the Realtime API does, or as"
                            + " it did before; Sidetone only.");
    static final Key CALL_BODY =
            key(
                    "realtime_call_body",
                    new Choice(List.of("multipart", "json", "sdp")),
                    "`multipart`",
                    "How it takes the offer of a WebRTC call: in two parts, in a JSON object, or"
                            + " bare; Sidetone only.");

    static final Key VERSIONS =
            key(
                    "realtime_versions",
                    new Words(List.of("v1", "v2", "v3")),
                    "what is usual for its kind: [providers.md](providers.md)",
                    "The versions of realtime calls that it speaks; Sidetone only.");
    static final Key TRANSPORTS =
            key(
                    "realtime_transports",
                    new Words(List.of("webrtc", "websocket")),
                    "both",
                    "How it takes the sound of calls; Sidetone only.");
    static final Key VOICES =
            key(
                    "realtime_voices",
                    new Texts(),
                    "OpenAI's",
                    "The voices it speaks with; the first is for calls that name none. `realtime.voice`"
                            + " may name them; Sidetone only.");
    static final Key TRANSCRIBER =
            key(
                    "realtime_transcription_model",
                    new Text("a model's name, at Azure a deployment's"),
                    "`gpt-4o-mini-transcribe`",
                    "What writes down the words of the user; Sidetone only.");
    static final Key SESSION_MINUTES =
            key(
                    "realtime_session_minutes",
                    new Whole(1, DAY_MINUTES),
                    "60 at OpenAI, 30 at Azure, otherwise not known",
                    "After how long it ends a session; a call goes over to a new one before."
                            + " Sidetone only.");

    static final List<Key> ALL =
            List.of(
                    CHOSEN,
                    OPENAI_BASE,
                    NAME,
                    BASE_URL,
                    ENV_KEY,
                    KEY_HELP,
                    KEY_FILE,
                    BEARER,
                    WIRE_API,
                    QUERY_PARAMS,
                    HEADERS,
                    ENV_HEADERS,
                    REQUEST_RETRIES,
                    STREAM_RETRIES,
                    STREAM_IDLE,
                    CONNECT_TIMEOUT,
                    NEEDS_OPENAI,
                    WEBSOCKETS,
                    DIALECT,
                    CALL_BODY,
                    VERSIONS,
                    TRANSPORTS,
                    VOICES,
                    TRANSCRIBER,
                    SESSION_MINUTES);

    private ProviderKeys() {}

    private static Key key(String name, ValueType type, String words, String doc) {
        return Key.derived(TABLE + ".*." + name, "", type, words, doc);
    }
}
