package dev.sidetone.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** Makes small repositories for tests, without a Git binary and without the user's settings. */
public final class Repositories {

    private Repositories() {}

    /** Writes a file, with its folders. */
    public static void write(Path root, String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty repository. */
    public static Git init(Path root) {
        QuietSystemReader.install();
        try {
            return Git.init().setDirectory(root.toFile()).setInitialBranch("main").call();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commits all that is not ignored. */
    public static void commit(Git git, String author, Instant when, String message) {
        try {
            git.add().addFilepattern(".").call();
            var person = new PersonIdent(author, author + "@example.org", when, ZoneOffset.UTC);
            git.commit()
                    .setAuthor(person)
                    .setCommitter(person)
                    .setMessage(message)
                    .setSign(false)
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a workspace and waits until it is indexed. */
    public static Workspace open(Path root) throws InterruptedException {
        var workspace = new Workspace(root);
        workspace.start();
        if (!workspace.awaitReady(60_000)) {
            throw new IllegalStateException("a small repository was not indexed in a minute");
        }
        return workspace;
    }
}
