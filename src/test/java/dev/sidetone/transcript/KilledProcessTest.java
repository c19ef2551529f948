package dev.sidetone.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Conversation;
import dev.sidetone.conversation.Item;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledProcessTest {

    @TempDir private Path folder;

    /** Writes items without end and prints the id of each once it is acknowledged. */
    static final class Writer {

        private Writer() {}

        static void main(String[] args) {
            var store = Stores.open(Path.of(args[0]));
            Conversation conversation = store.create("w", Path.of(args[0]));
            for (int i = 0; ; i++) {
                Item item = store.append(Stores.said(conversation.id(), "i" + i, "word " + i));
                System.out.println(item.itemId());
                System.out.flush();
            }
        }
    }

    @Test
    void aKilledProcessLosesNothingThatWasAcknowledged() throws Exception {
        List<String> acknowledged = writeAndKillAfter(200);

        try (var store = Stores.open(folder)) {
            Conversation found = store.list(Optional.empty(), 1).conversations().getFirst();

            assertThat(store.items(found.id())).extracting(Item::itemId).containsAll(acknowledged);
            assertThat(store.items(found.id())).extracting(Item::seq).doesNotHaveDuplicates();
            assertThat(store.health()).isEqualTo(StoreHealth.OK);
        }
    }

    private List<String> writeAndKillAfter(int items) throws IOException, InterruptedException {
        Process writer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Writer.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var acknowledged = new ArrayList<String>();
        try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged.add(line);
                if (acknowledged.size() == items) {
                    writer.destroyForcibly();
                }
            }
        } catch (IOException _) {
            // The pipe ends with the process.
        }
        assertThat(writer.waitFor()).isNotZero();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(items);
        return acknowledged;
    }
}
