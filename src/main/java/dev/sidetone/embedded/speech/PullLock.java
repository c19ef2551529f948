package dev.sidetone.embedded.speech;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Only one puller works on a models folder, of all threads and all processes. Waits for its turn;
 * the lock goes away with its process.
 */
final class PullLock implements AutoCloseable {

    /** File locks are held by the process as a whole, so its threads need a lock of their own. */
    private static final Map<Path, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock threads;
    private final FileChannel channel;
    private final FileLock processes;

    private PullLock(ReentrantLock threads, FileChannel channel, FileLock processes) {
        this.threads = threads;
        this.channel = channel;
        this.processes = processes;
    }

    /**
     * Takes the lock of a folder, which is created when it is not there.
     *
     * @param waiting told once when somebody else holds it
     */
    static PullLock acquire(Path folder, Runnable waiting)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path key = folder.toRealPath();
        ReentrantLock threads = IN_PROCESS.computeIfAbsent(key, _ -> new ReentrantLock());
        if (!threads.tryLock()) {
            waiting.run();
            threads.lockInterruptibly();
        }
        try {
            FileChannel channel =
                    FileChannel.open(
                            key.resolve(".lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            return new PullLock(threads, channel, lock(channel, waiting));
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    private static FileLock lock(FileChannel channel, Runnable waiting) throws IOException {
        try {
            FileLock free = channel.tryLock();
            if (free != null) {
                return free;
            }
            waiting.run();
            return channel.lock();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            processes.release();
        } finally {
            threads.unlock();
        }
    }
}
