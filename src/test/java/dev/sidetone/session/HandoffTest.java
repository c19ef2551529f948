package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.CallOptions.Handback;
import dev.sidetone.session.Given.Talk;
import dev.sidetone.wire.ClientEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How work goes to the agent and how its words come back. */
class HandoffTest {

    private static final ServerCall CALL = new ServerCall();

    private static final class ServerCall {
        CallEvent of(String id, String arguments) {
            return new CallEvent.ProviderSaid(Given.calls("background_agent", id, arguments));
        }
    }

    private static Talk talk(CallOptions options) {
        var transport = new Transport.Socket();
        return new Talk(
                new CallMachine(Given.spec(transport, Modality.AUDIO, CallPolicy.USUAL, options)));
    }

    private static List<String> messages(List<Effect> effects) {
        return Given.sent(effects).stream()
                .filter(ClientEvent.ItemCreate.class::isInstance)
                .map(e -> ((ClientEvent.ItemCreate) e).item())
                .filter(item -> item.path("type").asText().equals("message"))
                .map(item ->
                        item.path("role").asText() + ": " + item.at("/content/0/text").asText())
                .toList();
    }

    private static Effect.RunAgent work(Talk talk) {
        return talk.last.stream()
                .filter(Effect.RunAgent.class::isInstance)
                .map(Effect.RunAgent.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachHandoffBringsWhatWasSaidSinceTheLastOne() {
        Talk talk = talk(CallOptions.USUAL);
        talk.hears(Given.heard("u1", "where is the parser"));
        talk.gets(CALL.of("c1", "{\"prompt\":\"where is the parser\"}"));
        assertThat(work(talk).transcriptDelta()).containsExactly("user: where is the parser");

        talk.gets(new CallEvent.AgentDone("c1", "In Parser.java.", true));
        talk.hears(Given.begins("a1")).hears(Given.said("a1", "It is in Parser.java."));
        talk.hears(Given.heard("u2", "and who uses it"));
        talk.gets(CALL.of("c2", "{\"prompt\":\"who uses the parser\"}"));

        assertThat(work(talk).transcriptDelta())
                .containsExactly(
                        "assistant: It is in Parser.java.",
                        "user: and who uses it",
                        "user: who uses the parser");
    }

    @Test
    void whatWasSaidAfterTheLastHandoffGoesToTheAgentAtTheEndForThoseWhoAskForIt() {
        Talk usual = talk(CallOptions.USUAL).hears(Given.heard("u1", "thank you, bye"));
        usual.gets(new CallEvent.StopRequested());
        assertThat(usual.last).noneMatch(Effect.TellAgent.class::isInstance);

        Talk talk = talk(CallOptions.USUAL.withFlushTail(true));
        talk.hears(Given.heard("u1", "where is it")).gets(CALL.of("c1", "{\"prompt\":\"x\"}"));
        talk.hears(Given.heard("u2", "thank you, bye")).gets(new CallEvent.StopRequested());

        assertThat(talk.last).contains(new Effect.TellAgent(List.of("user: thank you, bye")));
        int told = talk.last.indexOf(new Effect.TellAgent(List.of("user: thank you, bye")));
        assertThat(talk.last.subList(told, talk.last.size()))
                .anyMatch(e -> e instanceof Effect.Publish(Notice.CallClosed _));
        assertThat(talk.gets(new CallEvent.StopRequested()).last).isEmpty();
    }

    @Test
    void aHandoffWithoutArgumentsMeansWhatWasSaidLast() {
        Talk talk = talk(CallOptions.USUAL).hears(Given.heard("u1", "where is the parser"));

        talk.gets(CALL.of("c1", "{}"));

        assertThat(work(talk).prompt()).isEqualTo("where is the parser");
    }

    @Test
    void aRemarkComesBeforeTheOutputAndAsksForNoResponse() {
        Talk talk = talk(CallOptions.USUAL).gets(CALL.of("c1", "{\"prompt\":\"x\"}"));

        talk.gets(new CallEvent.AgentSaid("item_1", "Still indexing."));
        assertThat(messages(talk.last)).containsExactly("user: [BACKEND] Still indexing.");
        assertThat(Given.creates(talk.last)).isZero();

        talk.gets(new CallEvent.AgentDone("c1", "Done.", true));
        assertThat(Given.outputs(talk.last)).containsExactly("c1=Done.");
        assertThat(Given.creates(talk.last)).isEqualTo(1);
        assertThat(talk.gets(new CallEvent.AgentSaid("item_2", "Late.")).last)
                .noneMatch(Effect.Send.class::isInstance);
    }

    @Test
    void aLongAnswerIsCutForTheVoiceAndKeptWholeInTheRecord() {
        String answer = "word ".repeat(4_000);
        Talk talk = talk(CallOptions.USUAL).gets(CALL.of("c1", "{\"prompt\":\"x\"}"));

        talk.gets(new CallEvent.AgentDone("c1", answer, true));

        assertThat(Given.outputs(talk.last).getFirst())
                .hasSizeLessThan(4_010)
                .contains("tokens truncated");
        assertThat(Given.written(talk.last).getLast().text()).isEqualTo(answer);
    }

    @Test
    void asItemsTheAnswerIsPutBeforeTheVoiceAndItSaysNothing() {
        Talk talk = talk(CallOptions.USUAL.withHandback(Handback.ITEMS, "From the agent:"));
        talk.gets(CALL.of("c1", "{\"prompt\":\"x\"}"));

        talk.gets(new CallEvent.AgentDone("c1", "Done.", true));

        assertThat(messages(talk.last))
                .containsExactly("system: From the agent:\n\n[BACKEND] Done.");
        assertThat(Given.outputs(talk.last)).containsExactly("c1=");
        assertThat(Given.creates(talk.last)).isZero();
        talk.gets(new CallEvent.AgentAnswered("item_1", "Typed."));
        assertThat(messages(talk.last)).hasSize(1);
        assertThat(Given.creates(talk.last)).isZero();
        assertThat(Given.creates(talk.gets(new CallEvent.SpeechCame("item_2", "Say it.")).last))
                .isEqualTo(1);
    }

    @Test
    void whatTheClientManagesIsNotSentByItself() {
        Talk talk = talk(CallOptions.USUAL.withHandback(Handback.BY_CLIENT, ""));
        talk.gets(CALL.of("c1", "{\"prompt\":\"x\"}"));

        talk.gets(new CallEvent.AgentSaid("item_0", "Working."));
        assertThat(talk.last).noneMatch(Effect.Send.class::isInstance);
        talk.gets(new CallEvent.AgentDone("c1", "Done.", true));
        assertThat(talk.last).noneMatch(Effect.Send.class::isInstance);
        talk.gets(new CallEvent.AgentAnswered("item_1", "Typed."));
        assertThat(talk.last).noneMatch(Effect.Send.class::isInstance);
        talk.gets(new CallEvent.SpeechCame("item_2", "Said by the client."));
        assertThat(messages(talk.last)).containsExactly("user: [BACKEND] Said by the client.");
    }
}
