package dev.sidetone.session;

import static dev.sidetone.session.Given.calls;
import static dev.sidetone.session.Given.creates;
import static dev.sidetone.session.Given.outputs;
import static dev.sidetone.session.Given.responseCreated;
import static dev.sidetone.session.Given.responseDone;
import static dev.sidetone.session.Given.told;
import static dev.sidetone.session.Given.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.conversation.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolCallTest {

    private static final String ASK = "{\"prompt\":\"where is A?\"}";

    @Test
    void aHandoffIsJournalledBeforeTheAgentRuns() {
        var talk = Given.talkOverSocket().hears(Given.heard("u1", "where is A?"));

        talk.hears(calls("background_agent", "c1", ASK));

        assertThat(talk.last.getFirst()).isInstanceOf(Effect.Write.class);
        assertThat(written(talk.last).getFirst().kind()).isEqualTo(Item.Kind.HANDOFF);
        assertThat(talk.last)
                .contains(
                        new Effect.RunAgent(
                                "c1", "where is A?", List.of("user: where is A?"), true));
        assertThat(told(talk.last, Notice.ItemAdded.class).getFirst().item().path("type").asText())
                .isEqualTo("handoff_request");
    }

    @Test
    void eachLineIsHandedOverOnce() {
        var talk = Given.talkOverSocket().hears(Given.heard("u1", "first"));
        talk.hears(calls("background_agent", "c1", ASK));
        talk.hears(Given.heard("u2", "second")).hears(calls("background_agent", "c2", ASK));

        assertThat(talk.last)
                .contains(
                        new Effect.RunAgent(
                                "c2",
                                "where is A?",
                                List.of("user: second", "user: where is A?"),
                                true));
    }

    @Test
    void typedWordsAreNotTakenForHeardOnes() {
        var talk = Given.talkOverSocket();
        talk.gets(new CallEvent.TextCame("t1", "where is A?", TextRole.USER, ""));

        talk.hears(calls("background_agent", "c1", ASK));

        assertThat(talk.last)
                .contains(
                        new Effect.RunAgent(
                                "c1", "where is A?", List.of("user: where is A?"), false));
    }

    @Test
    void theResultGoesBackOnceAndAsksForTheSpokenAnswer() {
        var talk = Given.talkOverSocket().hears(calls("background_agent", "c1", ASK));

        talk.gets(new CallEvent.AgentDone("c1", "In a.java.", true));
        assertThat(written(talk.last).getFirst().kind()).isEqualTo(Item.Kind.TOOL_OUTPUT);
        assertThat(outputs(talk.last)).containsExactly("c1=In a.java.");
        assertThat(creates(talk.last)).isOne();

        assertThat(talk.gets(new CallEvent.AgentDone("c1", "again", true)).last).isEmpty();
    }

    @Test
    void aRepeatedFunctionCallIsTakenUpOnce() {
        var talk = Given.talkOverSocket().hears(calls("background_agent", "c1", ASK));

        assertThat(talk.hears(calls("background_agent", "c1", ASK)).last).isEmpty();
    }

    @Test
    void anInterruptedTurnIsAnsweredWithoutBeingSpoken() {
        var talk = Given.talkOverSocket().hears(calls("background_agent", "c1", ASK));

        talk.gets(new CallEvent.AgentDone("c1", "The request was stopped.", false));

        assertThat(outputs(talk.last)).containsExactly("c1=The request was stopped.");
        assertThat(creates(talk.last)).isZero();
    }

    @Test
    void silenceGetsAnEmptyOutputAndNoResponse() {
        var talk = Given.talkOverSocket().hears(calls("remain_silent", "c1", "{}"));

        assertThat(outputs(talk.last)).containsExactly("c1=");
        assertThat(creates(talk.last)).isZero();
    }

    @Test
    void unknownToolsAndEmptyRequestsGetAnOutput() {
        var talk = Given.talkOverSocket().hears(calls("make_coffee", "c1", "{}"));
        assertThat(outputs(talk.last).getFirst()).contains("no tool named 'make_coffee'");
        assertThat(creates(talk.last)).isOne();

        talk.hears(responseCreated()).hears(responseDone("completed"));
        talk.hears(calls("background_agent", "c2", "{\"prompt\":\"  \"}"));
        assertThat(outputs(talk.last).getFirst()).contains("Ask the user what to do");
        assertThat(talk.last).noneMatch(Effect.RunAgent.class::isInstance);
    }

    @Test
    void requestsForResponsesBecomeOneWhileOneRuns() {
        var talk = Given.talkOverSocket().hears(responseCreated());

        talk.gets(new CallEvent.SpeechCame("s1", "one"))
                .gets(new CallEvent.SpeechCame("s2", "two"));
        assertThat(creates(talk.all)).isZero();

        talk.hears(responseDone("completed"));
        assertThat(creates(talk.last)).isOne();
        talk.hears(responseCreated()).hears(responseDone("completed"));
        assertThat(creates(talk.last)).isZero();
    }

    @Test
    void aResponseThatTheProviderHadAlreadyIsWaitedFor() {
        var talk = Given.talkOverSocket().gets(new CallEvent.SpeechCame("s1", "one"));

        talk.hears(Given.error("conversation_already_has_active_response"));
        assertThat(told(talk.last, Notice.CallError.class)).isEmpty();

        assertThat(creates(talk.hears(responseDone("completed")).last)).isOne();
    }

    @Test
    void thePromptIsFoundUnderEveryKnownName() {
        assertThat(ToolRules.prompt("{\"query\":\" a \",\"prompt\":\"\"}")).isEqualTo("a");
        assertThat(ToolRules.prompt("{\"input_transcript\":\"b\",\"prompt\":\"c\"}"))
                .isEqualTo("b");
        assertThat(ToolRules.prompt("just words")).isEqualTo("just words");
        assertThat(ToolRules.prompt("")).isEmpty();
    }
}
