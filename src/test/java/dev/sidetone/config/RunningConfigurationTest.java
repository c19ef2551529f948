package dev.sidetone.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningConfigurationTest {

    private static final String CEDAR = "[realtime]\nvoice = \"cedar\"\n";
    private static final String SAGE = "# mine\n[realtime]\nvoice = \"sage\"\n";

    @TempDir private Path home;
    private Path file;
    private RunningConfiguration running;

    @BeforeEach
    void startWithAFile() throws IOException {
        file = home.resolve("config.toml");
        Files.writeString(file, CEDAR);
        running = start();
    }

    private RunningConfiguration start() {
        var around =
                new Surroundings(
                        Map.of(
                                "SIDETONE_HOME", home.toString(),
                                "SIDETONE_WORKSPACE", home.toString()),
                        Map.of(),
                        home.resolve("system.toml"));
        var started =
                new RunningConfiguration(
                        Configuration.load(around), InstantSource.fixed(Instant.EPOCH));
        started.reload("start");
        return started;
    }

    private String voice() {
        return running.now().realtime().voice().orElse("");
    }

    @Test
    void aChangedFileIsInForceAfterAReloadAndWhatWasAskedBeforeStays() throws IOException {
        Configuration before = running.now();
        Files.writeString(file, SAGE);

        assertThat(running.reload("test")).isTrue();

        assertThat(voice()).isEqualTo("sage");
        assertThat(before.realtime().voice()).contains("cedar");
        assertThat(running.generation().number()).isEqualTo(2);
    }

    @Test
    void aBadFileChangesNothingAndIsTold() throws IOException {
        Files.writeString(file, "[realtime]\nvoice = \"cedr\"\n");

        assertThat(running.reload("test")).isFalse();

        assertThat(voice()).isEqualTo("cedar");
        assertThat(running.generation().number()).isEqualTo(1);
        assertThat(running.faults())
                .singleElement()
                .asString()
                .contains("config.toml, line 2, column 1", "did you mean cedar?");

        Files.writeString(file, SAGE);
        assertThat(running.reload("test")).isTrue();
        assertThat(running.faults()).isEmpty();
        assertThat(voice()).isEqualTo("sage");
    }

    @Test
    void whatNeedsARestartWaits() throws IOException {
        Files.writeString(file, CEDAR + "[sidetone.server]\nport = 9001\n");

        running.reload("test");

        assertThat(running.started().settings().server().port()).isEqualTo(8080);
        assertThat(running.waiting())
                .singleElement()
                .satisfies(c -> assertThat(c.key()).isEqualTo("sidetone.server.port"))
                .satisfies(c -> assertThat(c.before()).contains("8080"))
                .satisfies(c -> assertThat(c.after()).contains("9001"));
    }

    @Test
    void anAppliedTextIsTheFileWordForWordAndForThisUserOnly() throws IOException {
        Generation generation = running.apply(SAGE, "console");

        assertThat(file).hasContent(SAGE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(voice()).isEqualTo("sage");
        assertThat(generation).isEqualTo(new Generation(2, Instant.EPOCH, "console"));
        try (var files = Files.list(home)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("config.toml", "generations");
        }
    }

    @Test
    void aBadTextIsNotApplied() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> running.apply("[realtime]\nversion = 2\n", "console"))
                .withMessageContaining("line 2, column 1: 2 is no value for realtime.version");

        assertThat(file).hasContent(CEDAR);
        assertThat(voice()).isEqualTo("cedar");
    }

    @Test
    void anyGenerationComesBackAlsoAfterARestart() throws IOException {
        running.apply(SAGE, "console");
        running.apply("", "console");
        running = start();
        assertThat(voice()).isEmpty();

        assertThat(running.rollBack(1))
                .hasValueSatisfying(g -> assertThat(g.cause()).isEqualTo("rollback-to-1"));

        assertThat(file).hasContent(CEDAR);
        assertThat(voice()).isEqualTo("cedar");
        assertThat(running.generations())
                .extracting(Generation::number)
                .containsExactly(4, 3, 2, 1);
        assertThat(running.rollBack(9)).isEmpty();
    }

    @Test
    void whatStoodInTheFileUnreadIsKeptToo() throws IOException {
        Files.writeString(file, "[realtime\n");

        running.apply(SAGE, "console");

        assertThat(running.text(2)).contains("[realtime\n");
        assertThat(running.generations()).first().extracting(Generation::number).isEqualTo(3);
    }

    /** As the next start would refuse it. */
    @Test
    void aTextThatNoFileMayHoldIsNotApplied() {
        String long1 = "# é\n".repeat(300_000);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> running.apply(long1, "console"))
                .withMessageContaining("config.toml, line 209716, column 2: the file is larger");

        assertThat(file).hasContent(CEDAR);
    }

    /** Its bytes are kept, and it is no reason not to go on. */
    @Test
    void aFileThatIsNoTextOrTooLongCanBeReplaced() throws IOException {
        byte[] broken = {'a', '\n', 'b', (byte) 0xff};
        Files.write(file, broken);

        running.apply(SAGE, "console");

        assertThat(file).hasContent(SAGE);
        try (var kept = Files.list(home.resolve("generations"))) {
            assertThat(kept.filter(f -> f.toString().endsWith("-before.toml")))
                    .singleElement()
                    .satisfies(f -> assertThat(f).hasBinaryContent(broken));
        }
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> running.rollBack(2))
                .withMessageContaining("line 2, column 2: the file is not UTF-8");

        Files.writeString(file, "#".repeat(1_100_000));
        running.apply(CEDAR, "console");
        assertThat(file).hasContent(CEDAR);
        assertThat(voice()).isEqualTo("cedar");
    }

    @Test
    void theOldestGenerationsAreForgotten() throws IOException {
        for (int i = 0; i < 60; i++) {
            running.apply("# " + i + "\n", "console");
        }

        assertThat(running.generations())
                .hasSize(50)
                .extracting(Generation::number)
                .startsWith(61)
                .endsWith(12);
    }

    @Test
    void strangersAmongTheGenerationsArePassedOver() throws IOException {
        Path kept = home.resolve("generations");
        Files.writeString(kept.resolve("000009-99999999T999999Z-x.toml"), "x");
        Files.writeString(kept.resolve("notes.toml"), "x");

        assertThat(running.generations()).extracting(Generation::number).containsExactly(1);
    }

    @Test
    void aLinkToTheFileStaysALink() throws IOException {
        Path real = home.resolve("dotfiles.toml");
        Files.move(file, real);
        Files.createSymbolicLink(file, real);

        running.apply(SAGE, "console");

        assertThat(file).isSymbolicLink();
        assertThat(real).hasContent(SAGE);
    }

    @Test
    void theWatchReloadsWhenAChangeHasSettled() throws IOException {
        var watch = new ConfigWatch(running);
        watch.look();
        Files.writeString(file, SAGE);

        watch.look();
        assertThat(voice()).isEqualTo("cedar");
        watch.look();
        assertThat(voice()).isEqualTo("sage");

        Files.delete(file);
        watch.look();
        watch.look();
        assertThat(voice()).isEmpty();
    }

    @Test
    void theWatchSeesAFileAppear() throws IOException {
        Files.delete(file);
        running.reload("test");
        var watch = new ConfigWatch(running);
        Files.writeString(home.resolve("system.toml"), SAGE);

        watch.look();
        watch.look();

        assertThat(voice()).isEqualTo("sage");
    }
}
