package dev.sidetone.api;

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

    @Inject
    EventsUpgrade(CallBook book) {
        this.book = book;
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
        Optional<ProblemException> refusal =
                refusal(
                        path.group(1),
                        said(
                                context.request().query(),
                                context.request().getHeader(LAST_EVENT_ID)));
        if (refusal.isPresent()) {
            ProblemRoutes.answer(context, refusal.get().problem());
        } else {
            context.next();
        }
    }

    private Optional<ProblemException> refusal(String id, Optional<String> after) {
        Optional<Call> call = book.find(id);
        if (call.isEmpty()) {
            return Optional.of(CallResource.unknown());
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
