package dev.sidetone.agent.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.workspace.Repositories;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told about a type that has more members than anybody wants to hear. */
class LargeTypeTest {

    private static final Instant NOW = Instant.parse("2026-03-18T12:00:00Z");

    private static final AgentObserver NOBODY =
            new AgentObserver() {
                @Override
                public void toolStarted(String id, String tool, String arguments) {}

                @Override
                public void toolFinished(String id, String tool, String result, boolean ok) {}

                @Override
                public void progress(String message) {}
            };

    private static String type() {
        String fields =
                IntStream.range(0, 160)
                        .mapToObj("    int field%d;\n"::formatted)
                        .collect(Collectors.joining());
        String methods =
                IntStream.range(0, 40)
                        .mapToObj("    void method%d() {}\n"::formatted)
                        .collect(Collectors.joining());
        return "package shop;\n\nclass Command {\n" + fields + methods + "}\n";
    }

    private static AgentAnswer ask(Path root) throws Exception {
        try (var git = Repositories.init(root)) {
            Repositories.write(root, "src/Command.java", type());
            for (int i = 0; i < 3; i++) {
                String user =
                        "class User%d { void run(Command c) { c.method33(); } }\n".formatted(i);
                Repositories.write(root, "src/User%d.java".formatted(i), user);
            }
            Repositories.commit(git, "Ann Lee", NOW, "Command");
        }
        try (var workspace = Repositories.open(root)) {
            var guide = new Guide(workspace, Clock.systemUTC());
            var conversation = ConversationId.create(NOW.toEpochMilli(), new Random(1));
            String question = "what methods does Command have?";
            return guide.run(new AgentRequest(conversation, question, List.of(), false), NOBODY);
        }
    }

    @Test
    void itsMethodsAreCountedAndTheMostUsedAreNamed(@TempDir Path root) throws Exception {
        AgentAnswer answer = ask(root);

        assertThat(answer.spoken())
                .startsWith("Command has 40 methods. The most used are method33, ");
        assertThat(answer.citations().getFirst().text()).isEqualTo("src/Command.java:3");
        assertThat(answer.citations()).hasSizeLessThan(40);
        for (int i = 0; i < 40; i++) {
            assertThat(answer.markdown()).contains("`method%d`".formatted(i));
        }
        assertThat(answer.markdown()).contains("- and 50 more");
    }
}
