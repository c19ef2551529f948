package dev.sidetone.appserver;

import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.provider.TestUpstream;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Calls of JSON-RPC clients with a hosted provider that a test plays. */
abstract class HostedCalls {

    @TestHTTPResource("/")
    URI base;

    @Inject RunningConfiguration running;

    HostedProvider hosted;
    TestUpstream upstream;

    @BeforeEach
    void useIt() throws IOException {
        hosted = new HostedProvider(running);
        upstream = hosted.upstream;
    }

    @AfterEach
    void leaveNoFile() throws IOException {
        hosted.close();
    }
}
