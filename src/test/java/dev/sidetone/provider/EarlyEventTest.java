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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A provider whose first event comes in one piece with its answer to the handshake, and a listener
 * that waits until the socket is known: as a call does.
 */
class EarlyEventTest {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String EVENT =
            "{\"type\":\"session.created\",\"event_id\":\"e\",\"session\":{}}";

    private final ServerSocket server = listening();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Connections connections = new Connections();
    private final SocketOpener opener =
            new SocketOpener(connections, Map.of(), Duration.ofSeconds(10), Duration.ofMinutes(5));

    /** Stops listening and cuts what is open. */
    @AfterEach
    void close() throws IOException {
        server.close();
        connections.close();
        threads.shutdownNow();
    }

    @Test
    void everySocketOpensAndItsFirstEventIsHeard() throws Exception {
        threads.execute(this::serve);
        for (int n = 0; n < 20; n++) {
            var listener = new Waiting();
            opener.open(Target.of(address()), Dialect.realtime(), listener);
            listener.known.countDown();

            Awaitility.await().until(() -> listener.events.size() == 1);
            assertThat(listener.events.getFirst()).isInstanceOf(ServerEvent.SessionCreated.class);
        }
    }

    private URI address() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/v1/realtime");
    }

    private void serve() {
        try {
            while (true) {
                answer(server.accept());
            }
        } catch (IOException _) {
            // closed by the end of the test
        }
    }

    private static void answer(Socket socket) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String key = "";
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Sec-WebSocket-Key:", 0, 18)) {
                key = line.substring(18).strip();
            }
        }
        var all = new ByteArrayOutputStream();
        all.writeBytes(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + accept(key)
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        all.write(0x81);
        all.write(EVENT.length());
        all.writeBytes(EVENT.getBytes(StandardCharsets.US_ASCII));
        OutputStream out = socket.getOutputStream();
        out.write(all.toByteArray());
        out.flush();
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
        public void lost(SocketLoss loss) {}
    }
}
