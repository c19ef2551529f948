package dev.sidetone.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.Activity;
import dev.sidetone.session.Calls;
import dev.sidetone.session.Sessions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How long a call that ended is remembered, on a clock of the test. */
@QuarkusTest
class EndedCallsTest {

    @Inject Calls calls;
    @Inject Sessions sessions;
    @Inject Activity activity;

    private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");

    private CallBook book(CallBook.Kept kept) {
        return new CallBook(calls, sessions, activity, () -> now, kept);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    /** A call that was begun and ended; the book has written down its end. */
    private static String ended(CallBook book, String conversation) throws InterruptedException {
        String id = Rest.textCall(conversation);
        Call call = book.find(id).orElseThrow();
        Rest.hangUp(id);
        call.log().awaitEnd(Duration.ofSeconds(20));
        assertThat(call.log().endedAt()).isPresent();
        return id;
    }

    @Test
    void itIsToldForFiveMinutesAndNotAMomentLonger() throws Exception {
        CallBook book = book(CallBook.Kept.USUAL);
        String conversation = Rest.conversation();
        String id = ended(book, conversation);

        after(Duration.ofMinutes(5));
        assertThat(book.find(id)).isPresent();
        assertThat(book.of(new ConversationId(conversation)))
                .extracting(Call::id)
                .containsExactly(id);

        after(Duration.ofMillis(1));
        assertThat(book.find(id)).isEmpty();
        assertThat(book.of(new ConversationId(conversation))).isEmpty();
    }

    @Test
    void ofManyTheLatestAreKept() throws Exception {
        CallBook book = book(new CallBook.Kept(2, Duration.ofMinutes(5)));
        String conversation = Rest.conversation();
        String first = ended(book, conversation);
        after(Duration.ofSeconds(1));
        String second = ended(book, conversation);
        after(Duration.ofSeconds(1));
        String third = ended(book, conversation);

        assertThat(Stream.of(first, second, third).map(id -> book.find(id).isPresent()))
                .containsExactlyElementsOf(List.of(false, true, true));
    }

    @Test
    void aCallThatRunsIsNotForgottenHoweverLongItRuns() {
        CallBook book = book(CallBook.Kept.USUAL);
        String id = Rest.textCall(Rest.conversation());
        assertThat(book.find(id)).isPresent();

        after(Duration.ofHours(3));

        assertThat(book.find(id)).isPresent();
        Rest.hangUp(id);
    }
}
