package dev.sidetone.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.appserver.ClientSocket;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers of a call's events that take nothing any more, with less patience than in earnest. */
@QuarkusTest
class StandingStillTest {

    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final String CLOSED =
            "1013 nothing was read for 0 s; connect again and resume after the last seq";

    @TestHTTPResource("/")
    URI base;

    @Inject CallBook book;

    private String id = "";

    /** A reader that takes some messages and never any other. */
    private static final class Reader implements ClientSocket {
        private final Predicate<String> takes;
        private final List<String> taken = new CopyOnWriteArrayList<>();
        private final CompletableFuture<String> closed = new CompletableFuture<>();

        Reader(Predicate<String> takes) {
            this.takes = takes;
        }

        @Override
        public CompletionStage<?> send(String message) {
            if (!takes.test(message)) {
                return new CompletableFuture<>();
            }
            taken.add(message);
            return CompletableFuture.completedFuture(message);
        }

        @Override
        public void close(int code, String reason) {
            closed.complete(code + " " + reason);
        }
    }

    @BeforeEach
    void call() {
        id = Rest.textCall(Rest.conversation());
    }

    @AfterEach
    void hangUp() {
        Rest.hangUp(id);
    }

    private EventSocket reads(Reader reader) {
        return new EventSocket(
                book.find(id).orElseThrow(),
                0,
                reader,
                PATIENCE,
                book,
                dev.sidetone.auth.Reader.EVERYTHING);
    }

    @Test
    void whoStandsStillIsClosedWithTheReasonAndGoesOnWhereItWas() throws Exception {
        var still = new Reader(message -> !message.contains("\"seq\":3}"));
        EventSocket socket = reads(still);

        assertThat(still.closed.get(20, TimeUnit.SECONDS)).isEqualTo(CLOSED);
        assertThat(still.taken).hasSize(2);
        try (var again = new EventClient(base, "/api/v1/calls/" + id + "/events?after=2")) {
            socket.stop();
            again.send("{\"command\":\"text\",\"text\":\"hello there\"}");
            again.told("thread/realtime/transcript/done");

            List<Long> numbers = again.numbers();
            assertThat(numbers).isEqualTo(LongStream.range(3, 3 + numbers.size()).boxed().toList());
            assertThat(again.methods()).doesNotContain("sidetone/gap");
        }
    }

    @Test
    void whoTakesNoRepliesIsClosedToo() throws Exception {
        var still = new Reader(message -> message.contains("\"seq\""));
        EventSocket socket = reads(still);

        socket.take("{\"id\":1,\"command\":\"approve\"}");

        assertThat(still.closed.get(20, TimeUnit.SECONDS)).isEqualTo(CLOSED);
        socket.stop();
    }
}
