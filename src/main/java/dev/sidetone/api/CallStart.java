package dev.sidetone.api;

import dev.sidetone.conversation.ConversationId;
import dev.sidetone.session.CallRequest;
import dev.sidetone.session.Notice;
import dev.sidetone.session.Transport;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Begins a call and waits until the provider has said how that went. */
@ApplicationScoped
class CallStart {

    private static final Logger LOG = Logger.getLogger(CallStart.class);

    /** Longer than any start may be configured to take: the call itself gives up before. */
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private final CallBook book;

    @Inject
    CallStart(CallBook book) {
        this.book = book;
    }

    /** A client that goes away before the answer does not leave a call behind. */
    Response start(
            ConversationId conversation,
            CallRequest request,
            boolean wantsSdp,
            HttpServerResponse client)
            throws InterruptedException {
        return switch (book.begin(conversation, request)) {
            case CallBook.Entered.Refused(var why, var ending) ->
                    ending
                            ? Problem.of(503, "shutting_down", why)
                            : Problem.of(422, "call_refused", why);
            case CallBook.Entered.Running(var call) -> {
                client.closeHandler(_ -> goneUnlessAnswered(client, call));
                boolean offered = request.transport() instanceof Transport.WebRtc;
                CallStory story = call.log().awaitUp(offered, AT_MOST);
                yield story.isUp(offered) ? begun(call, story, wantsSdp) : failed(story);
            }
        };
    }

    /** Over HTTP/2 this is heard of every answer that has left. */
    private static void goneUnlessAnswered(HttpServerResponse client, Call call) {
        if (!client.ended()) {
            Thread.startVirtualThread(() -> abandon(call));
        }
    }

    private static void abandon(Call call) {
        try {
            LOG.debugf("call %s: who asked for it is gone", call.id());
            boolean _ = call.live().stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Response begun(Call call, CallStory story, boolean wantsSdp) {
        var response =
                Response.created(URI.create("/api/v1/calls/" + call.id()))
                        .header("ETag", '"' + call.id() + '"');
        Optional<String> answer = story.answer().filter(_ -> wantsSdp);
        return answer.isPresent()
                ? response.type(Media.SDP).entity(answer.get()).build()
                : response.type(Media.JSON).entity(CallView.started(call, story)).build();
    }

    private static Response failed(CallStory story) {
        if (story.closed().isPresent() || story.error().isEmpty()) {
            return Problem.of(
                    409,
                    "call_ended",
                    "The call was ended before the provider answered: somebody hung up, or began"
                            + " another call in this conversation. Start it again.");
        }
        Notice.CallError error = story.error().get();
        return Problem.of(
                status(error.code()),
                error.code().isEmpty() ? "provider_failed" : error.code(),
                error.message());
    }

    /** The provider's own name for what is wrong decides who can help. */
    private static int status(String code) {
        return switch (code) {
            case "invalid_offer" -> 400;
            case "start_timeout" -> 504;
            case "webrtc_unavailable", "session_limit_reached", "shutting_down" -> 503;
            case "internal" -> 500;
            default -> 502;
        };
    }
}
