package dev.sidetone.config;

/** Writes {@code docs/configuration.md} from the table of keys. */
final class Reference {

    private static final String HEAD =
            """
            # Configuration

            This page is made from the table of keys in the code; a test holds it to that. To write it
            anew: `./mvnw test -Dtest=ReferenceTest -Dsidetone.docs.write=true`.

            Values come from, later wins: defaults, `config.toml` in the home folder (`$SIDETONE_HOME`,
            by default `~/.sidetone`), environment variables, system properties (`-Dname=value` with the
            key's name). An empty value means that the key is not set. Unknown keys are warned about
            with line, column and the nearest known key; a bad value refuses the start and says where it
            stands and what is allowed.

            ```toml
            [sidetone]
            models = "auto"

            [sidetone.server]
            port = 8080

            [realtime]
            voice = "marin"
            ```

            | key | environment variable | value | default | meaning |
            |---|---|---|---|---|
            """;

    private Reference() {}

    static String page() {
        var page = new StringBuilder(HEAD);
        for (Key key : Keys.ALL) {
            page.append(
                    "| `%s`%s | `%s` | %s | %s | %s |\n"
                            .formatted(
                                    key.name(),
                                    key.inFile() ? "" : " (not in a file)",
                                    key.variable(),
                                    key.type().allowed().replace("|", "\\|"),
                                    key.fallbackWords(),
                                    key.doc()));
        }
        return page.toString();
    }
}
