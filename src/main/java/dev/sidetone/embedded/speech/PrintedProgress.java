package dev.sidetone.embedded.speech;

import java.io.PrintWriter;

/** Prints a line for every twentieth of a pull. Not thread-safe. */
final class PrintedProgress implements PullProgress {

    private static final int STEPS = 20;

    private final PrintWriter out;
    private long step = -1;

    PrintedProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void at(String doing, long doneBytes, long totalBytes) {
        long now = totalBytes == 0 ? 0 : doneBytes * STEPS / totalBytes;
        if (now != step) {
            step = now;
            out.printf(
                    "%3d %%  %s (%d of %d MB)%n",
                    totalBytes == 0 ? 0 : doneBytes * 100 / totalBytes,
                    doing,
                    doneBytes / 1_000_000,
                    totalBytes / 1_000_000);
            out.flush();
        }
    }
}
