package dev.sidetone.provider;

import dev.sidetone.config.ModelProvider;
import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.provider.Capabilities.CallBody;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a provider is reached for what.
 *
 * @param callFamily of the server that makes WebRTC calls: their shape follows it
 * @param base without a slash at its end
 * @param callBase for the making of WebRTC calls
 * @param socketBase for sockets with sound
 * @param sidebandBase for sidebands
 * @param params for the query of every request
 */
record Upstream(
        Family family,
        Family callFamily,
        ModelProvider provider,
        String base,
        String callBase,
        String socketBase,
        String sidebandBase,
        Map<String, String> params) {

    private static final String OPENAI = "https://api.openai.com/v1";
    private static final String QUICKSILVER = "intent=quicksilver";
    private static final String AVAS = QUICKSILVER + "&architecture=avas";

    static Upstream of(
            ModelProvider provider, String base, Optional<URI> callBase, Optional<URI> socketBase) {
        Family family = Family.of(provider);
        Family calls = callBase.map(URI::toString).map(Family::at).orElse(family);
        String own = AzureBase.of(base, provider.dialect());
        String socket = AzureBase.beta(provider) ? own + "/realtime" : own;
        Optional<String> sockets = socketBase.map(URI::toString);
        boolean backend = family == Family.BACKEND || calls == Family.BACKEND;
        return new Upstream(
                family,
                calls,
                provider,
                own,
                callBase.map(uri -> AzureBase.of(uri.toString(), provider.dialect()))
                        .map(Upstream::withoutSlash)
                        .orElse(own),
                sockets.orElse(socket),
                sockets.orElse(backend ? OPENAI : socket),
                AzureBase.params(provider, base));
    }

    Capabilities capabilities() {
        return family.capabilities(provider, callFamily);
    }

    URI calls(Version version, String model, CallBody body) {
        boolean live = version == Version.V3 && callFamily != Family.BACKEND;
        String query = version == Version.V2 || live ? "" : AVAS;
        if (body == CallBody.SDP) {
            query = and(query, "model=" + encode(model));
        }
        return URI.create(
                withQuery(callBase + (live ? "/live" : "/realtime/calls"), withParams(query)));
    }

    /** What OpenAI's own backend is not told beside an offer; others look for it there. */
    String modelBeside(String model) {
        return callFamily == Family.BACKEND ? "" : model;
    }

    URI hangUp(String callId) {
        return URI.create(
                withQuery(
                        callBase + "/realtime/calls/" + encode(callId) + "/hangup",
                        withParams("")));
    }

    URI models() {
        return URI.create(withQuery(base + "/models", withParams("")));
    }

    URI sideband(Version version, String callId) {
        String id = encode(callId);
        if (version == Version.V3) {
            if (callId.equals(".") || callId.equals("..")) {
                throw new IllegalArgumentException("invalid realtime call id: " + callId);
            }
            return socket(sidebandBase, version, "/" + id, withParams(""));
        }
        String query = version == Version.V1 ? QUICKSILVER : "";
        return socket(sidebandBase, version, "", own(withParams(and(query, "call_id=" + id))));
    }

    URI socketFor(CallTerms terms) {
        return socket(socketBase, terms.version(), "", own(withParams(opening(terms))));
    }

    /** A session that only writes down has no model of its own where it has an address. */
    private String opening(CallTerms terms) {
        if (terms.type() == Type.TRANSCRIPTION && family.opensByIntent()) {
            return "intent=transcription";
        }
        String query = terms.version() == Version.V1 ? QUICKSILVER : "";
        String name = AzureBase.beta(provider) ? "deployment=" : "model=";
        return and(query, name + encode(terms.model()));
    }

    private String own(String query) {
        return family == Family.EMBEDDED ? and(query, "sidetone=1") : query;
    }

    /** {@code intent} and {@code model} are the call's, not the provider's. */
    private String withParams(String query) {
        List<String> all = new ArrayList<>();
        if (!query.isEmpty()) {
            all.add(query);
        }
        params.entrySet().stream()
                .filter(p -> !p.getKey().equals("intent") && !p.getKey().equals("model"))
                .sorted(Map.Entry.comparingByKey())
                .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                .forEach(all::add);
        return String.join("&", all);
    }

    private static URI socket(String base, Version version, String tail, String query) {
        URI uri = URI.create(base);
        String scheme =
                switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
                    case "http", "ws" -> "ws";
                    case "https", "wss" -> "wss";
                    default ->
                            throw new IllegalArgumentException(
                                    "unsupported realtime api_url scheme: " + uri.getScheme());
                };
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String before = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return URI.create(
                withQuery(
                        scheme
                                + "://"
                                + uri.getRawAuthority()
                                + (version == Version.V3 ? livePath(path) : realtimePath(path))
                                + tail,
                        and(before, query)));
    }

    /** A bare host and {@code …/v1} get the API's path; any other path is meant as it stands. */
    private static String realtimePath(String path) {
        String bare = withoutSlash(path);
        if (bare.isEmpty()) {
            return "/v1/realtime";
        }
        if (bare.endsWith("/realtime")) {
            return bare;
        }
        return bare.endsWith("/v1") ? bare + "/realtime" : path;
    }

    private static String livePath(String path) {
        String bare = withoutSlash(path);
        if (bare.isEmpty() || bare.equals("/v1")) {
            return "/v1/live";
        }
        return bare.endsWith("/realtime")
                ? bare.substring(0, bare.length() - "realtime".length()) + "live"
                : path;
    }

    private static String withQuery(String address, String query) {
        return query.isEmpty() ? address : address + "?" + query;
    }

    private static String and(String first, String second) {
        if (first.isEmpty()) {
            return second;
        }
        return second.isEmpty() ? first : first + "&" + second;
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
