package dev.sidetone.appserver;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * A Unix socket in front of the service's own listener, for this user only. What arrives is passed
 * on as it is; its first request gets the key with which this process calls itself, because the
 * file's permissions have let its sender in.
 */
final class UnixListener implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(UnixListener.class);
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_REQUEST_LINE = 8 * 1024;
    private static final int MOST_NAMES = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rwx------");

    /** Of a file's mode: the bits of its type, and what they are for a socket. */
    private static final int TYPE_BITS = 0170000;

    private static final int SOCKET_BITS = 0140000;

    private final Path path;
    private final InetSocketAddress service;
    private final String key;
    private final ServerSocketChannel server;

    UnixListener(Path path, InetSocketAddress service, String key) throws IOException {
        this.path = path;
        this.service = service;
        this.key = key;
        this.server = open(path);
        Thread.ofVirtual().name("unix-listener").start(this::accept);
    }

    /**
     * Bound in a folder that only this user can enter and then given its name, so that nobody else
     * can connect before its permissions are set.
     */
    private static ServerSocketChannel open(Path path) throws IOException {
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new IOException(path + " is no name of a file");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        removeLeftOver(path);
        Path apart = apart(folder);
        Path bound = apart.resolve("s");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(bound));
            Files.setPosixFilePermissions(bound, PosixFilePermissions.fromString("rw-------"));
            Files.move(bound, path, StandardCopyOption.ATOMIC_MOVE);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        } finally {
            Files.deleteIfExists(bound);
            Files.delete(apart);
        }
    }

    /** Its name is short, because the path of a socket has at most 107 bytes. */
    private static Path apart(Path folder) throws IOException {
        for (int tried = 0; tried < MOST_NAMES; tried++) {
            int number = ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36);
            try {
                return Files.createDirectory(
                        folder.resolve(".s" + Integer.toString(number, 36)),
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } catch (FileAlreadyExistsException e) {
                LOG.debugf("%s is there already", e.getFile());
            }
        }
        throw new IOException(
                "%s holds too many folders like .s1a2b; remove those that are empty"
                        .formatted(folder));
    }

    /** A socket at which nobody answers is left of a service that died. */
    private static void removeLeftOver(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!isSocket(path)) {
            throw new IOException(
                    "%s is there already and is no socket; move it away or name another path"
                            .formatted(path));
        }
        try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            throw new IOException(
                    "another service listens at %s (%s)".formatted(path, other.isConnected()));
        } catch (ConnectException _) {
            Files.delete(path);
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return mode instanceof Integer bits && (bits & TYPE_BITS) == SOCKET_BITS;
    }

    /** Gives the next client. */
    interface Door {
        SocketChannel accept() throws IOException;
    }

    /** Until the door is closed; what else goes wrong, as too many open files, may pass. */
    static void accept(Door door, Consumer<SocketChannel> server) throws InterruptedException {
        while (true) {
            try {
                server.accept(door.accept());
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException e) {
                LOG.warnf("The Unix socket takes no client for now: %s", e.getMessage());
                Thread.sleep(PAUSE);
            }
        }
    }

    private void accept() {
        try {
            accept(server::accept, client -> Thread.startVirtualThread(() -> serve(client)));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel client) {
        try (client;
                SocketChannel to = SocketChannel.open(service)) {
            to.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            Thread back = Thread.startVirtualThread(() -> passQuietly(to, client));
            ByteBuffer rest = introduced(client, to);
            pass(rest, client, to);
            to.shutdownOutput();
            back.join();
        } catch (IOException e) {
            LOG.debugf("a client of the Unix socket is gone: %s", e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes the request line on and puts our key behind it; gives what was read beyond it. */
    private ByteBuffer introduced(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(LONGEST_REQUEST_LINE);
        while (head.hasRemaining() && from.read(head) >= 0) {
            for (int i = 0; i < head.position(); i++) {
                if (head.get(i) == '\n') {
                    head.flip();
                    write(to, head.slice(0, i + 1));
                    String line = "Authorization: Bearer " + key + "\r\n";
                    write(to, ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
                    return head.slice(i + 1, head.limit() - i - 1);
                }
            }
        }
        throw new IOException("no request line");
    }

    private static void passQuietly(SocketChannel from, SocketChannel to) {
        try {
            pass(ByteBuffer.allocate(0), from, to);
            to.shutdownOutput();
        } catch (IOException e) {
            LOG.debugf("passing on ends: %s", e.getMessage());
        }
    }

    private static void pass(ByteBuffer first, SocketChannel from, SocketChannel to)
            throws IOException {
        write(to, first);
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        while (from.read(chunk.clear()) >= 0) {
            write(to, chunk.flip());
        }
    }

    private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
    }
}
