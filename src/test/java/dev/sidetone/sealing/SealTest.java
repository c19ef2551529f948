package dev.sidetone.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {

    private static final byte[] WORDS = "the purple walrus".getBytes(StandardCharsets.UTF_8);
    private static final String PLACE = "talk 1, item 2";

    @TempDir private Path folder;

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void whatIsSealedOpensWithItsKeyAndShowsNothingWithout() {
        SealingKey key = SealingKey.parse(key(1));
        byte[] sealed = new Seal(new SecureRandom()).close(key, PLACE, WORDS);

        assertThat(Seal.open(key, PLACE, sealed)).hasValue(WORDS);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("walrus");
        assertThat(new Seal(new SecureRandom()).close(key, PLACE, WORDS)).isNotEqualTo(sealed);
    }

    @Test
    void anotherKeyAChangeAndAnotherPlaceAreRefused() {
        SealingKey key = SealingKey.parse(key(1));
        byte[] sealed = new Seal(new SecureRandom()).close(key, PLACE, WORDS);
        byte[] changed = sealed.clone();
        changed[sealed.length / 2] ^= 1;

        assertThat(Seal.open(SealingKey.parse(key(2)), PLACE, sealed)).isEmpty();
        assertThat(Seal.open(key, PLACE, changed)).isEmpty();
        assertThat(Seal.open(key, "talk 1, item 3", sealed)).isEmpty();
        assertThat(Seal.open(key, PLACE, new byte[5])).isEmpty();
        assertThat(Seal.open(key, PLACE, new byte[12])).isEmpty();
    }

    @Test
    void aKeyIsReadFromBase64AndHexAndNeverShown() {
        SealingKey key = SealingKey.parse(key(7));

        assertThat(SealingKey.parse("07".repeat(32)).id()).isEqualTo(key.id());
        assertThat(key.toString()).isEqualTo("key " + key.id());
        for (String bad : List.of("", "0707", "x".repeat(64), key(7) + "A")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SealingKey.parse(bad))
                    .withMessageContaining("openssl rand -base64 32")
                    .satisfies(e ->
                            assertThat(bad.isEmpty() || !e.getMessage().contains(bad)).isTrue());
        }
    }

    @Test
    void theFirstKeySealsAndTheOthersOpenWhatIsOlder() throws IOException {
        Path file = folder.resolve("some.key");
        Files.writeString(file, "# newest first\n" + key(2) + "\n\n" + key(1) + "\n");

        Keyring keys = Keyring.of(source(Optional.empty(), Optional.of(file)));
        Keyring both = Keyring.of(source(Optional.of(key(3)), Optional.of(file)));

        assertThat(keys.sealing().map(SealingKey::id)).contains(SealingKey.parse(key(2)).id());
        assertThat(keys.named(SealingKey.parse(key(1)).id())).isPresent();
        assertThat(both.sealing().map(SealingKey::id)).contains(SealingKey.parse(key(3)).id());
        assertThat(Keyring.of(source(Optional.empty(), Optional.empty())).sealing()).isEmpty();
    }

    @Test
    void aFileThatIsNoneOrHasNoKeySaysSo() throws IOException {
        Path missing = folder.resolve("missing.key");
        Path bad = Files.writeString(folder.resolve("bad.key"), "# a key\nhunter2\n");
        Path empty = Files.writeString(folder.resolve("empty.key"), "\n");

        fails(missing, "cannot be read");
        fails(bad, "line 2: a key is 32 bytes");
        fails(empty, "has no key");
    }

    private static void fails(Path file, String words) {
        assertThatExceptionOfType(KeyringException.class)
                .isThrownBy(() -> Keyring.of(source(Optional.empty(), Optional.of(file))))
                .withMessageContaining(words)
                .withMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    private static Keyring.Source source(Optional<String> key, Optional<Path> file) {
        return new Keyring.Source(key, "A_KEY", file, "sidetone.some.key_file");
    }
}
