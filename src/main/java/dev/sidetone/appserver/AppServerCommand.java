package dev.sidetone.appserver;

import dev.sidetone.config.Arguments;
import dev.sidetone.config.InternalKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code sidetone app-server}: the service for programs that start it as a child or connect to a
 * socket, with the options of the Codex app-server.
 */
@Command(
        name = "app-server",
        mixinStandardHelpOptions = true,
        description = "Serve JSON-RPC clients in the dialect of the Codex app-server.")
public final class AppServerCommand implements Callable<Integer> {

    /** The system property by which the service is told whom to meet besides browsers. */
    static final String MEETING = "sidetone.app-server.listen";

    private final IntSupplier service;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--listen",
            paramLabel = "URL",
            defaultValue = "stdio://",
            description = "stdio:// (default), ws://HOST:PORT, unix:// or unix://PATH")
    private String listen = "stdio://";

    @Mixin private AuthOptions auth = new AuthOptions();

    /**
     * @param service runs the service until it ends and gives its exit code
     */
    public AppServerCommand(IntSupplier service) {
        this.service = service;
    }

    /** Who may come in over the socket. */
    static final class AuthOptions {

        @Option(
                names = "--ws-auth",
                paramLabel = "MODE",
                description = "capability-token or signed-bearer-token")
        private Optional<String> mode = Optional.empty();

        @Option(names = "--ws-token-file", paramLabel = "PATH")
        private Optional<Path> tokenFile = Optional.empty();

        @Option(names = "--ws-token-sha256", paramLabel = "HEX")
        private Optional<String> tokenSha256 = Optional.empty();

        @Option(names = "--ws-shared-secret-file", paramLabel = "PATH")
        private Optional<Path> secretFile = Optional.empty();

        @Option(names = "--ws-issuer", paramLabel = "TEXT")
        private Optional<String> issuer = Optional.empty();

        @Option(names = "--ws-audience", paramLabel = "TEXT")
        private Optional<String> audience = Optional.empty();

        @Option(names = "--ws-max-clock-skew-seconds", paramLabel = "SECONDS")
        private Optional<Integer> skew = Optional.empty();

        /**
         * As settings.
         *
         * @throws IllegalArgumentException when they do not go together
         */
        List<String> pairs() {
            return switch (mode.orElse("")) {
                case "capability-token" -> capability();
                case "signed-bearer-token" -> signed();
                case "" -> none();
                default ->
                        throw new IllegalArgumentException(
                                "--ws-auth is `capability-token` or `signed-bearer-token`");
            };
        }

        private List<String> none() {
            if (tokenFile.isPresent() || tokenSha256.isPresent() || isSigned()) {
                throw new IllegalArgumentException(
                        "websocket auth flags require `--ws-auth capability-token` or `--ws-auth"
                                + " signed-bearer-token`");
            }
            return List.of();
        }

        private boolean isSigned() {
            return secretFile.isPresent()
                    || issuer.isPresent()
                    || audience.isPresent()
                    || skew.isPresent();
        }

        private List<String> capability() {
            if (isSigned()) {
                throw new IllegalArgumentException(
                        "`--ws-shared-secret-file`, `--ws-issuer`, `--ws-audience` and"
                                + " `--ws-max-clock-skew-seconds` require `--ws-auth"
                                + " signed-bearer-token`");
            }
            if (tokenFile.isPresent() && tokenSha256.isPresent()) {
                throw new IllegalArgumentException(
                        "`--ws-token-file` and `--ws-token-sha256` are mutually exclusive");
            }
            if (tokenFile.isEmpty() && tokenSha256.isEmpty()) {
                throw new IllegalArgumentException(
                        "`--ws-token-file` or `--ws-token-sha256` is required when `--ws-auth"
                                + " capability-token` is set");
            }
            var pairs = new ArrayList<String>();
            tokenFile.ifPresent(f -> pairs.add(pair("token_file", f.toAbsolutePath().toString())));
            tokenSha256.ifPresent(hex -> pairs.add(pair("token_sha256", hex)));
            return pairs;
        }

        private List<String> signed() {
            if (tokenFile.isPresent() || tokenSha256.isPresent()) {
                throw new IllegalArgumentException(
                        "`--ws-token-file` and `--ws-token-sha256` require `--ws-auth"
                                + " capability-token`");
            }
            Path file =
                    secretFile.orElseThrow(() ->
                            new IllegalArgumentException(
                                    "`--ws-shared-secret-file` is required when `--ws-auth"
                                            + " signed-bearer-token` is set"));
            var pairs = new ArrayList<String>();
            pairs.add(pair("jwt_secret_file", file.toAbsolutePath().toString()));
            issuer.map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> pairs.add(pair("jwt_issuer", text)));
            audience.map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> pairs.add(pair("jwt_audience", text)));
            skew.ifPresent(s -> pairs.add("sidetone.server.jwt_max_clock_skew_seconds=" + s));
            return pairs;
        }
    }

    private static String pair(String key, String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return "sidetone.server." + key + "=\"" + escaped + "\"";
    }

    @Override
    public Integer call() {
        try {
            Listen where = Listen.parse(listen);
            var pairs = new ArrayList<>(auth.pairs());
            switch (where) {
                case Listen.Tcp(var host, var port) -> pairs.addAll(address(host, port));
                case Listen.Stdio _, Listen.Unix _ -> keptToOurselves(pairs);
            }
            Arguments.add(pairs);
            System.setProperty(MEETING, listen);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        return service.getAsInt();
    }

    /** The service calls its own provider over a socket; nobody else needs to get in there. */
    private static void keptToOurselves(List<String> pairs) {
        if (!pairs.isEmpty()) {
            throw new IllegalArgumentException(
                    "websocket auth flags need `--listen ws://HOST:PORT`");
        }
        pairs.addAll(address("127.0.0.1", 0));
        System.setProperty(InternalKey.ONLY, "true");
        System.setProperty("quarkus.log.console.stderr", "true");
        System.setOut(System.err); // standard output belongs to the protocol
    }

    private static List<String> address(String host, int port) {
        return List.of(pair("host", host), "sidetone.server.port=" + port);
    }
}
