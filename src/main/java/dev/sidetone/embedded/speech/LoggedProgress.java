package dev.sidetone.embedded.speech;

import org.jboss.logging.Logger;

/** Writes a line to the log for every tenth of a pull. Not thread-safe. */
final class LoggedProgress implements PullProgress {

    private static final Logger LOG = Logger.getLogger(LoggedProgress.class);

    private long tenths = -1;

    @Override
    public void at(String doing, long doneBytes, long totalBytes) {
        long now = totalBytes == 0 ? 0 : doneBytes * 10 / totalBytes;
        if (now != tenths) {
            tenths = now;
            LOG.infof(
                    "Speech models: %s, %d of %d MB",
                    doing, doneBytes / 1_000_000, totalBytes / 1_000_000);
        }
    }
}
