package dev.sidetone.transcript;

import static org.awaitility.Awaitility.await;

import dev.sidetone.config.OperationSettings.Durability;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IndexBesideTest {

    private final PostgresServer server =
            new PostgresServer(
                    DatabaseUrl.parse(
                            TestPostgres.url(TestPostgres.port(), TestPostgres.database())),
                    Durability.CRASH);
    private final AtomicBoolean full = new AtomicBoolean(true);
    private final AtomicInteger opened = new AtomicInteger();

    @Test
    void whoeverWritesDoesNotWaitForAnIndexThatHasNoConnection() throws Exception {
        try (Connection _ = server.openForWriting()) {
            var index = new IndexBeside(crowded());

            index.grow(1_000_000);
            await().until(() -> opened.get() > 0 && !index.pressing());

            full.set(false);
            index.grow(1);
            await().until(() -> opened.get() > 1 && !index.pressing());
            index.end(Optional.empty());
        }
    }

    /** A server that has no connection to spare for a while. */
    private Database crowded() {
        return (Database)
                Proxy.newProxyInstance(
                        Database.class.getClassLoader(),
                        new Class<?>[] {Database.class},
                        (_, method, args) -> {
                            if (method.getName().equals("openAnother")) {
                                opened.incrementAndGet();
                                if (full.get()) {
                                    throw new SQLException("too many connections", "53300");
                                }
                            }
                            try {
                                return method.invoke(server, args);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
