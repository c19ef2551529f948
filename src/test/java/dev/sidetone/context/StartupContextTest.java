package dev.sidetone.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.CallSettings;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.workspace.Repositories;
import dev.sidetone.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a call is told, of a real repository with planted names. */
class StartupContextTest {

    private static final CallSettings.Context USUAL =
            new CallSettings.Context(1_200, 600, 1_000, 400, false);

    @TempDir Path folder;
    private final Talks store = new Talks();
    private Workspace workspace;
    private CallSettings.Context settings = USUAL;
    private java.time.Instant now = Talks.BEGUN;
    private final List<String> log = new ArrayList<>();
    private Predicate<Collection<ConversationId>> unloggable = _ -> false;

    @BeforeEach
    void plant() throws Exception {
        Path root = folder.toRealPath().resolve("shop");
        java.nio.file.Files.createDirectory(root);
        try (Git git = Repositories.init(root)) {
            Repositories.write(root, "README.md", "A shop.");
            Repositories.write(root, "src/main/Till.java", "class Till {}");
            Repositories.write(root, "src/test/TillTest.java", "class TillTest {}");
            Repositories.write(root, "target/Till.class", "x");
            Repositories.commit(
                    git,
                    "Petra Kanarienvogel",
                    Talks.BEGUN,
                    "Count coins\n\nAsked by petra@canary-mail.example");
            Repositories.write(root, "src/main/Coin.java", "class Coin {}");
            Repositories.commit(
                    git, "Petra Kanarienvogel", Talks.BEGUN, "Mail boss@canary-mail.example");
            git.checkout().setCreateBranch(true).setName("canaryuser/till-fix").call();
            Repositories.write(root, "src/main/New.java", "class New {}");
        }
        workspace = Repositories.open(root);
        talk(root);
    }

    private void talk(Path root) {
        store.conversation(Talks.other(1), "What does canaryhost count?", root.toString(), 1);
        store.conversation(Talks.other(2), "Another workspace", "/elsewhere", 2);
        store.conversation(Talks.other(3), "How are coins rounded?", root.toString(), 3);
        store.conversation(Talks.CURRENT, "Till", root.toString(), 4);
        store.turn(
                "I am CanaryUser on canaryhost.corp.example, what is in " + root + "/src/main?",
                "Till, by Petra Kanarienvogel; see src/main/Till.java:1 and POST /v1/calls.");
        store.turn(
                "And in /home/canaryuser/secret-plans.txt or C:\\Users\\canaryuser\\plans.txt?",
                "Ask canary@canary-mail.example, or look into " + root + ".");
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private StartupContext context() {
        var person =
                new Person(
                        Set.of("canaryuser"),
                        Set.of("canaryhost.corp.example"),
                        List.of(Path.of("/home/canaryuser")),
                        List.of());
        return new StartupContext(
                store, workspace, () -> settings, person, () -> now, this::logged);
    }

    private void logged(String reader, Collection<ConversationId> what) {
        if (unloggable.test(what)) {
            throw new IllegalStateException("the log cannot be written");
        }
        what.forEach(id -> log.add(reader + " " + id));
    }

    private String told() throws InterruptedException {
        return context().of(Talks.CURRENT);
    }

    @Test
    void theWorkspaceIsLookedAtAgainAfterSomeSecondsTheTalkEachTime() throws Exception {
        StartupContext context = context();
        assertThat(context.of(Talks.CURRENT)).contains("Untracked (1)");
        Repositories.write(workspace.root(), "src/main/More.java", "class More {}");
        store.turn("And what is new?", "Much.");

        now = now.plusSeconds(4);
        assertThat(context.of(Talks.CURRENT)).contains("Untracked (1)", "what is new?");
        now = now.plusSeconds(2);
        assertThat(context.of(Talks.CURRENT)).contains("Untracked (2)");
    }

    @Test
    void aCallThatIsOverBeforeItsTurnIsToldNothing() throws Exception {
        StartupContext context = context();

        assertThat(context.of(Talks.CURRENT, "bob", () -> false)).isEmpty();
        assertThat(log).isEmpty();
        assertThat(context.of(Talks.CURRENT, "bob", () -> true))
                .isEqualTo(context.of(Talks.CURRENT));
    }

    @Test
    void whatIsToldOfConversationsIsWrittenDownAndNothingElse() throws Exception {
        assertThat(context().of(Talks.CURRENT, "bob", () -> true)).contains("How are coins");
        assertThat(log)
                .containsExactlyInAnyOrder(
                        "bob " + Talks.CURRENT, "bob " + Talks.other(1), "bob " + Talks.other(3));

        log.clear();
        settings = new CallSettings.Context(0, 600, 1_000, 400, false);
        assertThat(context().of(Talks.CURRENT, "bob", () -> true)).contains("How are coins");
        assertThat(log).doesNotContain("bob " + Talks.CURRENT).hasSize(2);

        log.clear();
        settings = new CallSettings.Context(0, 0, 1_000, 400, false);
        assertThat(context().of(Talks.CURRENT, "bob", () -> true)).contains("## Workspace");
        assertThat(log).isEmpty();
    }

    @Test
    void whatCannotBeWrittenDownIsNotTold() throws Exception {
        unloggable = what -> what.contains(Talks.other(3));
        assertThat(context().of(Talks.CURRENT, "bob", () -> true))
                .contains("## This conversation", "## Workspace")
                .doesNotContain("How are coins");
        assertThat(log).containsExactly("bob " + Talks.CURRENT);
    }

    @Test
    void itTellsTheTalkOtherTalksTheWorkspaceAndGit() throws Exception {
        assertThat(told())
                .startsWith("<startup_context>\n")
                .endsWith("\n</startup_context>")
                .contains("## This conversation\n### Latest turn\n")
                .contains("see src/main/Till.java:1 and POST /v1/calls.")
                .contains(
                        "## Recent conversations about this workspace\n- 2026-03-01: How are coins")
                .doesNotContain("Another workspace")
                .contains(
                        "## Workspace\nName: shop\nFiles: 6 (4 .java, 1 .class, 1 .md)\nTree:\n- src/\n")
                .contains("  - main/\n  - test/\n- README.md")
                .doesNotContain("- target")
                .contains("## Git\nBranch: someone/till-fix\n")
                .contains("Untracked (1): src/main/New.java")
                .contains("Count coins");
    }

    @Test
    void nothingPersonalLeaves() throws Exception {
        assertThat(told())
                .doesNotContainIgnoringCase("canary")
                .doesNotContain("Petra")
                .doesNotContain("Kanarienvogel")
                .doesNotContain(folder.toString())
                .doesNotContain(folder.toRealPath().toString())
                .doesNotContain("secret-plans")
                .doesNotContain("plans.txt")
                .contains("what is in src/main?");
    }

    @Test
    void whoWantsItAllIsToldItAll() throws Exception {
        settings = new CallSettings.Context(1_200, 600, 1_000, 400, true);

        assertThat(told())
                .contains("CanaryUser", "canaryhost.corp.example", "Petra Kanarienvogel")
                .contains("boss@canary-mail.example", "/home/canaryuser/secret-plans.txt")
                .contains(workspace.root() + "/src/main");
    }

    @Test
    void eachPartCanBeLeftOutAndHasItsBudget() throws Exception {
        settings = new CallSettings.Context(0, 600, 0, 400, false);
        assertThat(told())
                .doesNotContain("## This conversation")
                .contains("## Recent conversations")
                .doesNotContain("## Workspace\n")
                .contains("## Git");

        settings = new CallSettings.Context(60, 0, 30, 0, false);
        assertThat(told()).contains("## Workspace").doesNotContain("## Recent", "## Git");
        assertThat(Tokens.of(told())).isLessThan(60 + 30 + 90);

        settings = new CallSettings.Context(0, 0, 0, 0, false);
        assertThat(told()).isEmpty();
    }

    @Test
    void aFolderWithManyEntriesIsCut() {
        List<String> paths =
                java.util.stream.IntStream.range(0, 30).mapToObj("f%02d.txt"::formatted).toList();

        assertThat(WorkspacePart.entries(paths, ""))
                .hasSize(21)
                .startsWith("f00.txt")
                .endsWith("... 10 more entries");
    }
}
