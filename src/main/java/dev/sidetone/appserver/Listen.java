package dev.sidetone.appserver;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where {@code sidetone app-server} meets its clients. */
sealed interface Listen {

    /** Standard input and output: one client, the program that started this one. */
    record Stdio() implements Listen {}

    /** WebSockets over TCP. */
    record Tcp(String host, int port) implements Listen {}

    /** WebSockets over a Unix socket; empty takes the usual place in the home folder. */
    record Unix(Optional<Path> path) implements Listen {}

    /**
     * @throws IllegalArgumentException when the URL names no such place
     */
    static Listen parse(String url) {
        if (url.equals("stdio://")) {
            return new Stdio();
        }
        if (url.startsWith("unix://")) {
            String path = url.substring("unix://".length());
            return new Unix(Optional.of(path).filter(p -> !p.isEmpty()).map(Path::of));
        }
        if (url.startsWith("ws://")) {
            return tcp(url);
        }
        throw new IllegalArgumentException(
                "unsupported --listen URL `%s`; expected `stdio://`, `unix://`, `unix://PATH` or `ws://HOST:PORT`"
                        .formatted(url));
    }

    private static Listen tcp(String url) {
        var wrong =
                new IllegalArgumentException(
                        "invalid websocket --listen URL `%s`; expected `ws://HOST:PORT`"
                                .formatted(url));
        try {
            URI uri = URI.create(url);
            boolean bare =
                    uri.getHost() != null
                            && uri.getPort() >= 0
                            && uri.getPort() <= 65_535
                            && uri.getRawPath().isEmpty()
                            && uri.getRawQuery() == null
                            && uri.getRawUserInfo() == null;
            if (bare) {
                return new Tcp(uri.getHost(), uri.getPort());
            }
        } catch (IllegalArgumentException _) {
            throw wrong;
        }
        throw wrong;
    }
}
