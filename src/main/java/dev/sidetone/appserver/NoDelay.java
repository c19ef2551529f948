package dev.sidetone.appserver;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** Small messages leave at once: waiting for an acknowledgement would cost tens of milliseconds. */
@Singleton
final class NoDelay implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setTcpNoDelay(true);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setTcpNoDelay(true);
    }
}
