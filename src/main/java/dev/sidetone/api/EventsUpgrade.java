package dev.sidetone.api;

import dev.sidetone.access.AccessException;
import dev.sidetone.access.Asking;
import dev.sidetone.access.CurrentAsking;
import dev.sidetone.access.Guard;
import dev.sidetone.access.Guarded;
import dev.sidetone.transcript.TranscriptStore;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.websockets.next.HandshakeRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses, before the upgrade and in words, a socket for events that cannot be told. */
@Singleton
final class EventsUpgrade {

    /** After the gate. */
    private static final int AFTER_GATE = 100;

    private static final Pattern PATH = Pattern.compile("/api/v1/calls/([^/]+)/events");
    private static final Pattern AFTER = Pattern.compile("(?:^|.*&)after=([^&]*)(?:&.*|$)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final CallBook book;
    private final TranscriptStore store;
    private final Guard guard;

    @Inject
    EventsUpgrade(CallBook book, @Guarded TranscriptStore store, Guard guard) {
        this.book = book;
        this.store = store;
        this.guard = guard;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, AFTER_GATE);
    }

    /** Where the reader was; empty when it does not say, or not as a number. */
    static Optional<Long> after(HandshakeRequest request) {
        return said(request.query(), request.header(LAST_EVENT_ID))
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Long::parseLong);
    }

    private static Optional<String> said(@Nullable String query, @Nullable String header) {
        Matcher inQuery = AFTER.matcher(query == null ? "" : query);
        return inQuery.matches()
                ? Optional.of(inQuery.group(1))
                : Optional.ofNullable(header).map(String::strip);
    }

    private void pass(RoutingContext context) {
        Matcher path = PATH.matcher(context.normalizedPath());
        boolean socket = "websocket".equalsIgnoreCase(context.request().getHeader("Upgrade"));
        if (!socket || !path.matches()) {
            context.next();
            return;
        }
        Optional<String> after =
                said(context.request().query(), context.request().getHeader(LAST_EVENT_ID));
        String id = path.group(1);
        Asking asking = CurrentAsking.of(context);
        context.request().pause();
        context.vertx()
                .executeBlocking(
                        () -> CurrentAsking.during(asking, () -> refusal(id, after)), false)
                .onComplete(done -> {
                    context.request().resume();
                    if (done.failed()) {
                        context.fail(done.cause());
                    } else if (done.result().isPresent()) {
                        ProblemRoutes.answer(context, done.result().get().problem());
                    } else {
                        context.next();
                    }
                });
    }

    /** Looks the conversation up: not for the event loop. */
    private Optional<ProblemException> refusal(String id, Optional<String> after) {
        Optional<Call> call = book.find(id).filter(one -> CallResource.shown(one, store));
        if (call.isEmpty()) {
            return Optional.of(CallResource.unknown());
        }
        try {
            guard.follows(call.get().live().facts().conversation());
        } catch (AccessException e) {
            return Optional.of(
                    new ProblemException(
                            503, AccessException.CODE, String.valueOf(e.getMessage())));
        }
        long last = call.get().log().lastSeq();
        boolean good =
                after.map(text -> NUMBER.matcher(text).matches() && Long.parseLong(text) <= last)
                        .orElse(true);
        return good
                ? Optional.empty()
                : Optional.of(
                        ProblemException.unreadable(
                                "invalid_after",
                                "`after` is the number of an event that was seen, from 0; the"
                                        + " newest one of this call is %d.".formatted(last)));
    }
}
