package dev.sidetone.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir Path root;
    private History history;

    @BeforeEach
    void commit() throws Exception {
        try (var git = Repositories.init(root)) {
            Repositories.write(root, "src/a.py", "one\ntwo\nthree\n");
            Repositories.commit(git, "Ann Lee", START, "Begin with a\u202E");
            Repositories.write(root, "src/b.py", "b\n");
            Repositories.commit(git, "Bob", START.plusSeconds(86_400), "Add b");
            Repositories.write(root, "src/a.py", "one\nTWO\nthree\nfour\n");
            Repositories.commit(git, "Bob", START.plusSeconds(2 * 86_400), "Change a");
        }
        history = History.around(root).orElseThrow();
    }

    @AfterEach
    void close() {
        history.close();
    }

    private List<String> subjects(
            String path, String author, Optional<Instant> since, Optional<Instant> until)
            throws Exception {
        return history.log(new History.Query(path, author, since, until, 10)).commits().stream()
                .map(Commit::subject)
                .toList();
    }

    @Test
    void commitsAreFoundByPathPersonAndTime() throws Exception {
        assertThat(subjects("", "", Optional.empty(), Optional.empty()))
                .containsExactly("Change a", "Add b", "Begin with a");
        assertThat(subjects("src/a.py", "", Optional.empty(), Optional.empty()))
                .containsExactly("Change a", "Begin with a");
        assertThat(subjects("src/", "ann", Optional.empty(), Optional.empty()))
                .containsExactly("Begin with a");
        assertThat(
                        subjects(
                                "",
                                "",
                                Optional.of(START.plusSeconds(1)),
                                Optional.of(START.plusSeconds(90_000))))
                .containsExactly("Add b");
        assertThat(subjects("missing.py", "", Optional.empty(), Optional.empty())).isEmpty();
    }

    @Test
    void theFileSystemIsNotMeasuredInTheRepository() throws Exception {
        Path git = root.resolve(".git");
        Files.setLastModifiedTime(root, FileTime.from(START));
        Files.setLastModifiedTime(git, FileTime.from(START));
        var assumed = FS.getFileStoreAttributes(git);
        assertThat(assumed.getFsTimestampResolution()).isEqualTo(Duration.ofSeconds(2));
        assertThat(history.tracked().test("src/a.py")).isTrue();
        assertThat(history.head().branch()).isEqualTo("main");
        assertThat(Files.getLastModifiedTime(root).toInstant()).isEqualTo(START);
        assertThat(Files.getLastModifiedTime(git).toInstant()).isEqualTo(START);
    }

    @Test
    void newCommitsAreSeen() throws Exception {
        assertThat(subjects("", "", Optional.empty(), Optional.empty())).hasSize(3);
        try (var git = org.eclipse.jgit.api.Git.open(root.toFile())) {
            Repositories.write(root, "c.py", "c\n");
            Repositories.commit(git, "Cy", START.plusSeconds(3 * 86_400), "Add c");
        }
        assertThat(subjects("", "", Optional.empty(), Optional.empty()))
                .startsWith("Add c")
                .hasSize(4);
    }

    @Test
    void blameCountsLinesOfEachAuthor() throws Exception {
        assertThat(history.blame("src/a.py", 1, 4))
                .extracting(Authorship::author, Authorship::lines)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("Ann Lee", 2),
                        org.assertj.core.groups.Tuple.tuple("Bob", 2));
        assertThat(history.blame("src/a.py", 2, 2))
                .extracting(Authorship::author)
                .containsExactly("Bob");
        assertThat(history.blame("missing.py", 1, 9)).isEmpty();
    }

    @Test
    void statusAndDiffTellWhatIsNotCommitted() throws Exception {
        assertThat(history.status().isClean()).isTrue();
        assertThat(history.diff(100)).isEmpty();
        Repositories.write(root, "src/a.py", "one\nTWO\nthree\nfour\nfive\n");
        Repositories.write(root, "new.py", "n\n");
        Files.delete(root.resolve("src/b.py"));

        assertThat(history.status())
                .isEqualTo(
                        new WorkState(
                                List.of("src/a.py"),
                                List.of(),
                                List.of("src/b.py"),
                                List.of("new.py")));
        assertThat(history.diff(100)).contains("+five").contains("-b").doesNotContain("new.py");
        assertThat(history.diff(3).lines()).hasSize(3);
    }

    @Test
    void theBranchAndItsCommitAreKnown() throws Exception {
        assertThat(history.head().branch()).isEqualTo("main");
        assertThat(history.head().head()).hasSize(12);
    }

    @Test
    void aRepositoryWithoutCommitsHasNoPast(@TempDir Path fresh) throws Exception {
        Repositories.init(fresh).close();
        try (var empty = History.around(fresh).orElseThrow()) {
            assertThat(
                            empty.log(
                                            new History.Query(
                                                    "", "", Optional.empty(), Optional.empty(), 5))
                                    .total())
                    .isZero();
            assertThat(empty.head().head()).isEmpty();
            assertThat(empty.blame("a", 1, 1)).isEmpty();
            assertThat(empty.diff(10)).isEmpty();
        }
    }
}
