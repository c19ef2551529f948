package dev.sidetone.appserver;

/** The way to a client. Thread-safe. */
interface Wire {

    /** An answer. Never waits. */
    void send(String message);

    /** A notification; {@code atMs} is when it was told. Never waits. */
    void tell(Frame frame, long atMs);

    /** An answer that may be left out when too much waits already. */
    void sendIfRoom(String message);

    /** Waits until not too much waits, so that who asks faster than it reads is slowed down. */
    void awaitRoom() throws InterruptedException;

    /** Messages that have not left yet, as far as that is known. */
    default int waiting() {
        return 0;
    }

    /** The reason is seen by the client, at most 123 bytes. */
    void close(int code, String reason);

    /** The client is gone. */
    void stop();
}
