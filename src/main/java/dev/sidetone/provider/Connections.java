package dev.sidetone.provider;

import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;

/** What all providers share: one pooled client, and a clock that asks whether sockets live. */
final class Connections implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    static {
        // Java reads into buffers of 16 KB each; of thousands of sockets nearly
        // all stand empty. The client reads the properties when it is first used.
        smaller("jdk.httpclient.bufsize");
    }

    private static void smaller(String bufferSize) {
        if (System.getProperty(bufferSize) == null) {
            System.setProperty(bufferSize, "4096");
        }
    }

    /** Listeners wait on these while a call is slow to take what its provider sends. */
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("provider-", 0).factory());

    private final ScheduledExecutorService pings =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("provider-pings").factory());

    private final HttpClient client;

    Connections() {
        this(usual());
    }

    /** Redirects are not followed: what is sent holds the key. */
    Connections(SSLContext trust) {
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .executor(threads)
                        .sslContext(trust)
                        .build();
    }

    private static SSLContext usual() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    HttpClient client() {
        return client;
    }

    ExecutorService threads() {
        return threads;
    }

    ScheduledExecutorService pings() {
        return pings;
    }

    @Override
    public void close() {
        pings.shutdownNow();
        client.shutdownNow();
        threads.shutdownNow();
    }
}
