package dev.sidetone.appserver;

/** The way to a client. Thread-safe; never waits. */
interface Wire {

    void send(String message);

    /** The reason is seen by the client, at most 123 bytes. */
    void close(int code, String reason);

    /** The client is gone. */
    void stop();
}
