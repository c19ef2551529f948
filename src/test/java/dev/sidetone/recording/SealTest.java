package dev.sidetone.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sidetone.config.RecordingSettings;
import dev.sidetone.config.Secret;
import dev.sidetone.conversation.ConversationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealTest {

    private static final Segment PLACE =
            new Segment(
                    "s1",
                    new ConversationId("0190a000-0000-7000-8000-000000000001"),
                    "c1",
                    Speaker.USER,
                    "",
                    Instant.EPOCH,
                    0,
                    1_000);
    private static final byte[] SOUND = sound();

    @TempDir Path folder;

    private static byte[] sound() {
        var track = new Track(Speaker.USER, 0);
        track.add("", 200, 24_000, Tones.tone(24_000, 440, 200));
        return Ogg.write(track.end().getFirst().sound());
    }

    private static String key(int seed) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) seed);
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void whatIsSealedOpensWithItsKeyAndShowsNothingWithout() {
        SealingKey key = SealingKey.parse(key(1));
        byte[] sealed = new Seal(new SecureRandom()).close(key, PLACE, SOUND);

        assertThat(Seal.open(key, PLACE, sealed)).isEqualTo(SOUND);
        assertThat(HexFormat.of().formatHex(sealed))
                .doesNotContain(HexFormat.of().formatHex("OggS".getBytes()))
                .doesNotContain(HexFormat.of().formatHex("OpusHead".getBytes()));
        assertThat(new Seal(new SecureRandom()).close(key, PLACE, SOUND)).isNotEqualTo(sealed);
    }

    @Test
    void anotherKeyAChangeAndAnotherPlaceAreRefusedInWords() {
        SealingKey key = SealingKey.parse(key(1));
        byte[] sealed = new Seal(new SecureRandom()).close(key, PLACE, SOUND);
        byte[] changed = sealed.clone();
        changed[sealed.length / 2] ^= 1;
        var elsewhere =
                new Segment(
                        "s1",
                        PLACE.conversation(),
                        "c2",
                        Speaker.USER,
                        "",
                        Instant.EPOCH,
                        0,
                        1_000);

        refused(SealingKey.parse(key(2)), PLACE, sealed);
        refused(key, PLACE, changed);
        refused(key, elsewhere, sealed);
        refused(key, PLACE, new byte[5]);
    }

    private static void refused(SealingKey key, Segment place, byte[] sealed) {
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Seal.open(key, place, sealed))
                .withMessageContaining("does not open with key " + key.id());
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
        Path file = folder.resolve("recording.key");
        Files.writeString(file, "# newest first\n" + key(2) + "\n\n" + key(1) + "\n");

        Keyring keys = Keyring.of(settings(Optional.empty(), Optional.of(file)));
        Keyring both = Keyring.of(settings(Optional.of(key(3)), Optional.of(file)));

        assertThat(keys.sealing().map(SealingKey::id)).contains(SealingKey.parse(key(2)).id());
        assertThat(keys.named(SealingKey.parse(key(1)).id())).isPresent();
        assertThat(both.sealing().map(SealingKey::id)).contains(SealingKey.parse(key(3)).id());
        assertThat(Keyring.of(settings(Optional.empty(), Optional.empty())).sealing()).isEmpty();
    }

    @Test
    void aFileThatIsNoneOrHasNoKeySaysSo() throws IOException {
        Path missing = folder.resolve("missing.key");
        Path bad = Files.writeString(folder.resolve("bad.key"), "hunter2\n");
        Path empty = Files.writeString(folder.resolve("empty.key"), "\n");

        fails(missing, "cannot be read");
        fails(bad, "is 32 bytes");
        fails(empty, "has no key");
    }

    private static void fails(Path file, String words) {
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> Keyring.of(settings(Optional.empty(), Optional.of(file))))
                .withMessageContaining(words)
                .withMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    private static RecordingSettings settings(Optional<String> key, Optional<Path> file) {
        return new RecordingSettings(true, List.of(), key.map(Secret::new), file, Optional.empty());
    }
}
