package dev.sidetone.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.hook.Program.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is told something and not listened to. */
class ProgramTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir Path folder;

    private static Outcome shell(String script, Duration atMost) throws InterruptedException {
        return Program.run(List.of("/bin/sh", "-c", script), atMost);
    }

    @Test
    void itReadsNothingAndMaySayMuch() throws Exception {
        String read = "cat > '%s'; head -c 1000000 /dev/zero".formatted(folder.resolve("read"));

        assertThat(shell(read, LONG)).isEqualTo(Outcome.DONE);
        assertThat(folder.resolve("read")).isEmptyFile();
    }

    @Test
    void aFaultAndAProgramThatIsNotThereAreTold() throws Exception {
        assertThat(shell("exit 3", LONG)).isEqualTo(Outcome.FAILED);
        assertThat(Program.run(List.of(folder.resolve("none").toString()), LONG))
                .isEqualTo(Outcome.NOT_STARTED);
        assertThat(Program.run(List.of(folder + "\0"), LONG)).isEqualTo(Outcome.NOT_STARTED);
    }

    /** With what it started itself. */
    @Test
    void oneThatHangsIsEnded() throws Exception {
        Path pid = folder.resolve("pid");
        String hang = "sleep 600 & echo $! > '%s'; wait".formatted(pid);

        assertThat(shell(hang, Duration.ofSeconds(2))).isEqualTo(Outcome.TIMED_OUT);

        long child = Long.parseLong(Files.readString(pid).strip());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive))
                .satisfiesAnyOf(
                        alive -> assertThat(alive).isEmpty(),
                        alive -> alive.orElseThrow().onExit().join());
    }
}
