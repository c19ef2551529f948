package dev.sidetone.config;

import dev.sidetone.config.DeliverySettings.Bucket;
import dev.sidetone.config.DeliverySettings.Folder;
import dev.sidetone.config.DeliverySettings.Incomplete;
import dev.sidetone.config.DeliverySettings.Target;
import dev.sidetone.config.DeliverySettings.Webhook;
import dev.sidetone.config.ValueType.Choice;
import dev.sidetone.config.ValueType.Form;
import dev.sidetone.config.ValueType.Place;
import dev.sidetone.config.ValueType.Text;
import dev.sidetone.config.ValueType.Url;
import dev.sidetone.config.ValueType.Variable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;

/** The keys of {@code [sidetone.delivery.*]}; a repository's own file may set none of them. */
final class DeliveryKeys {

    private static final Name TABLE = Name.of("sidetone.delivery");
    private static final String TEMPLATE = "{workspace}/{date}-{title}-{id}.{ext}";

    private static final Key TYPE =
            key(
                    "type",
                    new Choice(List.of("folder", "s3", "webhook")),
                    "none; it has to be set",
                    "Where a conversation is taken when a call in it has ended.");
    private static final Key FORMAT =
            key(
                    "format",
                    new Choice(
                            List.of(
                                    "json",
                                    "jsonl",
                                    "markdown",
                                    "text",
                                    "html",
                                    "csv",
                                    "srt",
                                    "vtt")),
                    "`json`",
                    "What is written; a webhook always gets JSON.");
    private static final Key NAMED =
            key(
                    "template",
                    new Form(
                            "(?!/)(?!(.*/)?\\.{1,2}(/|$))(?!.*//)"
                                    + "([A-Za-z0-9._/-]|\\{(workspace|date|time|title|id|ext)\\})+",
                            "a relative path of letters, digits, `.`, `_`, `-`, `/` and the"
                                    + " placeholders {workspace}, {date}, {time}, {title}, {id}, {ext}",
                            TEMPLATE),
                    "`" + TEMPLATE + "`",
                    "The name of the file or object. What placeholders stand for is brought to lower"
                            + " case, digits and hyphens.");
    private static final Key PATH =
            key("path", new Place(), "none", "The folder, for `folder`; it is made.");
    private static final Key URL =
            key(
                    "url",
                    Url.HTTP,
                    "none",
                    "For `webhook` where it is posted to; for `s3` the bucket, as"
                            + " `https://s3.eu-central-1.amazonaws.com/bucket`.");
    private static final Key REGION =
            key("region", new Text("a region's name"), "`us-east-1`", "Of the bucket, for `s3`.");
    private static final Key ACCESS_KEY =
            key(
                    "access_key_env",
                    new Variable(),
                    "`AWS_ACCESS_KEY_ID`",
                    "The environment variable that holds the access key's id, for `s3`.");
    private static final Key SECRET =
            key(
                    "secret_env",
                    new Variable(),
                    "`AWS_SECRET_ACCESS_KEY` for `s3`",
                    "The environment variable that holds the secret: of the access key, or `whsec_…`"
                            + " that a webhook's messages are signed with.");
    private static final Key SECRET_FILE =
            key("secret_file", new Place(), "none", "A file whose first line is the secret.");

    static final List<Key> ALL =
            List.of(TYPE, FORMAT, NAMED, PATH, URL, REGION, ACCESS_KEY, SECRET, SECRET_FILE);

    private final Values values;
    private final Surroundings around;
    private final String id;

    private DeliveryKeys(Values values, Surroundings around, String id) {
        this.values = values;
        this.around = around;
        this.id = id;
    }

    /** Something that is missing is no reason not to start: whoever delivers says it. */
    static DeliverySettings settings(Values values, Surroundings around) {
        return new DeliverySettings(
                values.namesIn(TABLE).stream()
                        .map(id -> new DeliveryKeys(values, around, id).target())
                        .toList());
    }

    /** The tables that lack something. */
    static List<Remark> remarks(DeliverySettings settings, Values values) {
        return settings.targets().stream()
                .filter(Incomplete.class::isInstance)
                .map(Incomplete.class::cast)
                .map(i -> new Remark(Remark.Kind.SET_ASIDE, origin(i.name(), values), i.why()))
                .toList();
    }

    private static Origin origin(String id, Values values) {
        return values.of().entrySet().stream()
                .filter(e -> e.getKey().isUnder(new Name(List.of(id)).under(TABLE)))
                .map(e -> e.getValue().origin())
                .findFirst()
                .orElse(new Origin.Default());
    }

    private Target target() {
        String format = text(FORMAT).orElse("json");
        try {
            return complete(format, text(NAMED).orElse(TEMPLATE));
        } catch (ConfigException e) {
            return new Incomplete(id, format, String.valueOf(e.getMessage()));
        }
    }

    private Target complete(String format, String template) {
        return switch (needed(TYPE)) {
            case "folder" -> new Folder(id, format, place(), template);
            case "s3" ->
                    new Bucket(
                            id,
                            format,
                            URI.create(needed(URL)),
                            template,
                            text(REGION).orElse("us-east-1"),
                            variable(text(ACCESS_KEY).orElse("AWS_ACCESS_KEY_ID")),
                            secret(Optional.of("AWS_SECRET_ACCESS_KEY")));
            default -> new Webhook(id, "json", URI.create(needed(URL)), secret(Optional.empty()));
        };
    }

    private java.nio.file.Path place() {
        String path = needed(PATH);
        try {
            return around.place(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw fault(TomlText.of(path) + " is no path: " + e.getReason());
        }
    }

    private Secret secret(Optional<String> otherwise) {
        Optional<String> file = text(SECRET_FILE);
        if (file.isPresent()) {
            return new Secret(firstLine(file.get()));
        }
        return variable(
                text(SECRET)
                        .or(() -> otherwise)
                        .orElseThrow(() ->
                                fault(
                                        "it needs secret_env or secret_file: its messages are"
                                                + " signed")));
    }

    private Secret variable(String name) {
        return around.variable(name)
                .map(Secret::new)
                .orElseThrow(() -> fault("the environment variable " + name + " is not set"));
    }

    private String firstLine(String file) {
        try (var lines = Files.lines(around.place(file))) {
            Optional<String> line = lines.findFirst().map(String::strip);
            return line.filter(l -> !l.isEmpty())
                    .orElseThrow(() -> fault(TomlText.of(file) + " is empty"));
        } catch (IOException | java.io.UncheckedIOException | InvalidPathException _) {
            throw fault(TomlText.of(file) + " cannot be read");
        }
    }

    private String needed(Key key) {
        return text(key)
                .orElseThrow(() -> fault("it needs `" + key.name().last() + "`: " + key.doc()));
    }

    private Optional<String> text(Key key) {
        return values.text(name(key));
    }

    private Name name(Key key) {
        return new Name(List.of(id, key.name().last())).under(TABLE);
    }

    private ConfigException fault(String what) {
        return new ConfigException(TABLE + "." + id + ": " + what);
    }

    private static Key key(String name, ValueType type, String fallback, String doc) {
        return Key.derived(TABLE + ".*." + name, "", type, fallback, doc);
    }
}
