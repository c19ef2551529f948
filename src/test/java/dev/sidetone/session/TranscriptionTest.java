package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.RealtimeSettings.Type;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.Given.Talk;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call that only writes down: what is said becomes a typed message of the agent. */
class TranscriptionTest {

    private static CallSpec spec() {
        CallPolicy policy = CallPolicy.USUAL.of(Type.TRANSCRIPTION);
        return Given.spec(new Transport.Socket(), Modality.TEXT, policy, CallOptions.USUAL);
    }

    private static Talk talk() {
        return new Talk(new CallMachine(spec()));
    }

    private static List<Effect.RunAgent> work(Talk talk) {
        return talk.all.stream()
                .filter(Effect.RunAgent.class::isInstance)
                .map(Effect.RunAgent.class::cast)
                .toList();
    }

    @Test
    void theSessionHasNoVoiceNoToolsAndNoInstructions() {
        var update =
                (ClientEvent.SessionUpdate)
                        SessionBody.update(spec(), TurnDetection.OPEN, Briefing.NONE);

        assertThat(update.session().toString())
                .isEqualTo(
                        "{\"type\":\"transcription\",\"audio\":{\"input\":{\"format\":"
                                + "{\"type\":\"audio/pcm\",\"rate\":24000},\"transcription\":"
                                + "{\"model\":\"transcriber\"}}}}");
    }

    /** Its model is the transcriber; a realtime model would make it a conversation. */
    @Test
    void theSessionThatGoesWithAnOfferNamesNoRealtimeModel() {
        assertThat(SessionBody.forCall(spec()).has("model")).isFalse();
    }

    @Test
    void v1AndV3HaveConversationsOnlyAndThatIsSaid() {
        for (Version version : List.of(Version.V1, Version.V3)) {
            CallSpec spoken = Given.in(version, CallPolicy.USUAL.of(Type.TRANSCRIPTION));

            assertThat(CallCheck.refusal(spoken, Type.TRANSCRIPTION)).isEmpty();
            assertThat(spoken.conversational()).isTrue();
            assertThat(SessionBody.forCall(spoken).has("instructions")).isTrue();
            assertThat(CallCheck.remark(spoken, Type.TRANSCRIPTION).orElseThrow())
                    .contains("only v2", spoken.versionName() + " answers aloud");
        }
        assertThat(CallCheck.remark(spec(), Type.TRANSCRIPTION)).isEmpty();
    }

    @Test
    void speechIsWrittenAndGoesToTheAgentAsIfTyped() {
        Talk talk = talk().hears(Given.speechStarted("u", 0)).hears(Given.speechStopped("u", 400));
        talk.hears(Given.heard("u", "where is the parser"));

        assertThat(Given.written(talk.all))
                .extracting("text")
                .containsExactly("where is the parser");
        assertThat(work(talk))
                .containsExactly(new Effect.RunAgent("", "where is the parser", List.of(), true));
        assertThat(Given.sent(talk.all)).isEmpty();
    }

    @Test
    void aTurnThatIsHandedOverByTheKeyAsksForNoResponse() {
        Talk talk = talk().gets(new CallEvent.ModeChosen(TurnDetection.HOLD));
        assertThat(Given.sent(talk.last).toString()).contains("\"type\":\"transcription\"");
        talk.gets(new CallEvent.AudioCame(Given.sound(100))).gets(new CallEvent.CommitRequested());
        talk.hears(new ServerEvent.AudioCommitted("e", null, "u"));
        talk.hears(Given.heard("u", "where is the parser"));

        assertThat(Given.creates(talk.all)).isZero();
        assertThat(work(talk)).hasSize(1);
        assertThat(talk.shown()).isEqualTo(ConsoleState.READY);
    }

    @Test
    void typedTextGoesTheSameWayAndNothingIsSaid() {
        Talk talk = talk().gets(new CallEvent.TextCame("t", "who calls it", TextRole.USER, ""));
        talk.gets(new CallEvent.AgentAnswered("item_1", "Nobody."));
        talk.gets(new CallEvent.SpeechCame("item_2", "Tell them."));

        assertThat(work(talk))
                .containsExactly(new Effect.RunAgent("", "who calls it", List.of(), false));
        assertThat(Given.sent(talk.all)).isEmpty();
        assertThat(Given.told(talk.all, Notice.Remark.class)).hasSize(1);
    }
}
