package dev.sidetone.session;

import dev.sidetone.wire.Item;
import dev.sidetone.wire.RealtimeResponse;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;
import java.util.Objects;

/** What a provider's event does to the talk. Pure. */
final class DialogueRules {

    private DialogueRules() {}

    static Dialogue on(Dialogue talk, ServerEvent event, Moment moment) {
        return switch (event) {
            case ServerEvent.SpeechStarted e -> UserRules.started(talk, e, moment);
            case ServerEvent.SpeechStopped e -> UserRules.stopped(talk, e, moment);
            case ServerEvent.AudioCommitted e -> UserRules.committed(talk, e, moment);
            case ServerEvent.TranscriptionDelta e -> UserRules.said(talk, e, moment);
            case ServerEvent.TranscriptionCompleted e -> UserRules.recognised(talk, e, moment);
            case ServerEvent.TranscriptionFailed e -> UserRules.failed(talk, e, moment);
            case ServerEvent.AudioCleared _ -> UserRules.cleared(talk, moment);
            case ServerEvent.ItemAdded e -> {
                moment.publish(Synthetic.item(e.item()));
                yield talk;
            }
            case ServerEvent.ItemDone e when e.item() instanceof Item.FunctionCall call ->
                    ToolRules.called(talk, call, moment);
            case ServerEvent.ErrorEvent e -> error(talk, e.error(), moment);
            default -> assistant(talk, event, moment);
        };
    }

    private static Dialogue assistant(Dialogue talk, ServerEvent event, Moment moment) {
        return switch (event) {
            case ServerEvent.OutputItemAdded e when e.item() instanceof Item.Message message ->
                    AssistantRules.begun(talk, String.valueOf(message.id()), moment);
            case ServerEvent.OutputTextDelta e ->
                    AssistantRules.said(talk, e.itemId(), e.delta(), moment);
            case ServerEvent.OutputTranscriptDelta e ->
                    AssistantRules.said(talk, e.itemId(), e.delta(), moment);
            case ServerEvent.OutputTextDone e ->
                    AssistantRules.finished(talk, e.itemId(), e.text(), moment);
            case ServerEvent.OutputTranscriptDone e ->
                    AssistantRules.finished(talk, e.itemId(), e.transcript(), moment);
            case ServerEvent.OutputAudioDelta e -> AssistantRules.sounded(talk, e, moment);
            case ServerEvent.OutputAudioStarted _ -> AssistantRules.playing(talk, moment);
            case ServerEvent.OutputAudioStopped _ -> talk.with(talk.speaking().done());
            case ServerEvent.OutputAudioCleared _ -> talk.with(talk.speaking().silent());
            case ServerEvent.ItemTruncated e -> AssistantRules.truncated(talk, e, moment);
            case ServerEvent.TurnTiming e ->
                    MeterRules.timed(
                            talk,
                            new Meter.Parts(
                                    e.endOfTurnMs(),
                                    e.recognitionMs(),
                                    e.answerMs(),
                                    e.synthesisMs()),
                            moment);
            case ServerEvent.ResponseCreated _ ->
                    talk.with(talk.replies().created()).with(talk.hearing().expectingAnswer(false));
            case ServerEvent.ResponseDone e -> responseDone(talk, e.response(), moment);
            default -> talk;
        };
    }

    private static Dialogue responseDone(Dialogue talk, RealtimeResponse response, Moment moment) {
        if (response.status().equals("cancelled")) {
            moment.publish(Synthetic.responseCancelled(response.id()));
        }
        if (response.status().equals("failed")) {
            moment.publish(new Notice.CallError(failure(response), "response_failed"));
        }
        Dialogue measured = MeterRules.responseDone(talk, moment);
        Dialogue ended = AssistantRules.responseEnded(measured, moment);
        return ended.with(ended.hearing().answered()).with(talk.replies().done(moment.effects()));
    }

    private static String failure(RealtimeResponse response) {
        var details = response.statusDetails();
        WireError error = details == null ? null : details.error();
        String why = error == null ? "no reason was given." : error.message();
        return "The provider could not answer: " + why + " Ask again.";
    }

    /** An error does not end the call: if it is fatal the provider closes the socket itself. */
    private static Dialogue error(Dialogue talk, WireError error, Moment moment) {
        return switch (Objects.requireNonNullElse(error.code(), "")) {
            case "conversation_already_has_active_response" ->
                    talk.with(refusedBecauseActive(talk.replies(), error));
            case "response_cancel_not_active", "item_create_duplicate_item_id" -> talk;
            case "input_audio_buffer_commit_empty" -> nothingHeard(talk, moment);
            case String _ when Unconfirmed.refusesSecond(error) -> talk;
            case String code -> {
                moment.publish(new Notice.CallError(error.message(), code));
                yield talk;
            }
        };
    }

    /** Of a request that was sent again the answer runs already: it needs no second one. */
    private static Replies refusedBecauseActive(Replies replies, WireError error) {
        return Unconfirmed.refusesSecond(error)
                ? replies.created()
                : replies.refusedBecauseActive();
    }

    /** Another session would hear nothing in it either. */
    private static Dialogue nothingHeard(Dialogue talk, Moment moment) {
        moment.publish(new Notice.Remark("Nothing was heard. Hold the key while you speak."));
        Hearing hearing = talk.hearing();
        return talk.with(hearing.with(hearing.recent().settled()).askingForCommit(false));
    }
}
