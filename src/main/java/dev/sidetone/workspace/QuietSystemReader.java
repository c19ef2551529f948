package dev.sidetone.workspace;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit to the repository itself: it neither starts a Git binary to look for the machine's
 * configuration nor reads or writes anything in the user's home. Nor does it write files into the
 * repository for seconds on end to learn how exact the file system's times are.
 */
final class QuietSystemReader extends SystemReader.Delegate {

    /** The least exact file system in use; JGit looks twice at files that are younger than this. */
    private static final Duration EXACT_TO = Duration.ofSeconds(2);

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

        /** JGit measures what it does not find here. */
        @Override
        public long getTimeUnit(
                String section, String subsection, String name, long missing, TimeUnit unit) {
            return section.equals("filesystem") && name.equals("timestampResolution")
                    ? unit.convert(EXACT_TO)
                    : super.getTimeUnit(section, subsection, name, missing, unit);
        }

        @Override
        public void load() {
            // There is nothing to load.
        }

        @Override
        public void save() {
            // There is nowhere to keep it.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
