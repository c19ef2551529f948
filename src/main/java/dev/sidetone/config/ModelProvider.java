package dev.sidetone.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One provider that calls can go to: a table of {@code [model_providers]} or one that is built in.
 *
 * @param id the table's name, {@code openai} or {@code embedded}
 * @param name for people
 * @param baseUrl without a slash at its end; empty means the embedded provider of this process
 * @param envKey the environment variable that should hold the key
 * @param keyHelp what to do to get the key; empty when nobody said
 * @param key what to send as bearer; from {@code envKey}, the bearer given or the key file, in this
 *     order, as they were when the configuration was read
 * @param headers sent with every request, those of {@code env_http_headers} among them
 * @param queryParams added to the query of every request
 * @param requestMaxRetries for requests, after faults of the network and 5xx
 * @param streamMaxRetries for connections that were lost; empty means as long as it is worth it
 * @param dialect of its v2
 * @param callBody how it takes the offer of a WebRTC call
 * @param offer what its table says it offers for calls
 */
public record ModelProvider(
        String id,
        String name,
        Optional<URI> baseUrl,
        Optional<String> envKey,
        String keyHelp,
        Optional<Secret> key,
        WireApi wireApi,
        Map<String, Secret> headers,
        Map<String, Secret> queryParams,
        int requestMaxRetries,
        OptionalInt streamMaxRetries,
        Duration streamIdleTimeout,
        Duration connectTimeout,
        boolean requiresOpenaiAuth,
        boolean supportsWebsockets,
        Dialect dialect,
        CallBody callBody,
        RealtimeOffer offer) {

    /** The provider that runs in this process. */
    public static final String EMBEDDED = "embedded";

    /** OpenAI's own. */
    public static final String OPENAI = "openai";

    /** The one that {@code sidetone.provider.url} describes. */
    public static final String OWN = "sidetone.provider";

    public ModelProvider {
        headers = Map.copyOf(headers);
        queryParams = Map.copyOf(queryParams);
    }

    /** What its text API speaks. */
    public enum WireApi {
        RESPONSES,
        CHAT
    }

    /** The names and session shape of its v2. */
    public enum Dialect {
        GA,
        BETA
    }

    /** Two parts, one JSON object, or the bare offer. */
    public enum CallBody {
        MULTIPART,
        JSON,
        SDP
    }

    /** True when it runs in this process. */
    public boolean embedded() {
        return baseUrl.isEmpty();
    }
}
