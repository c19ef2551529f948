package dev.sidetone.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.dialect.Dialect;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A provider whose events come in one piece with its answer to the handshake or with its end, and a
 * listener that waits until the socket is known: as a call does.
 */
class EdgeEventTest {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String EVENT =
            "{\"type\":\"session.created\",\"event_id\":\"e\",\"session\":{}}";

    private final AtomicInteger sent = new AtomicInteger();

    /** Java closes what nobody holds, and what was not read yet would be lost with it. */
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    private final ServerSocket server = listening();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Connections connections = TestProviders.connections();
    private final SocketOpener opener =
            new SocketOpener(connections, Map.of(), Duration.ofSeconds(10), Duration.ofMinutes(5));

    /** Stops listening and cuts what is open. */
    @AfterEach
    void close() throws IOException {
        server.close();
        connections.close();
        for (Socket socket : accepted) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** More of them than a client that pools its connections opens when nobody tells it to. */
    @Test
    void everySocketOpensAndItsFirstEventIsHeard() throws Exception {
        serve(1, End.NONE);
        for (int n = 0; n < 60; n++) {
            var listener = opened();

            Awaitility.await().until(() -> listener.events.size() == 1);
            assertThat(listener.events.getFirst()).isInstanceOf(ServerEvent.SessionCreated.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"CUT, 1", "CLOSE, 1", "CUT, 3", "CLOSE, 3"})
    void whatComesTogetherWithTheEndIsHeardBeforeIt(End end, int events) throws Exception {
        serve(events, end);
        for (int n = 0; n < 20; n++) {
            var listener = opened();

            Awaitility.await().until(() -> !listener.losses.isEmpty());
            assertThat(listener.events).hasSize(events);
            assertThat(listener.losses).containsExactly(end.code + " after " + events);
        }
    }

    /** Far more than is read ahead for a listener that is behind. */
    @ParameterizedTest
    @CsvSource({"CUT", "CLOSE"})
    void aListenerThatIsBehindHearsEverythingBeforeTheEnd(End end) throws Exception {
        serve(5_000, end);
        var listener = new Waiting();
        opener.open(Target.of(address()), Dialect.realtime(), listener);
        Awaitility.await().until(() -> sent.get() == 1);
        listener.known.countDown();

        Awaitility.await().until(() -> !listener.losses.isEmpty());

        assertThat(listener.events).hasSize(5_000);
        assertThat(listener.losses).containsExactly(end.code + " after 5000");
    }

    private Waiting opened() throws ProviderException, InterruptedException {
        var listener = new Waiting();
        opener.open(Target.of(address()), Dialect.realtime(), listener);
        listener.known.countDown();
        return listener;
    }

    private URI address() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/v1/realtime");
    }

    /** How a socket ends, and with which code. */
    enum End {
        NONE(0),
        CUT(1006),
        CLOSE(1011);

        private final int code;

        End(int code) {
            this.code = code;
        }
    }

    private void serve(int events, End end) {
        threads.execute(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    accepted.add(socket);
                    threads.execute(() -> answer(socket, events, end));
                }
            } catch (IOException _) {
                // closed by the end of the test
            }
        });
    }

    private void answer(Socket socket, int events, End end) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(said(key(socket), events, end));
            out.flush();
            sent.incrementAndGet();
            if (end == End.CUT) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key(Socket socket) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String key = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                key = line.substring(18).strip();
            }
        }
        return key;
    }

    private static byte[] said(String key, int events, End end) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + accept(key)
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        for (int n = 0; n < events; n++) {
            all.write(0x81);
            all.write(EVENT.length());
            all.writeBytes(EVENT.getBytes(StandardCharsets.US_ASCII));
        }
        if (end == End.CLOSE) {
            all.writeBytes(new byte[] {(byte) 0x88, 2, (byte) (end.code >> 8), (byte) end.code});
        }
        return all.toByteArray();
    }

    private static String accept(String key) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Waiting implements ProviderListener {

        final CountDownLatch known = new CountDownLatch(1);
        final List<ServerEvent> events = new CopyOnWriteArrayList<>();
        final List<String> losses = new CopyOnWriteArrayList<>();

        @Override
        public void event(ServerEvent event) {
            try {
                known.await();
                events.add(event);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void lost(SocketLoss loss) {
            losses.add(loss.code() + " after " + events.size());
        }
    }
}
