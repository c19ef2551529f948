package dev.sidetone.config;

import dev.sidetone.config.ModelProvider.CallBody;
import dev.sidetone.config.ModelProvider.Dialect;
import dev.sidetone.config.ModelProvider.WireApi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the providers from the values. */
final class Providers {

    private static final String OWN = ModelProvider.OWN;
    private static final URI OPENAI_BASE = URI.create("https://api.openai.com/v1");
    private static final int MOST_RETRIES = 100;
    private static final int REQUEST_RETRIES = 4;
    private static final long IDLE_MS = 300_000;
    private static final long CONNECT_MS = 15_000;
    private static final Set<String> WITHOUT_REALTIME =
            Set.of("ollama", "ollama-chat", "lmstudio", "oss", "amazon-bedrock");

    private final Values values;
    private final Surroundings around;
    private final SortedMap<String, ModelProvider> byId = new TreeMap<>();
    private final ModelProvider embedded = embeddedOne();

    Providers(Values values, Surroundings around) {
        this.values = values;
        this.around = around;
        for (String id : values.namesIn(ProviderKeys.TABLE)) {
            byId.put(id, configured(id));
        }
        values.text(Keys.PROVIDER_URL).ifPresent(url -> byId.put(OWN, own(URI.create(url))));
        byId.put(ModelProvider.OPENAI, openai());
        byId.put(ModelProvider.EMBEDDED, embedded);
    }

    SortedMap<String, ModelProvider> byId() {
        return byId;
    }

    /**
     * The one for calls.
     *
     * @throws ConfigException when there is none of that name
     */
    ModelProvider chosen() {
        Optional<String> id = values.text(ProviderKeys.CHOSEN);
        if (id.isEmpty()) {
            return byId.getOrDefault(OWN, embedded);
        }
        ModelProvider found = byId.get(id.get());
        if (found == null && !WITHOUT_REALTIME.contains(id.get())) {
            throw new ConfigException(
                    values.origin(ProviderKeys.CHOSEN) + ": " + unknown(id.get()));
        }
        return found == null ? embedded : found;
    }

    /** What is odd about the choice and the tables; empty when nothing is. */
    List<Remark> remarks() {
        var remarks = new ArrayList<Remark>();
        values.text(ProviderKeys.CHOSEN)
                .filter(id -> !byId.containsKey(id))
                .map(id ->
                        "%s of Codex has no realtime API; calls use the embedded provider"
                                .formatted(id))
                .ifPresent(text -> remarks.add(aside(ProviderKeys.CHOSEN.name(), text)));
        values.of().keySet().stream()
                .filter(name -> name.size() > 2 && name.part(0).equals(ProviderKeys.TABLE.part(0)))
                .filter(name -> builtIn(name.part(1)))
                .map(name -> aside(name, name.part(1) + " is built in; this changes nothing"))
                .forEach(remarks::add);
        return remarks;
    }

    private Remark aside(Name name, String text) {
        Origin origin = values.get(name).map(Values.Value::origin).orElse(new Origin.Default());
        return new Remark(Remark.Kind.SET_ASIDE, origin, text);
    }

    private static boolean builtIn(String id) {
        return id.equals(ModelProvider.OPENAI) || id.equals(ModelProvider.EMBEDDED);
    }

    private String unknown(String id) {
        String meant =
                Spelling.nearest(id, byId.keySet())
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
        return "there is no provider %s; known: %s%s"
                .formatted(TomlText.of(id), String.join(", ", byId.keySet()), meant);
    }

    private ModelProvider openai() {
        String variable = "OPENAI_API_KEY";
        URI base = values.text(ProviderKeys.OPENAI_BASE).map(URI::create).orElse(OPENAI_BASE);
        Optional<Secret> key = around.variable(variable).map(Secret::new);
        return plain(ModelProvider.OPENAI, "OpenAI", Optional.of(base), variable, key);
    }

    private ModelProvider own(URI url) {
        Optional<Secret> key = values.text(Keys.PROVIDER_KEY).map(Secret::new);
        return plain(OWN, OWN, Optional.of(url), Keys.PROVIDER_KEY.variable(), key);
    }

    private static ModelProvider embeddedOne() {
        String id = ModelProvider.EMBEDDED;
        return plain(id, id, Optional.empty(), "", Optional.empty());
    }

    private static ModelProvider plain(
            String id, String name, Optional<URI> base, String variable, Optional<Secret> key) {
        return new ModelProvider(
                id,
                name,
                base.map(Providers::withoutSlash),
                Optional.of(variable).filter(v -> !v.isEmpty()),
                "",
                key,
                WireApi.RESPONSES,
                Map.of(),
                Map.of(),
                REQUEST_RETRIES,
                OptionalInt.empty(),
                Duration.ofMillis(IDLE_MS),
                Duration.ofMillis(CONNECT_MS),
                false,
                false,
                Dialect.GA,
                CallBody.MULTIPART,
                RealtimeOffer.USUAL);
    }

    private ModelProvider configured(String id) {
        boolean openaiKey = values.flag(name(id, ProviderKeys.NEEDS_OPENAI), false);
        Optional<String> envKey =
                text(id, ProviderKeys.ENV_KEY)
                        .or(() -> Optional.of("OPENAI_API_KEY").filter(_ -> openaiKey));
        return new ModelProvider(
                id,
                text(id, ProviderKeys.NAME).orElse(id),
                text(id, ProviderKeys.BASE_URL)
                        .map(URI::create)
                        .or(() -> Optional.of(OPENAI_BASE))
                        .map(Providers::withoutSlash),
                envKey,
                text(id, ProviderKeys.KEY_HELP).orElse(""),
                key(id, envKey),
                choice(id, ProviderKeys.WIRE_API, WireApi.class, WireApi.RESPONSES),
                headers(id),
                secrets(values.texts(table(id, ProviderKeys.QUERY_PARAMS))),
                (int)
                        values.number(name(id, ProviderKeys.REQUEST_RETRIES))
                                .map(given -> Math.min(given, MOST_RETRIES))
                                .orElse((long) REQUEST_RETRIES)
                                .longValue(),
                streamRetries(id),
                millis(id, ProviderKeys.STREAM_IDLE, IDLE_MS),
                millis(id, ProviderKeys.CONNECT_TIMEOUT, CONNECT_MS),
                openaiKey,
                values.flag(name(id, ProviderKeys.WEBSOCKETS), false),
                choice(id, ProviderKeys.DIALECT, Dialect.class, Dialect.GA),
                choice(id, ProviderKeys.CALL_BODY, CallBody.class, CallBody.MULTIPART),
                offer(id));
    }

    private RealtimeOffer offer(String id) {
        return new RealtimeOffer(
                chosen(id, ProviderKeys.VERSIONS, RealtimeSettings.Version.class),
                chosen(id, ProviderKeys.TRANSPORTS, RealtimeSettings.Transport.class),
                values.list(name(id, ProviderKeys.VOICES)),
                text(id, ProviderKeys.TRANSCRIBER),
                values.number(name(id, ProviderKeys.SESSION_MINUTES)).map(Duration::ofMinutes));
    }

    private <E extends Enum<E>> Set<E> chosen(String id, Key key, Class<E> of) {
        Set<E> all = EnumSet.noneOf(of);
        values.list(name(id, key))
                .forEach(word -> all.add(Enum.valueOf(of, word.toUpperCase(Locale.ROOT))));
        return all;
    }

    /** The voices that any provider is said to have. */
    static List<String> voices(Values values) {
        return values.namesIn(ProviderKeys.TABLE).stream()
                .flatMap(id -> values.list(name(id, ProviderKeys.VOICES)).stream())
                .toList();
    }

    private Optional<Secret> key(String id, Optional<String> envKey) {
        return envKey.flatMap(around::variable)
                .or(() -> text(id, ProviderKeys.BEARER))
                .or(() -> keyFile(id))
                .map(String::strip)
                .map(Secret::new);
    }

    /** Read for the provider of calls only: the others may lack what nobody needs now. */
    private Optional<String> keyFile(String id) {
        return values.text(ProviderKeys.CHOSEN).equals(Optional.of(id))
                ? text(id, ProviderKeys.KEY_FILE).map(file -> firstLine(id, file))
                : Optional.empty();
    }

    private String firstLine(String id, String file) {
        String fault =
                values.get(name(id, ProviderKeys.KEY_FILE)).orElseThrow().origin()
                        + ": the key file "
                        + TomlText.of(file);
        try {
            Path path = around.place(file);
            List<String> lines = Files.readAllLines(path);
            String key = lines.isEmpty() ? "" : lines.getFirst().strip();
            if (key.isEmpty()) {
                throw new ConfigException(fault + " is empty; write the key in its first line");
            }
            return key;
        } catch (IOException | InvalidPathException _) {
            throw new ConfigException(
                    fault + " cannot be read; make it, readable for this user only");
        }
    }

    private Map<String, Secret> headers(String id) {
        Map<String, Secret> headers = secrets(values.texts(table(id, ProviderKeys.HEADERS)));
        values.texts(table(id, ProviderKeys.ENV_HEADERS))
                .forEach((header, variable) ->
                        around.variable(variable)
                                .ifPresent(v -> headers.put(header, new Secret(v))));
        return headers;
    }

    private static Map<String, Secret> secrets(Map<String, String> texts) {
        var secrets = new TreeMap<String, Secret>();
        texts.forEach((name, text) -> secrets.put(name, new Secret(text)));
        return secrets;
    }

    private OptionalInt streamRetries(String id) {
        return values.number(name(id, ProviderKeys.STREAM_RETRIES))
                .map(given -> OptionalInt.of((int) Math.min(given, MOST_RETRIES)))
                .orElse(OptionalInt.empty());
    }

    private <E extends Enum<E>> E choice(String id, Key key, Class<E> of, E otherwise) {
        return text(id, key)
                .map(word -> Enum.valueOf(of, word.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }

    private Duration millis(String id, Key key, long otherwise) {
        return Duration.ofMillis(values.number(name(id, key)).orElse(otherwise));
    }

    private Optional<String> text(String id, Key key) {
        return values.text(name(id, key));
    }

    private static Name name(String id, Key key) {
        return key.name().filledFrom(new Name(List.of(ProviderKeys.TABLE.part(0), id)));
    }

    private static Name table(String id, Key key) {
        Name name = name(id, key);
        return new Name(name.parts().subList(0, name.size() - 1));
    }

    private static URI withoutSlash(URI uri) {
        String text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }
}
