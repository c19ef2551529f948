package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {

    @TempDir Path root;

    private List<String> paths(Workspace workspace) {
        return workspace.code().files().stream().map(SourceFile::path).toList();
    }

    @Test
    void ignoredFilesAreNotListedUnlessTheyAreTracked() throws Exception {
        try (var git = Repositories.init(root)) {
            Repositories.write(root, "build/kept.txt", "kept");
            Repositories.write(root, "app/Main.java", "class Main {}");
            Repositories.commit(git, "Ann", Instant.EPOCH, "Begin");
            Repositories.write(root, ".gitignore", "build/\n*.log\n!keep.log\n/only-here\n");
            Repositories.write(root, "build/made.txt", "made");
            Repositories.write(root, "a.log", "x");
            Repositories.write(root, "keep.log", "x");
            Repositories.write(root, "only-here", "x");
            Repositories.write(root, "app/only-here", "x");
            Repositories.write(root, "app/.gitignore", "*.tmp\n");
            Repositories.write(root, "app/b.tmp", "x");
            Repositories.write(root, "node_modules/x/index.js", "x");
            Repositories.write(root, ".git/info/exclude", "excluded\n");
            Repositories.write(root, "excluded", "x");
            Repositories.write(root, "inner/.git/HEAD", "ref: refs/heads/main");
            Repositories.write(root, "inner/other.txt", "another repository");
        }
        try (var workspace = Repositories.open(root)) {
            assertThat(paths(workspace))
                    .containsExactly(
                            ".gitignore",
                            "app/.gitignore",
                            "app/Main.java",
                            "app/only-here",
                            "build/kept.txt",
                            "keep.log");
        }
    }

    @Test
    void linksBinariesAndHugeFilesAreNotRead() throws Exception {
        Repositories.write(root, "big.txt", "x\n".repeat(FileReader.HUGE));
        Files.write(root.resolve("pic.bin"), new byte[] {1, 0, 2});
        Repositories.write(root, "min.js", "function a(){}".repeat(2000));
        Files.createSymbolicLink(root.resolve("link.txt"), root.resolve("pic.bin"));
        try (var workspace = Repositories.open(root)) {
            assertThat(workspace.code().files())
                    .extracting(SourceFile::path, SourceFile::content)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("big.txt", SourceFile.Content.HUGE),
                            org.assertj.core.groups.Tuple.tuple(
                                    "min.js", SourceFile.Content.GENERATED),
                            org.assertj.core.groups.Tuple.tuple(
                                    "pic.bin", SourceFile.Content.BINARY));
            assertThatExceptionOfType(PathRefusedException.class)
                    .isThrownBy(() -> workspace.code().open("pic.bin", 1, 2));
            assertThat(workspace.code().open("big.txt", 3, 4).totalLines())
                    .isEqualTo(FileReader.HUGE);
        }
    }

    @Test
    void withoutGitTheLossIsTold() throws Exception {
        Repositories.write(root, "a.py", "def f(): pass\n");
        try (var workspace = Repositories.open(root)) {
            assertThat(workspace.history()).isEmpty();
            assertThat(workspace.losses())
                    .singleElement()
                    .asString()
                    .contains("not in a Git repository");
            assertThat(workspace.code().named("f")).hasSize(1);
        }
    }

    @Test
    void theRootIsTheWorkTreeAroundTheFolder() throws Exception {
        Repositories.init(root).close();
        Repositories.write(root, "deep/down/a.py", "x = 1\n");
        try (var workspace = Repositories.open(root.resolve("deep/down"))) {
            assertThat(workspace.root()).isEqualTo(root.toRealPath());
            assertThat(workspace.losses()).isEmpty();
        }
    }

    @Test
    void changedNewAndDeletedFilesAreTakenIn() throws Exception {
        Repositories.write(root, "a.py", "def before(): pass\n");
        Repositories.write(root, "gone.py", "def gone(): pass\n");
        try (var workspace = Repositories.open(root)) {
            Repositories.write(root, "a.py", "def after(): pass\n");
            Files.setLastModifiedTime(
                    root.resolve("a.py"), FileTime.from(Instant.now().plusSeconds(5)));
            Repositories.write(root, "new.py", "def fresh(): after()\n");
            Files.delete(root.resolve("gone.py"));
            workspace.update();

            var code = workspace.code();
            assertThat(code.named("before")).isEmpty();
            assertThat(code.named("gone")).isEmpty();
            assertThat(code.named("after")).extracting(Symbol::place).containsExactly("a.py:1");
            assertThat(code.uses("after", 9).references())
                    .extracting(Reference::place)
                    .containsExactly("new.py:1");
            assertThat(code.find("gone", 9).seen()).isZero();
            assertThat(paths(workspace)).containsExactly("a.py", "new.py");
        }
    }

    @Test
    void linesAreOpenedWithinTheFileAndCleaned() throws Exception {
        Repositories.write(root, "a.txt", "one\ntwo\u202E\u001b[31m\r\nthree");
        try (var workspace = Repositories.open(root)) {
            var lines = workspace.code().open("a.txt", 2, 99);

            assertThat(lines.lines()).containsExactly("two", "three");
            assertThat(lines.firstLine()).isEqualTo(2);
            assertThat(lines.totalLines()).isEqualTo(3);
            assertThat(workspace.code().open("a.txt", 99, 1).lines()).isEmpty();
            assertThat(workspace.code().open("a.txt", -5, 1).lines()).containsExactly("one");
        }
    }

    @Test
    void whatGitIgnoresIsNotOpened() throws Exception {
        Repositories.init(root).close();
        Repositories.write(root, ".gitignore", ".env\n");
        Repositories.write(root, ".env", "PASSWORD=1\n");
        try (var workspace = Repositories.open(root)) {
            assertThatExceptionOfType(PathRefusedException.class)
                    .isThrownBy(() -> workspace.code().open(".env", 1, 9))
                    .withMessageContaining("ignored by Git");
            assertThat(workspace.code().find("PASSWORD", 9).seen()).isZero();
        }
    }

    @Test
    void usesTellCallsAndWhereTheyStand() throws Exception {
        Repositories.write(
                root, "src/a.py", "import b\n\ndef load():\n    return b.parse(1)\n\nparser = 1\n");
        Repositories.write(root, "src/b.py", "def parse(x):\n    return x\n");
        Repositories.write(root, "tests/test_b.py", "def test_parse():\n    assert parse(1)\n");
        try (var workspace = Repositories.open(root)) {
            var uses = workspace.code().uses("parse", 9);

            assertThat(uses.references())
                    .extracting(Reference::place)
                    .containsExactly("src/a.py:4", "tests/test_b.py:2");
            assertThat(uses.references().getFirst().call()).isTrue();
            assertThat(uses.references().getFirst().within()).map(Symbol::name).contains("load");
        }
    }

    @Test
    void aTextIsFoundAcrossBlanksCaseAndSigns() throws Exception {
        Repositories.write(root, "a.txt", "Connection  refused by host\nother\n");
        Repositories.write(root, "b.txt", "the connection-refused error\n");
        try (var workspace = Repositories.open(root)) {
            assertThat(workspace.code().find("connection refused", 9).lines())
                    .extracting(ReferenceSearch.Line::path)
                    .containsExactly("a.txt");
            assertThat(workspace.code().find("connection refused error", 9).lines())
                    .extracting(ReferenceSearch.Line::path)
                    .containsExactly("b.txt");
            assertThat(workspace.code().find("!?", 9).seen()).isZero();
        }
    }

    @Test
    void theBestPassageHasTheRareWordsTogether() throws Exception {
        Repositories.write(
                root,
                "queue.md",
                "intro\n".repeat(30) + "When the mailbox overflows the newest audio is dropped.\n");
        Repositories.write(root, "other.md", "audio and video\n".repeat(30));
        try (var workspace = Repositories.open(root)) {
            var best = workspace.code().passages(List.of("mailbox", "overflow", "audio"), 3);

            assertThat(best.getFirst().path()).isEqualTo("queue.md");
            assertThat(best.getFirst().lines()).anyMatch(l -> l.contains("mailbox overflows"));
        }
    }

    @Test
    void aFolderThatIsNotThereIsRefusedWithWhatToDo() {
        assertThatExceptionOfType(java.io.UncheckedIOException.class)
                .isThrownBy(() -> new Workspace(root.resolve("missing")))
                .withMessageContaining("SIDETONE_WORKSPACE")
                .withCauseInstanceOf(IOException.class);
    }
}
