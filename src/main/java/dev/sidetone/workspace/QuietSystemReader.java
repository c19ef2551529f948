package dev.sidetone.workspace;

import java.io.File;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit to the repository itself: it neither starts a Git binary to look for the machine's
 * configuration nor reads or writes anything in the user's home.
 */
final class QuietSystemReader extends SystemReader.Delegate {

    private QuietSystemReader(SystemReader delegate) {
        super(delegate);
    }

    static void install() {
        if (!(SystemReader.getInstance() instanceof QuietSystemReader)) {
            SystemReader.setInstance(new QuietSystemReader(SystemReader.getInstance()));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    /** A configuration that is nowhere on disk. */
    private static final class Empty extends FileBasedConfig {

        private Empty(Config parent, FS fs) {
            super(parent, new File("none"), fs);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // What JGit measures about the file system is not kept.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
