package dev.sidetone.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The configuration a process runs with, after all layers. Immutable; injected where it is needed.
 *
 * @param home {@code $SIDETONE_HOME}, default {@code ~/.sidetone}; holds the transcript and the
 *     models
 * @param workspace {@code SIDETONE_WORKSPACE}: the repository's folder, absolute; by default the
 *     process's folder, from which the Git root is looked up
 */
public record Settings(Path home, Path workspace, Server server, Models models, Provider provider) {

    /**
     * Where it listens.
     *
     * @param token the secret that callers must present, where it is known
     * @param access what callers must show; nothing is allowed on loopback only
     */
    public record Server(String host, int port, Optional<Secret> token, Access access) {

        /** One that asks for no more than that token. */
        public Server(String host, int port, Optional<Secret> token) {
            this(host, port, token, Access.OPEN);
        }

        /** True when only this machine can reach it. */
        public boolean loopback() {
            String name = host.toLowerCase(Locale.ROOT);
            return name.equals("localhost")
                    || name.equals("::1")
                    || name.equals("[::1]")
                    || name.matches("127(\\.\\d{1,3}){3}");
        }
    }

    /**
     * Speech models.
     *
     * @param dir {@code SIDETONE_MODELS_DIR}, default {@code models} under home
     * @param mirror a base URL that is tried first: {@code <mirror>/<file name>}
     */
    public record Models(
            Fetch fetch, Path dir, Optional<URI> mirror, String recogniser, String voice) {}

    /** {@code sidetone.models}. */
    public enum Fetch {
        AUTO,
        ASK,
        OFF
    }

    /**
     * The realtime provider.
     *
     * @param baseUrl ends in {@code /v1}; empty means the embedded one of this process
     * @param key bearer for {@code baseUrl}
     * @param voice the voice of a call that names none ({@code realtime.voice})
     */
    public record Provider(
            Optional<URI> baseUrl, Optional<Secret> key, String model, String voice) {}
}
