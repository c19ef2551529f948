package dev.sidetone.provider;

import java.util.ArrayDeque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Frames that were written and that the other end has not shown to have read. A connection that
 * just died takes what is written to it without a word, so these are written again to the next one.
 * Thread-safe.
 */
final class Unacknowledged {

    /** More than any answer has pieces; beyond it the oldest is given up. */
    static final int MOST = 256;

    private static final Logger LOG = Logger.getLogger(Unacknowledged.class);

    private record Written(long mark, String frame) {}

    private final ArrayDeque<Written> written = new ArrayDeque<>();
    private long newest;
    private boolean told;

    /**
     * Keeps what is about to be written.
     *
     * @return its mark, for {@link #arrived}: greater than every one before
     */
    synchronized long add(List<String> frames) {
        newest++;
        for (String frame : frames) {
            written.add(new Written(newest, frame));
        }
        while (written.size() > MOST) {
            written.removeFirst();
            tellOnce();
        }
        return newest;
    }

    private void tellOnce() {
        if (!told) {
            told = true;
            LOG.infof(
                    "a provider has not shown of %d frames that it read them: of more, the oldest are not sent again when its connection breaks",
                    MOST);
        }
    }

    /** Everything up to this mark was read: who answers a mark has read all before it. */
    synchronized void arrived(long mark) {
        while (!written.isEmpty() && written.getFirst().mark() <= mark) {
            written.removeFirst();
        }
    }

    /** True while something up to this mark has not arrived. */
    synchronized boolean lacks(long mark) {
        return !written.isEmpty() && written.getFirst().mark() <= mark;
    }

    /** What has not arrived, in the order of its writing. */
    synchronized List<String> waiting() {
        return written.stream().map(Written::frame).toList();
    }

    /** The mark of what was kept last; 0 before. */
    synchronized long newest() {
        return newest;
    }
}
