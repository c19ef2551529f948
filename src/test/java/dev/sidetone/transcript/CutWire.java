package dev.sidetone.transcript;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A wire to a server on this machine that can be cut and mended. */
final class CutWire implements AutoCloseable {

    private final ServerSocket door;
    private final int to;
    private final List<Socket> open = new ArrayList<>();
    private boolean cut;

    CutWire(int to) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.to = to;
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    synchronized void cut() {
        cut = true;
        open.forEach(CutWire::closeQuietly);
        open.clear();
    }

    synchronized void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private void accept() {
        try {
            while (true) {
                join(door.accept());
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private synchronized void join(Socket client) throws IOException {
        if (cut) {
            client.close();
            return;
        }
        var server = new Socket(InetAddress.getLoopbackAddress(), to);
        open.add(client);
        open.add(server);
        Thread.startVirtualThread(() -> pour(client, server));
        Thread.startVirtualThread(() -> pour(server, client));
    }

    private static void pour(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException _) {
            // Cut.
        } finally {
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Gone already.
        }
    }
}
