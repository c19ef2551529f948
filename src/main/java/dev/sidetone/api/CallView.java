package dev.sidetone.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sidetone.session.LiveCall;
import dev.sidetone.session.Notice;
import dev.sidetone.session.Transport;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A call as programs see it. */
@Schema(name = "Call")
public record CallView(
        String id,
        String conversation,
        @Schema(
                        description = "What it is doing; disconnected and error are its ends.",
                        examples = "listening")
                String state,
        @Schema(description = "More about the state, for a person.") String detail,
        @Schema(description = "webrtc, websocket or existingCall.") String transport,
        @Schema(description = "audio or text.") String outputModality,
        String version,
        String voice,
        String model,
        @Schema(description = "The user is not heard.") boolean muted,
        Instant startedAt,
        @Schema(description = "null while it goes on.") @Nullable Instant endedAt,
        @Schema(description = "requested, transport_closed or error; null while it goes on.")
                @Nullable String outcome,
        @Schema(description = "What failed last; null when nothing did.")
                Problem.@Nullable Body error,
        @Schema(description = "The oldest event that can still be told.") long firstSeq,
        @Schema(description = "The newest event.") long lastSeq,
        @Schema(description = "Sockets that read its events now.") int readers,
        @Schema(description = "The answer to the offer; only in the answer to the start.")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                @Nullable String sdp) {

    /** Calls of a conversation, the latest first. */
    @Schema(name = "Calls")
    public record Several(List<CallView> calls) {}

    static CallView of(Call call) {
        return of(call, null);
    }

    static CallView started(Call call, CallStory story) {
        return of(call, story.answer().orElse(null));
    }

    private static CallView of(Call call, @Nullable String sdp) {
        LiveCall.Facts facts = call.live().facts();
        CallStory story = call.log().story();
        Notice.StateChanged now = call.live().standing();
        Optional<String> outcome = story.endedAt().map(_ -> story.outcome());
        return new CallView(
                facts.id(),
                facts.conversation().value(),
                outcome.map(o -> o.equals("error") ? "error" : "disconnected")
                        .orElse(now.state().wireName()),
                now.detail(),
                transport(facts.transport()),
                facts.output().name().toLowerCase(Locale.ROOT),
                facts.version(),
                facts.voice(),
                facts.model(),
                call.muted(),
                facts.begunAt(),
                story.endedAt().orElse(null),
                outcome.orElse(null),
                story.error().map(e -> new Problem.Body(e.code(), e.message())).orElse(null),
                call.log().firstSeq(),
                call.log().lastSeq(),
                call.log().presence().sockets(),
                sdp);
    }

    private static String transport(Transport transport) {
        return switch (transport) {
            case Transport.Socket() -> "websocket";
            case Transport.WebRtc _ -> "webrtc";
            case Transport.ExistingCall _ -> "existingCall";
        };
    }
}
