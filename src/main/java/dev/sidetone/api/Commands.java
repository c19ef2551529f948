package dev.sidetone.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidetone.access.DeniedException;
import dev.sidetone.appserver.Contract;
import dev.sidetone.auth.Reader;
import dev.sidetone.config.Scope;
import dev.sidetone.session.TurnDetection;
import dev.sidetone.telemetry.Quiet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Carries out what comes in over the socket of a call's events. */
final class Commands {

    static final String ENDED =
            "The call is over. Start another one with POST /api/v1/conversations/{id}/calls.";

    private static final Logger LOG = Logger.getLogger(Commands.class);

    private static final List<String> ALL =
            List.of(
                    "say",
                    "text",
                    "interrupt",
                    "mute",
                    "unmute",
                    "audio",
                    "commit",
                    "clear",
                    "turnDetection",
                    "playback",
                    "approve",
                    "resume",
                    "end");

    private final Call call;
    private final Reader by;

    /**
     * @param by who sends them
     */
    Commands(Call call, Reader by) {
        this.call = call;
        this.by = by;
    }

    /** Something typed, or said by the voice; its item's id, empty when the call is over. */
    static Optional<String> say(Call call, Contract.Message message, Reader by)
            throws InterruptedException {
        if (message.text().isBlank()) {
            throw wrong("invalid_request", "In `text`: there are no words in it.");
        }
        return message.spoken()
                ? call.live().speech(message.text())
                : call.live().text(message.text(), message.role(), by.name());
    }

    /** The reply; empty for what went well and has no {@code id}. */
    Optional<String> carryOut(String text) throws InterruptedException {
        ObjectNode command = JsonBody.object();
        try {
            command = JsonBody.read(text);
            ObjectNode result = result(command);
            return command.has("id")
                    ? Optional.of(reply(command, "result", result))
                    : Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(refusal(command, e));
        } catch (RuntimeException e) {
            LOG.error("a command broke", Quiet.of(e));
            return Optional.of(refusal(command, fault()));
        }
    }

    /** The reply to one for which there is no room. */
    static String overloaded(String text) {
        ObjectNode command;
        try {
            command = JsonBody.read(text);
        } catch (ProblemException e) {
            return refusal(JsonBody.object(), e);
        }
        return refusal(
                command,
                new ProblemException(
                        429,
                        "too_many_commands",
                        "128 commands of this socket wait already; send this one again later."));
    }

    private static String refusal(ObjectNode command, ProblemException why) {
        Problem problem = why.problem();
        ObjectNode error = JsonBody.object();
        error.put("status", problem.status()).put("code", problem.error().code());
        error.put("title", problem.title()).put("detail", problem.detail());
        return reply(command, "error", error);
    }

    private static String reply(ObjectNode command, String member, JsonNode value) {
        ObjectNode reply = JsonBody.object();
        JsonNode id = command.path("id");
        reply.set("id", id.isTextual() || id.isIntegralNumber() ? id : reply.nullNode());
        reply.set(member, value);
        return reply.toString();
    }

    private ObjectNode result(ObjectNode command) throws InterruptedException {
        if (!by.may(Scope.TALK)) {
            throw new ProblemException(
                    403,
                    DeniedException.CODE,
                    "Commands need the scope talk, here; the token that this socket was opened with has"
                            + " not got it.");
        }
        ObjectNode result = JsonBody.object();
        String name = command.path("command").asText();
        switch (name) {
            case "say", "text" -> result.put("itemId", said(command.put("kind", name)));
            case "interrupt" -> running(call.live().interrupt());
            case "mute" -> mute();
            case "unmute" -> call.unmute();
            case "audio" -> audio(command);
            case "commit" -> running(call.live().commit());
            case "clear" -> running(call.live().clear());
            case "turnDetection" -> running(call.live().turnDetection(mode(command)));
            case "playback" ->
                    running(
                            call.live()
                                    .played(text(command, "itemId"), number(command, "playedMs")));
            case "resume" -> running(call.live().resume(offer(command)));
            case "approve" -> throw nothingToApprove();
            case "end" -> {
                boolean _ = call.live().stop();
            }
            default ->
                    throw wrong(
                            "unknown_command",
                            "`command` is one of " + String.join(", ", ALL) + ".");
        }
        return result;
    }

    private String said(ObjectNode command) throws InterruptedException {
        try {
            return say(call, Contract.message(command), by).orElseThrow(Commands::ended);
        } catch (Contract.Refused e) {
            throw CallParams.refused(e);
        }
    }

    private void mute() throws InterruptedException {
        Optional<String> refusal = call.mute();
        if (refusal.isPresent()) {
            throw new ProblemException(409, "cannot_mute", refusal.get());
        }
    }

    /** Base64 of PCM16, 24 kHz, mono; a binary frame comes as the same. */
    private void audio(ObjectNode command) throws InterruptedException {
        String base64 = sound(command);
        if (!call.socket()) {
            throw new ProblemException(
                    409,
                    "no_audio_here",
                    "The sound of this call goes by WebRTC. For sound over this socket start the"
                            + " call with \"transport\": {\"type\": \"websocket\"}.");
        }
        call.audio(base64);
    }

    private static String sound(ObjectNode command) {
        try {
            return Contract.sound(command);
        } catch (Contract.Refused e) {
            throw CallParams.refused(e);
        }
    }

    private static ProblemException nothingToApprove() {
        return new ProblemException(
                409,
                "no_approvals",
                "Nothing waits for an approval: the agent only reads the repository and asks for"
                        + " none yet.");
    }

    private static Optional<String> offer(ObjectNode command) {
        return command.has("sdp") ? Optional.of(text(command, "sdp")) : Optional.empty();
    }

    private static TurnDetection mode(ObjectNode command) {
        for (TurnDetection mode : TurnDetection.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(command.path("mode").asText())) {
                return mode;
            }
        }
        throw wrong("invalid_request", "`mode` is `open` or `hold`.");
    }

    private static String text(ObjectNode command, String member) {
        if (!command.path(member).isTextual()) {
            throw wrong("invalid_request", "`%s` is missing or no text.".formatted(member));
        }
        return command.path(member).asText();
    }

    private static long number(ObjectNode command, String member) {
        if (!command.path(member).isIntegralNumber() || command.path(member).asLong() < 0) {
            throw wrong("invalid_request", "`%s` is a whole number from 0.".formatted(member));
        }
        return command.path(member).asLong();
    }

    private static void running(boolean taken) {
        if (!taken) {
            throw ended();
        }
    }

    private static ProblemException fault() {
        return new ProblemException(
                500,
                "internal",
                "The command failed because of a fault in the service; its log says more. The call"
                        + " and this socket go on.");
    }

    private static ProblemException ended() {
        return new ProblemException(409, "call_ended", ENDED);
    }

    private static ProblemException wrong(String code, String message) {
        return ProblemException.unreadable(code, message);
    }
}
