package dev.sidetone.appserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnixListenerTest {

    private ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    /** A short one: the path of a socket has at most 107 characters. */
    private Path folder = Path.of("");

    private Path path = Path.of("");

    UnixListenerTest() throws IOException {}

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createTempDirectory("ul");
        path = folder.resolve("sidetone.sock");
    }

    @AfterEach
    void remove() throws IOException {
        service.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private UnixListener listener() throws IOException {
        var address = new InetSocketAddress(service.getInetAddress(), service.getLocalPort());
        return new UnixListener(path, address, "the-key");
    }

    private SocketChannel connected() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void aRequestIsPassedOnWithOurKeyBehindItsFirstLine() throws Exception {
        try (UnixListener _ = listener();
                SocketChannel client = connected();
                Socket seen = accepted(client)) {
            var lines =
                    new BufferedReader(
                            new InputStreamReader(
                                    seen.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(lines.readLine()).isEqualTo("GET /rpc HTTP/1.1");
            assertThat(lines.readLine()).isEqualTo("Authorization: Bearer the-key");
            assertThat(lines.readLine()).isEqualTo("Host: here");
        }
    }

    private Socket accepted(SocketChannel client) throws IOException {
        client.write(
                ByteBuffer.wrap(
                        "GET /rpc HTTP/1.1\r\nHost: here\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII)));
        return service.accept();
    }

    @Test
    void itIsForThisUserOnlyAndLeavesNothingBehind() throws Exception {
        try (UnixListener _ = listener()) {
            assertThat(files()).containsExactly(path);
            assertThat(Files.getPosixFilePermissions(path))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }

        assertThat(files()).isEmpty();
    }

    @Test
    void aPathMayBeAlmostAsLongAsThatOfASocketCanBe() throws Exception {
        int rest = 105 - folder.resolve("x").resolve("sidetone.sock").toString().length();
        path = folder.resolve("x".repeat(1 + rest)).resolve("sidetone.sock");
        assertThat(path.toString()).hasSize(105);

        try (UnixListener _ = listener();
                SocketChannel client = connected()) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void aFileOfSomebodyIsNotDeleted() throws Exception {
        Files.writeString(path, "precious");

        assertThatIOException()
                .isThrownBy(this::listener)
                .withMessageContaining("is no socket; move it away or name another path");
        assertThat(path).hasContent("precious");
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        Path file = Files.writeString(folder.resolve("precious"), "precious");
        Files.createSymbolicLink(path, file);

        assertThatIOException().isThrownBy(this::listener).withMessageContaining("is no socket");
        assertThat(Files.isSymbolicLink(path)).isTrue();
        assertThat(file).hasContent("precious");
    }

    @Test
    void aSocketThatIsLeftOfAServiceThatDiedMakesRoom() throws Exception {
        try (var died = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            died.bind(UnixDomainSocketAddress.of(path));
        }
        assertThat(Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isTrue();

        try (UnixListener _ = listener();
                SocketChannel client = connected()) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void aServiceThatRunsKeepsItsSocket() throws Exception {
        try (UnixListener _ = listener()) {
            assertThatIOException()
                    .isThrownBy(this::listener)
                    .withMessageContaining("another service listens");
            try (SocketChannel client = connected()) {
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void tooManyOpenFilesAreNotTheEnd() throws Exception {
        var taken = new ArrayList<SocketChannel>();
        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            var turns = List.of("fails", "comes", "closes").iterator();
            UnixListener.accept(
                    () ->
                            switch (turns.next()) {
                                case "fails" -> throw new IOException("Too many open files");
                                case "comes" -> client;
                                default -> throw new ClosedChannelException();
                            },
                    taken::add);

            assertThat(taken).containsExactly(client);
        }
    }
}
