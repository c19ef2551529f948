package dev.sidetone.config;

import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/configuration.md} from the tables of keys. */
final class Reference {

    private static final String HEAD =
            """
            # Configuration

            This page is made from the tables of keys in the code; a test holds it to that. To write it
            anew: `./mvnw test -Dtest=ReferenceTest -Dsidetone.docs.write=true`.

            ```toml
            model_provider = "azure"

            [realtime]
            voice = "cedar"

            [model_providers.azure]
            base_url = "https://example.openai.azure.com/openai/v1"
            env_key = "AZURE_OPENAI_API_KEY"

            [profiles.quiet.realtime]
            type = "transcription"

            [sidetone.server]
            port = 8080
            ```

            A `config.toml` of Codex can be taken as it is: the keys below have Codex's names and
            meaning, those under `sidetone` are our own, and what means nothing here is ignored and
            told.

            ## Layers

            A later layer wins, key by key; a table that is there in part inherits the rest.

            1. the defaults
            2. `/etc/sidetone/config.toml`
            3. `config.toml` in the home folder (`$SIDETONE_HOME`, by default `~/.sidetone`)
            4. the profile: the table `[profiles.NAME]` of those files, chosen by `--profile NAME`,
               `SIDETONE_PROFILE` or the key `profile`
            5. the repository's own file, `.sidetone/config.toml` in its root. It sets only what the
               tables below mark with *yes*; what they mark with *lower* it may lower, not raise.
               Everything else in it is warned about and not used
            6. environment variables, and above them system properties (`-Dname=value`, with the
               key's name or the variable's in lower case with dots)
            7. the command line: `-c key=value`, where the value is TOML, or a text when it is none

            An empty value means that the key is not set. A bad value refuses the start and says where
            it stands, what is allowed and what may have been meant. Unknown keys are warned about with
            line, column and the nearest known key.

            ## Check, explain, import

            - `sidetone config check [FILE]` reads everything as a start would
            - `sidetone config explain [KEY]` shows each value in force and where it comes from
            - `sidetone config import FILE` shows what a file means, what it would change and what of
              it is ignored; with `--apply` it becomes the `config.toml` of the home folder
            - `sidetone config generations` and `sidetone config rollback NUMBER` list and bring back
              what that file was before

            The console's page *Settings* does the same. Secrets are never shown.

            ## Reload

            A running service reads its files again when one of them changes and on `SIGHUP`. Calls
            that run are not touched; new ones use the new values. Keys that the tables mark with
            *restart* take effect when the service is started again, keys marked *not used yet*
            are read and checked while nothing acts on them. A file with a fault changes
            nothing: the running values stay, and the fault is in the log, on the page *Settings* and
            in `/readyz`.
            """;

    private static final String TABLE =
            """

            | key | environment variable | value | default | repository | meaning |
            |---|---|---|---|---|---|
            """;

    private Reference() {}

    static String page() {
        return HEAD
                + section("Calls", RealtimeKeys.ALL)
                + section("What a call knows and how long it lasts", CallKeys.ALL)
                + section("What calls may use and what it costs", UsageKeys.ALL)
                + section("How long what is said is kept", RetentionKeys.ALL)
                + section("Recording the sound of calls", RecordingKeys.ALL)
                + section("REST", ApiKeys.ALL)
                + section("Delivery elsewhere", DeliveryKeys.ALL)
                + section("Providers", ProviderKeys.ALL)
                + section("Agents", AgentKeys.ALL)
                + section("Sidetone's own", Keys.ALL)
                + section("Who may come in", AccessKeys.ALL)
                + section("Who may do what", PeopleKeys.ALL)
                + section("Operations", OperationKeys.ALL);
    }

    private static String section(String title, List<Key> keys) {
        return "\n## "
                + title
                + "\n"
                + TABLE
                + keys.stream().map(Reference::row).collect(Collectors.joining());
    }

    private static String row(Key key) {
        return "| `%s`%s | %s | %s | %s | %s | %s%s%s |\n"
                .formatted(
                        key.name(),
                        key.is(Trait.OUTSIDE_ONLY) ? " (not in a file)" : "",
                        key.variable().isEmpty() ? "" : "`" + key.variable() + "`",
                        key.type().allowed().replace("|", "\\|"),
                        key.fallbackWords(),
                        repository(key),
                        key.doc(),
                        key.is(Trait.RESTART) ? " *restart*" : "",
                        NotYet.holds(key.name()) ? " *not used yet*" : "");
    }

    private static String repository(Key key) {
        if (key.is(Trait.SET_BY_REPOSITORY)) {
            return "yes";
        }
        return key.is(Trait.LOWERED_BY_REPOSITORY) ? "lower" : "";
    }
}
