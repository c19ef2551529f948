package dev.sidetone.config;

import dev.sidetone.sealing.Keyring;
import dev.sidetone.sealing.KeyringException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The keys of the vault, which keeps what redaction takes out. */
final class VaultKeys {

    static final Key KEY =
            Key.derived(
                            "sidetone.redaction.vault_key",
                            "SIDETONE_REDACTION_VAULT_KEY",
                            new ValueType.Text("32 bytes in base64 or hexadecimal"),
                            "none",
                            "Seals what redaction takes out with AES-256-GCM, so that who has the"
                                    + " scope `reveal` can see it. `openssl rand -base64 32` makes"
                                    + " one.")
                    .with(Trait.OUTSIDE_ONLY, Trait.SECRET, Trait.RESTART);
    static final Key KEY_FILE =
            Key.derived(
                            "sidetone.redaction.vault_key_file",
                            "SIDETONE_REDACTION_VAULT_KEY_FILE",
                            new ValueType.Place(),
                            "none; without a key what is taken out is kept nowhere",
                            "A file whose first line is that key; the keys in further lines only"
                                    + " open what was sealed with them before.")
                    .with(Trait.RESTART);

    static final List<Key> ALL = List.of(KEY, KEY_FILE);

    private VaultKeys() {}

    /**
     * @throws ConfigException when one is no key: whoever relies on it would notice too late
     */
    static Keyring keyring(Values values, Surroundings around) {
        Optional<String> text = values.text(KEY);
        Optional<Path> file = values.text(KEY_FILE).map(name -> place(values, around, name));
        try {
            return Keyring.of(
                    new Keyring.Source(text, KEY.variable(), file, KEY_FILE.name().toString()));
        } catch (KeyringException e) {
            Key named = file.isPresent() && text.isEmpty() ? KEY_FILE : KEY;
            throw new ConfigException("%s: %s.".formatted(values.origin(named), e.getMessage()));
        }
    }

    private static Path place(Values values, Surroundings around, String text) {
        try {
            return around.place(text);
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    "%s: %s is no path: %s"
                            .formatted(values.origin(KEY_FILE), TomlText.of(text), e.getReason()));
        }
    }
}
