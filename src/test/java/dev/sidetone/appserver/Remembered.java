package dev.sidetone.appserver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The way to a client that remembers what it is answered. */
final class Remembered implements Wire {

    final List<String> answers = new CopyOnWriteArrayList<>();

    @Override
    public void send(String message) {
        answers.add(message);
    }

    @Override
    public void tell(Frame frame, long atMs) {}

    @Override
    public void sendIfRoom(String message) {
        send(message);
    }

    @Override
    public void awaitRoom() {}

    @Override
    public void close(int code, String reason) {}

    @Override
    public void stop() {}

    /** A client behind it that may use everything. */
    Client client() {
        var client = new Client(this, java.time.InstantSource.system());
        client.initialized(new Client.Capabilities(true, java.util.Set.of()), "test");
        return client;
    }
}
