package dev.sidetone.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the settings of the process from the values. */
final class SettingsView {

    private static final int SHORTEST_TOKEN = 16;
    private static final String HOSTED_MODEL = "gpt-realtime-1.5";

    private final Values values;
    private final Surroundings around;

    private SettingsView(Values values, Surroundings around) {
        this.values = values;
        this.around = around;
    }

    static Settings of(
            Values values,
            Surroundings around,
            Path home,
            ModelProvider provider,
            RealtimeSettings realtime) {
        var view = new SettingsView(values, around);
        return new Settings(
                home,
                view.place(Keys.WORKSPACE).orElse(Path.of(".")).toAbsolutePath().normalize(),
                view.server(),
                view.models(home),
                new Settings.Provider(
                        provider.baseUrl(),
                        provider.key(),
                        view.model(provider, realtime),
                        RealtimeView.v2Voice(realtime)));
    }

    /** The parts that can be looked at each by itself. */
    static Stream<Runnable> parts(Values values, Surroundings around, Path home) {
        var view = new SettingsView(values, around);
        return Stream.of(() -> view.place(Keys.WORKSPACE), view::server, () -> view.models(home));
    }

    private String model(ModelProvider provider, RealtimeSettings realtime) {
        boolean nobodySaid = values.origin(Keys.PROVIDER_MODEL) instanceof Origin.Default;
        boolean chosen = values.text(ProviderKeys.CHOSEN).isPresent();
        String usual =
                nobodySaid && chosen && !provider.embedded()
                        ? HOSTED_MODEL
                        : values.text(Keys.PROVIDER_MODEL).orElseThrow();
        return realtime.model().orElse(usual);
    }

    private Settings.Models models(Path home) {
        return new Settings.Models(
                Settings.Fetch.valueOf(
                        values.text(Keys.MODELS).orElseThrow().toUpperCase(Locale.ROOT)),
                place(Keys.MODELS_DIR).orElse(home.resolve("models")).toAbsolutePath(),
                values.text(Keys.MODELS_MIRROR).map(URI::create),
                values.text(Keys.RECOGNISER).orElseThrow(),
                values.text(Keys.SPEAKER).orElseThrow());
    }

    private Settings.Server server() {
        String host = values.text(Keys.HOST).orElseThrow();
        int port = Math.toIntExact(values.number(Keys.PORT.name()).orElseThrow());
        Optional<Secret> token = token();
        Access access = AccessView.of(values, around, token);
        var server = new Settings.Server(host, port, token, access);
        if (!server.loopback() && !access.asks()) {
            throw new ConfigException(
                    "%s: %s = \"%s\" lets other machines in, and no token is set. Set one: export SIDETONE_TOKEN=$(openssl rand -hex 24), or listen on 127.0.0.1."
                            .formatted(values.origin(Keys.HOST), Keys.HOST.name(), host));
        }
        return server;
    }

    private Optional<Secret> token() {
        Optional<String> given = values.text(Keys.TOKEN);
        Key key = given.isPresent() ? Keys.TOKEN : Keys.TOKEN_FILE;
        Optional<String> token = given.isPresent() ? given : place(key).map(this::firstLine);
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            throw new ConfigException(
                    "%s: the token is shorter than %d characters. Make one: openssl rand -hex 24"
                            .formatted(values.origin(key), SHORTEST_TOKEN));
        }
        return token.map(Secret::new);
    }

    private String firstLine(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? "" : lines.getFirst().strip();
        } catch (IOException _) {
            throw new ConfigException(
                    "%s: the token file %s cannot be read; make it, readable for this user only"
                            .formatted(values.origin(Keys.TOKEN_FILE), file));
        }
    }

    private Optional<Path> place(Key key) {
        try {
            return values.text(key).map(around::place);
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    "%s: %s is no path: %s"
                            .formatted(
                                    values.origin(key),
                                    TomlText.of(values.text(key).orElse("")),
                                    e.getReason()));
        }
    }
}
