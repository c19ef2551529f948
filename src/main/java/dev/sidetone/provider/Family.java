package dev.sidetone.provider;

import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeOffer;
import dev.sidetone.config.RealtimeSettings.Transport;
import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.Capabilities.CallBody;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Providers that behave alike. */
public enum Family {
    /** The API of OpenAI. */
    OPENAI(EnumSet.allOf(Version.class), EnumSet.allOf(Version.class), Duration.ofMinutes(60)),

    /** The API that OpenAI's own applications use after a login, {@code …/backend-api/…}. */
    BACKEND(
            EnumSet.of(Version.V1, Version.V3),
            EnumSet.allOf(Version.class),
            Duration.ofMinutes(60)),

    AZURE(EnumSet.of(Version.V2), EnumSet.of(Version.V2), Duration.ofMinutes(30)),

    /** Anything else with a URL: what it does not know it refuses itself. */
    COMPATIBLE(EnumSet.allOf(Version.class), EnumSet.allOf(Version.class), Duration.ZERO),

    /** The one in this process. */
    EMBEDDED(EnumSet.of(Version.V2), EnumSet.of(Version.V2), Duration.ZERO);

    private static final String TRANSCRIBER = "gpt-4o-mini-transcribe";
    private static final List<String> AZURE_HOSTS =
            List.of(
                    ".openai.azure.com",
                    ".services.ai.azure.com",
                    ".cognitiveservices.azure.com",
                    ".openai.azure.us");

    private final Set<Version> webRtc;
    private final Set<Version> webSocket;
    private final Duration cap;

    Family(Set<Version> webRtc, Set<Version> webSocket, Duration cap) {
        this.webRtc = webRtc;
        this.webSocket = webSocket;
        this.cap = cap;
    }

    static Family of(ModelProvider provider) {
        return provider.baseUrl().map(Family::of).orElse(EMBEDDED);
    }

    /** Of the server at an address. */
    static Family at(String base) {
        return of(URI.create(base));
    }

    private static Family of(URI base) {
        String host = Objects.requireNonNullElse(base.getHost(), "").toLowerCase(Locale.ROOT);
        if (AZURE_HOSTS.stream().anyMatch(host::endsWith)) {
            return AZURE;
        }
        if (base.toString().contains("/backend-api")) {
            return BACKEND;
        }
        return host.equals("api.openai.com") ? OPENAI : COMPATIBLE;
    }

    /** The beta was of v2, had no sidebands, and other sessions for transcription. */
    Capabilities capabilities(ModelProvider provider) {
        return capabilities(provider, this);
    }

    /** The same where WebRTC calls are made at a base of their own: they are as it wants them. */
    Capabilities capabilities(ModelProvider provider, Family calls) {
        boolean ga = provider.dialect() == ModelProvider.Dialect.GA;
        return new Capabilities(
                provider.name(),
                offered(provider, Transport.WEBRTC, ga ? calls.webRtc : Set.of(Version.V2)),
                offered(provider, Transport.WEBSOCKET, ga ? webSocket : Set.of(Version.V2)),
                ga ? EnumSet.allOf(Type.class) : EnumSet.of(Type.CONVERSATIONAL),
                calls == BACKEND ? CallBody.JSON : body(provider),
                provider.offer()
                        .sessionCap()
                        .or(() -> Optional.of(cap).filter(Duration::isPositive)),
                EnumSet.allOf(Capabilities.Modality.class),
                List.of(Capabilities.AUDIO_FORMAT),
                provider.offer().voices(),
                ga,
                ga,
                this == EMBEDDED,
                ga && (this == EMBEDDED || this == OPENAI),
                provider.offer().transcriber().orElse(TRANSCRIBER),
                missingKey(provider),
                1 + provider.requestMaxRetries(),
                provider.streamMaxRetries());
    }

    /**
     * Whoever says what a provider offers knows better than its address does; the beta was of v2.
     */
    private static Set<Version> offered(
            ModelProvider provider, Transport transport, Set<Version> usual) {
        RealtimeOffer said = provider.offer();
        if (!said.transports().isEmpty() && !said.transports().contains(transport)) {
            return Set.of();
        }
        boolean beta = provider.dialect() == ModelProvider.Dialect.BETA;
        return said.versions().isEmpty() || beta ? usual : said.versions();
    }

    /** OpenAI and Azure open transcription sessions at an address of their own. */
    boolean opensByIntent() {
        return this == OPENAI || this == AZURE;
    }

    private static CallBody body(ModelProvider provider) {
        return CallBody.valueOf(provider.callBody().name());
    }

    /** Who names a variable for the key means that the provider wants one. */
    private Optional<String> missingKey(ModelProvider provider) {
        if (this == EMBEDDED || provider.key().isPresent() || hasOwnAuthorization(provider)) {
            return Optional.empty();
        }
        boolean optional = this == COMPATIBLE && provider.id().equals(ModelProvider.OWN);
        return provider.envKey()
                .filter(_ -> !optional)
                .map(variable ->
                        provider.keyHelp().isEmpty()
                                ? "set the environment variable %s to the key of %s and start again"
                                        .formatted(variable, provider.name())
                                : provider.keyHelp());
    }

    private static boolean hasOwnAuthorization(ModelProvider provider) {
        return provider.headers().keySet().stream()
                .anyMatch(
                        h -> h.equalsIgnoreCase("authorization") || h.equalsIgnoreCase("api-key"));
    }
}
