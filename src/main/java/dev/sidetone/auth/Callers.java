package dev.sidetone.auth;

import io.quarkus.websockets.next.WebSocketConnection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Says who somebody is by the headers of a request. Thread-safe. */
@Singleton
public final class Callers {

    static final String COOKIE = "sidetone_session";

    private static final String BEARER = "bearer ";

    private final Tokens tokens;

    @Inject
    Callers(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Who sent these headers; empty when nobody knows.
     *
     * @param authorization the header; empty when there is none
     * @param cookies the values of our cookie
     */
    public Optional<Reader> of(String authorization, List<String> cookies) {
        if (!tokens.needed()) {
            return Optional.of(Reader.EVERYTHING);
        }
        if (isBearer(authorization)) {
            return bearer(authorization).flatMap(tokens::reader);
        }
        return cookies.stream().flatMap(value -> tokens.ofCookie(value).stream()).findFirst();
    }

    /** Who came over this socket; the gate let them in, or they are nobody. */
    public Reader of(WebSocketConnection socket) {
        String authorization = socket.handshakeRequest().header("Authorization");
        String cookies = socket.handshakeRequest().header("Cookie");
        return of(
                        authorization == null ? "" : authorization,
                        cookies == null ? List.of() : cookies(cookies))
                .orElse(Reader.NOBODY);
    }

    /** The values of our cookie in the header {@code Cookie}. */
    private static List<String> cookies(String header) {
        return Stream.of(header.split(";"))
                .map(String::strip)
                .filter(pair -> pair.startsWith(COOKIE + "="))
                .map(pair -> pair.substring(COOKIE.length() + 1))
                .toList();
    }

    static boolean isBearer(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith(BEARER);
    }

    /** The scheme is written in any case. */
    static Optional<String> bearer(String authorization) {
        return isBearer(authorization)
                ? Optional.of(authorization.substring(BEARER.length()).strip())
                        .filter(token -> !token.isEmpty())
                : Optional.empty();
    }
}
