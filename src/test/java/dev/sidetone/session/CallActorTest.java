package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.session.Mailbox.Lane;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.Item;
import dev.sidetone.wire.ServerEvent;
import dev.sidetone.wire.WireError;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The actor with its threads, against a provider and an agent that the test holds back. */
class CallActorTest {

    private final FakeProvider provider = new FakeProvider();
    private final MemoryStore store = new MemoryStore();
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final HeldAgent agent = new HeldAgent();
    private final Ids ids = new Ids(InstantSource.system(), new Random(1));
    private final Room room =
            new Room(
                    Given.CONVERSATION,
                    store,
                    Optional.of(agent),
                    _ -> "",
                    ids,
                    InstantSource.system());

    private CallActor begin(Transport transport) {
        room.watchers().add((_, notice) -> notices.add(notice));
        var mailbox = new Mailbox();
        var actor =
                new CallActor(
                        Given.spec(transport, Modality.AUDIO),
                        mailbox,
                        new Connector(
                                provider,
                                mailbox,
                                new Random(1),
                                CallProbe.none(Given.spec(transport, Modality.AUDIO))),
                        room,
                        InstantSource.system());
        room.begin(actor);
        return actor;
    }

    private CallActor webRtc() {
        return begin(new Transport.WebRtc("offer"));
    }

    private <N extends Notice> void told(Class<N> type) {
        await().until(() -> notices.stream().anyMatch(type::isInstance));
    }

    private List<String> sentTexts() {
        return provider.sent.stream()
                .filter(ClientEvent.ItemCreate.class::isInstance)
                .map(e -> ((ClientEvent.ItemCreate) e).item())
                .map(i -> i.path("content").path(0).path("text").asText(i.path("output").asText()))
                .toList();
    }

    @Test
    void theAnswerDoesNotWaitForTheSidebandAndEarlyTextArrivesInOrder() throws Exception {
        CallActor call = webRtc();
        for (String word : List.of("one", "two", "three")) {
            call.put(Lane.TEXT, new CallEvent.TextCame("t-" + word, word, TextRole.USER, ""));
        }
        provider.mayCreate.release();
        told(Notice.Answer.class);
        assertThat(provider.sent).isEmpty();

        provider.mayJoin.release();
        await().until(() -> sentTexts().size() == 3);

        assertThat(provider.sent.getFirst()).isInstanceOf(ClientEvent.SessionUpdate.class);
        assertThat(sentTexts()).containsExactly("one", "two", "three");
        assertThat(provider.session.path("model").asText()).isEqualTo("model");
    }

    @Test
    void aCallThatWasStoppedWhileItStartedIsHungUpWhenItComes() throws Exception {
        CallActor call = webRtc();
        call.put(Lane.CONTROL, new CallEvent.StopRequested());
        assertThat(call.awaitEnd(10_000)).isTrue();

        provider.mayCreate.release();

        await().until(() -> provider.hungUp.contains("rtc_offer"));
        assertThat(notices).noneMatch(Notice.CallStarted.class::isInstance);
        assertThat(notices).filteredOn(Notice.CallClosed.class::isInstance).hasSize(1);
    }

    @Test
    void anAnswerThatComesWhileTheSidebandIsLostIsSentOnceAfterTheRejoin() throws Exception {
        webRtc();
        provider.mayCreate.release();
        provider.mayJoin.release();
        await().until(() -> !provider.listeners.isEmpty());
        provider.says(Given.calls("background_agent", "c1", "{\"prompt\":\"A\"}"));
        await().until(() -> !room.turns().idle());

        provider.breaks();
        await().until(() ->
                notices.contains(new Notice.StateChanged(ConsoleState.RECONNECTING, "")));
        agent.mayAnswer.release();
        await().until(() -> room.turns().idle());
        assertThat(sentTexts()).isEmpty();

        provider.mayJoin.release();
        await().until(() -> provider.listeners.size() == 2);
        provider.says(Given.calls("background_agent", "c1", "{\"prompt\":\"A\"}"));
        await().until(() -> !sentTexts().isEmpty());

        assertThat(sentTexts()).containsExactly("Answer to A");
        assertThat(room.turns().idle()).isTrue();
    }

    private void answered() throws Exception {
        webRtc();
        provider.mayCreate.release();
        provider.mayJoin.release();
        await().until(() -> !provider.listeners.isEmpty());
        agent.mayAnswer.release();
        provider.says(Given.calls("background_agent", "c1", "{\"prompt\":\"A\"}"));
        await().until(() ->
                provider.sent.stream().anyMatch(ClientEvent.ResponseCreate.class::isInstance));
    }

    private void rejoined() {
        provider.breaks();
        provider.mayJoin.release();
        await().until(() -> provider.listeners.size() == 2);
        await().until(() ->
                provider.sent.stream().filter(ClientEvent.SessionUpdate.class::isInstance).count()
                        == 2);
    }

    private long responsesAskedFor() {
        return provider.sent.stream().filter(ClientEvent.ResponseCreate.class::isInstance).count();
    }

    @Test
    void anAnswerThatADyingLinkTookIsSentAgainUnderItsIdWithItsResponse() throws Exception {
        answered();

        rejoined();

        await().until(() -> responsesAskedFor() == 2);
        assertThat(sentTexts()).containsExactly("Answer to A", "Answer to A");
        assertThat(
                        provider.sent.stream()
                                .filter(ClientEvent.ItemCreate.class::isInstance)
                                .map(e -> ((ClientEvent.ItemCreate) e).item().path("id").asText()))
                .containsOnly("out_c1");
    }

    /** Each provider has a code of its own for it; the id of the event tells what it is about. */
    @Test
    void thatAnAnswerSentAgainIsThereAlreadyIsNoErrorForAnybody() throws Exception {
        answered();
        rejoined();
        await().until(() -> responsesAskedFor() == 2);
        var again = (ClientEvent.ItemCreate) itemsCreated().getLast();

        provider.says(refusal("it is there", String.valueOf(again.eventId())));
        provider.says(refusal("something else", "another"));

        told(Notice.CallError.class);
        assertThat(notices.stream().filter(Notice.CallError.class::isInstance))
                .containsExactly(new Notice.CallError("something else", "exists"));
    }

    private List<ClientEvent> itemsCreated() {
        return provider.sent.stream().filter(ClientEvent.ItemCreate.class::isInstance).toList();
    }

    private static ServerEvent refusal(String message, String eventId) {
        return new ServerEvent.ErrorEvent(
                "e9", WireError.invalidRequest("exists", message, null, eventId));
    }

    @Test
    void anAnswerThatTheProviderConfirmedIsNotSentAgain() throws Exception {
        answered();
        provider.says(
                new ServerEvent.ItemDone(
                        "e1", null, new Item.FunctionCallOutput("out_c1", "c1", "Answer to A")));
        provider.says(Given.responseCreated());

        rejoined();
        provider.says(Given.heard("u9", "still here"));
        told(Notice.WordsDone.class);

        assertThat(sentTexts()).containsExactly("Answer to A");
        assertThat(responsesAskedFor()).isEqualTo(1);
    }

    /** Without a word about it the call would say that it reconnects until somebody ends it. */
    @Test
    void aFaultOfOursWhileALostSidebandIsJoinedIsOneMoreTryThatFailed() throws Exception {
        webRtc();
        provider.mayCreate.release();
        provider.mayJoin.release();
        await().until(() -> !provider.listeners.isEmpty());
        provider.faults.add(new IllegalStateException("ours"));

        provider.breaks();
        provider.mayJoin.release(2);

        await().until(() -> provider.listeners.size() == 2);
        assertThat(notices).noneMatch(Notice.CallError.class::isInstance);
    }

    @Test
    void aFaultOfOursWhileACallIsMadeIsTold() throws Exception {
        provider.faults.add(new IllegalStateException("ours"));
        CallActor call = webRtc();

        provider.mayCreate.release();

        assertThat(call.awaitEnd(10_000)).isTrue();
        assertThat(notices.stream().filter(Notice.CallError.class::isInstance))
                .singleElement()
                .asString()
                .contains("a fault of its own", "internal");
    }

    @Test
    void delegationsRunInTheirOrder() throws Exception {
        webRtc();
        provider.mayCreate.release();
        provider.mayJoin.release();
        await().until(() -> !provider.listeners.isEmpty());
        provider.says(Given.calls("background_agent", "c1", "{\"prompt\":\"A\"}"));
        provider.says(Given.calls("background_agent", "c2", "{\"prompt\":\"B\"}"));

        agent.mayAnswer.release(2);

        await().until(() -> sentTexts().size() == 2);
        assertThat(sentTexts()).containsExactly("Answer to A", "Answer to B");
    }

    @Test
    void aCorrectionReachesTheRunningRequestAndItsFunctionCallIsAnsweredAtOnce() throws Exception {
        webRtc();
        provider.mayCreate.release();
        provider.mayJoin.release();
        await().until(() -> !provider.listeners.isEmpty());
        provider.says(Given.calls("background_agent", "c1", "{\"prompt\":\"A\"}"));
        await().until(() -> notices.stream().anyMatch(Notice.TurnStarted.class::isInstance));

        provider.says(Given.calls("background_agent", "c2", "{\"prompt\":\"no, B\"}"));

        await().until(() -> sentTexts().size() == 1);
        assertThat(sentTexts()).containsExactly(ToolRules.STEERED);
        assertThat(agent.corrections).containsExactly("no, B");
        assertThat(asked())
                .containsExactly(
                        "<realtime_delegation>\n  <input>A</input>\n  <transcript_delta>user: A</transcript_delta>\n</realtime_delegation>",
                        "<realtime_delegation>\n  <input>no, B</input>\n  <transcript_delta>user: no, B</transcript_delta>\n</realtime_delegation>");
        agent.mayAnswer.release();
        await().until(() -> sentTexts().size() == 2);
        assertThat(sentTexts()).containsExactly(ToolRules.STEERED, "Answer to A");
        assertThat(notices).filteredOn(Notice.TurnStarted.class::isInstance).hasSize(1);
    }

    /** What the turn that runs was asked. */
    private List<String> asked() {
        String turn =
                notices.stream()
                        .filter(Notice.TurnStarted.class::isInstance)
                        .map(n -> ((Notice.TurnStarted) n).turn().id())
                        .findFirst()
                        .orElseThrow();
        return notices.stream()
                .filter(Notice.TurnItemCompleted.class::isInstance)
                .map(Notice.TurnItemCompleted.class::cast)
                .filter(n -> n.turnId().equals(turn))
                .filter(n -> n.item() instanceof TurnItem.UserMessage)
                .map(n -> ((TurnItem.UserMessage) n.item()).text())
                .toList();
    }

    @Test
    void interruptStopsTheAgentAndStillAnswersTheFunctionCall() throws Exception {
        CallActor call = webRtc();
        provider.mayCreate.release();
        provider.mayJoin.release();
        await().until(() -> !provider.listeners.isEmpty());
        provider.says(Given.calls("background_agent", "c1", "{\"prompt\":\"A\"}"));
        provider.says(Given.calls("background_agent", "c2", "{\"prompt\":\"B\"}"));
        await().until(() -> notices.stream().anyMatch(Notice.TurnStarted.class::isInstance));

        call.put(Lane.CONTROL, new CallEvent.InterruptRequested());

        await().until(() -> sentTexts().size() == 2);
        assertThat(sentTexts()).containsOnly("The request was stopped.");
        assertThat(provider.sent).noneMatch(ClientEvent.ResponseCreate.class::isInstance);
    }

    @Test
    void textThatWasNotSentWhenTheCallEndsIsToldAboutAndNotLostSilently() throws Exception {
        CallActor call = webRtc();
        call.put(Lane.TEXT, new CallEvent.TextCame("t", "too late", TextRole.USER, ""));
        call.put(Lane.CONTROL, new CallEvent.StopRequested());

        assertThat(call.awaitEnd(10_000)).isTrue();

        assertThat(notices).anyMatch(Notice.BadRequest.class::isInstance);
    }

    /** Sound that nobody takes while the call comes up is counted, not kept for ever. */
    @Test
    void soundThatDidNotFitIsCountedAndToldAtTheEnd() throws Exception {
        CallActor call = begin(new Transport.Socket());
        for (int i = 0; i < 259; i++) {
            call.put(Lane.AUDIO, new CallEvent.AudioCame("AAAA"));
        }
        provider.mayJoin.release();
        await().until(() ->
                provider.sent.stream().filter(ClientEvent.AudioAppend.class::isInstance).count()
                        == 256);

        call.put(Lane.CONTROL, new CallEvent.StopRequested());

        assertThat(call.awaitEnd(10_000)).isTrue();
        assertThat(notices)
                .filteredOn(Notice.Remark.class::isInstance)
                .singleElement()
                .satisfies(notice ->
                        assertThat(((Notice.Remark) notice).message()).startsWith("3 pieces of"));
    }

    @Test
    void aKeyThatIsLetGoAfterTooMuchSoundEndsTheTurnAllTheSame() throws Exception {
        CallActor call = begin(new Transport.Socket());
        for (int i = 0; i < 300; i++) {
            call.put(Lane.AUDIO, new CallEvent.AudioCame("AAAA"));
        }

        assertThat(call.put(Lane.AUDIO, new CallEvent.CommitRequested())).isTrue();
        provider.mayJoin.release();

        await().until(() -> provider.sent.size() >= 258);
        assertThat(provider.sent.getLast()).isEqualTo(new ClientEvent.AudioCommit(null));
    }

    @Test
    void nothingOfASocketIsHeardBeforeItIsKnownToBeUp() throws Exception {
        begin(new Transport.Socket());
        provider.mayJoin.release();
        told(Notice.CallStarted.class);

        provider.breaks();

        told(Notice.CallClosed.class);
        assertThat(notices).anyMatch(Notice.CallError.class::isInstance);
    }
}
