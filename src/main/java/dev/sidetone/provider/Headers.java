package dev.sidetone.provider;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.config.Secret;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What goes with every request of a call: the configured headers of the provider, above them those
 * of the call.
 */
final class Headers {

    private static final String ORIGINATOR = "sidetone";

    /** The HTTP client writes these itself and would refuse them. */
    private static final Set<String> NOT_OURS =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    private Headers() {}

    static Map<String, String> of(Upstream upstream, Optional<Secret> key) {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        upstream.provider()
                .headers()
                .forEach((name, value) -> {
                    if (allowed(name)) {
                        headers.put(name, value.reveal());
                    }
                });
        key.ifPresent(secret -> authorise(headers, upstream.family(), secret));
        headers.putIfAbsent("originator", ORIGINATOR);
        headers.putIfAbsent("User-Agent", ORIGINATOR);
        return headers;
    }

    static Map<String, String> of(Upstream upstream, Optional<Secret> key, CallTerms terms) {
        Map<String, String> headers = of(upstream, key);
        var ofCall = new LinkedHashMap<String, String>();
        terms.sessionId().ifPresent(id -> ofCall.put("x-session-id", id));
        ofCall.put("session-id", terms.threadId());
        ofCall.put("thread-id", terms.threadId());
        if (terms.version() != Version.V2) {
            String alpha = terms.version() == Version.V1 ? "v1" : "v2";
            ofCall.put("openai-alpha", "quicksilver=" + alpha);
        }
        ofCall.forEach((name, value) -> headers.put(name, oneLine(value)));
        return headers;
    }

    /** Azure takes its own keys under a name of its own, and tokens of its directory as bearer. */
    private static void authorise(Map<String, String> headers, Family family, Secret key) {
        if (family == Family.AZURE && !key.reveal().startsWith("eyJ")) {
            headers.put("api-key", key.reveal());
        } else {
            headers.put("Authorization", "Bearer " + key.reveal());
        }
    }

    /**
     * Refuses what no header can hold before a client does, whose words would repeat the value: it
     * may be the key.
     *
     * @throws IllegalArgumentException with the name of the header
     */
    static void check(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (!value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7f)) {
                throw new IllegalArgumentException(
                        "the value of the header %s has a character that no header can have, perhaps the end of a line"
                                .formatted(name));
            }
        });
    }

    private static boolean allowed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !NOT_OURS.contains(lower) && !lower.startsWith("sec-websocket-");
    }

    /** A client may choose its session id; it must not be able to write headers. */
    private static String oneLine(String value) {
        return value.replaceAll("[^\\x20-\\x7e]", "_");
    }
}
