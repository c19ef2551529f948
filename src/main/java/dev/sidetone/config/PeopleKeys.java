package dev.sidetone.config;

import dev.sidetone.config.Access.Person;
import dev.sidetone.config.ValueType.Place;
import dev.sidetone.config.ValueType.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The keys of {@code [sidetone.access.*]}; a repository's own file may set none of them. */
final class PeopleKeys {

    private static final Name TABLE = Name.of("sidetone.access");
    private static final int SHORTEST_TOKEN = 16;
    private static final String GOOD_NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,79}";

    private static final Key TOKEN_FILE =
            key(
                    "token_file",
                    new Place(),
                    "none; this or token_sha256 has to be set",
                    "A file whose first line is the token that this person or program shows.");
    private static final Key TOKEN_SHA256 =
            key(
                    "token_sha256",
                    AccessKeys.DIGEST,
                    "none",
                    "The SHA-256 of the token instead, so that the token itself is written nowhere.");
    private static final Key SCOPES =
            key(
                    "scopes",
                    new Texts(),
                    "none; it has to be set",
                    "What the person may do: `"
                            + String.join("`, `", Scope.words())
                            + "`. `talk`, `export`, `delete`, `hold` and `reveal` go with `view`.");
    private static final Key WORKSPACES =
            key(
                    "workspaces",
                    new Texts(),
                    "none; it has to be set",
                    "The names of the workspaces in which; `[\"*\"]` for all.");

    static final List<Key> ALL = List.of(TOKEN_FILE, TOKEN_SHA256, SCOPES, WORKSPACES);

    private final Values values;
    private final Surroundings around;
    private final String id;

    private PeopleKeys(Values values, Surroundings around, String id) {
        this.values = values;
        this.around = around;
        this.id = id;
    }

    /**
     * @throws ConfigException when an entry lacks something: whoever is locked out of less than was
     *     meant would not notice
     */
    static List<Person> people(Values values, Surroundings around, Optional<String> token) {
        List<Person> people =
                values.namesIn(TABLE).stream()
                        .map(id -> new PeopleKeys(values, around, id).person())
                        .toList();
        var seen = new HashSet<String>();
        token.ifPresent(seen::add);
        for (Person person : people) {
            if (!seen.add(person.tokenSha256())) {
                throw new ConfigException(
                        "%s.%s: another has the same token, so that nobody could tell the two apart. Make another one: openssl rand -hex 24"
                                .formatted(TABLE, person.name()));
            }
        }
        return people;
    }

    private Person person() {
        if (!id.matches(GOOD_NAME)) {
            throw fault(
                    "a name is 1 to 80 letters, digits, `.`, `_`, `@` and `-`, and begins with a"
                            + " letter or a digit");
        }
        return new Person(id, tokenSha256(), scopes(), Set.copyOf(needed(WORKSPACES)));
    }

    private String tokenSha256() {
        Optional<String> digest = values.text(name(TOKEN_SHA256));
        Optional<String> file = values.text(name(TOKEN_FILE));
        if (digest.isPresent() == file.isPresent()) {
            throw fault("it needs token_file or token_sha256, one of them");
        }
        return digest.map(hex -> hex.toLowerCase(Locale.ROOT))
                .orElseGet(() -> AccessView.sha256(token(file.orElseThrow())));
    }

    private String token(String file) {
        String token;
        try (var lines = Files.lines(around.place(file))) {
            token = lines.findFirst().orElse("").strip();
        } catch (IOException | java.io.UncheckedIOException | InvalidPathException _) {
            throw fault(
                    "the token file %s cannot be read; make it, readable for this user only"
                            .formatted(TomlText.of(file)));
        }
        if (token.length() < SHORTEST_TOKEN) {
            throw fault(
                    "the token in %s is shorter than %d characters. Make one: openssl rand -hex 24"
                            .formatted(TomlText.of(file), SHORTEST_TOKEN));
        }
        return token;
    }

    private Set<Scope> scopes() {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : needed(SCOPES)) {
            scopes.add(
                    Scope.of(word)
                            .orElseThrow(() ->
                                    fault(
                                            "there is no scope %s; there are %s"
                                                    .formatted(
                                                            TomlText.of(word),
                                                            String.join(", ", Scope.words())))));
        }
        return scopes;
    }

    private List<String> needed(Key key) {
        List<String> given = values.list(name(key));
        if (given.isEmpty()) {
            throw fault("it needs `%s`: %s".formatted(key.name().last(), key.doc()));
        }
        return given;
    }

    private Name name(Key key) {
        return new Name(List.of(id, key.name().last())).under(TABLE);
    }

    private ConfigException fault(String what) {
        return new ConfigException(TABLE + "." + id + ": " + what);
    }

    private static Key key(String name, ValueType type, String fallback, String doc) {
        return Key.derived(TABLE + ".*." + name, "", type, fallback, doc).with(Trait.RESTART);
    }
}
