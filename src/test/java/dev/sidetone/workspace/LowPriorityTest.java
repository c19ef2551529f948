package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LowPriorityTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void theThreadStepsBackAndNoOther() throws Exception {
        int here = niceness();
        var there =
                new FutureTask<>(() -> {
                    LowPriority.enter();
                    return niceness();
                });
        Thread.ofPlatform().start(there);

        assertThat(there.get()).isEqualTo(10);
        assertThat(niceness()).isEqualTo(here);
    }

    /** As the kernel sees the calling thread; the fields are counted behind its name. */
    private static int niceness() throws IOException {
        String stat = Files.readString(Path.of("/proc/thread-self/stat"));
        return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
    }
}
