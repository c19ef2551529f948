package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.agent.CodingAgent;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.provider.SocketLoss;
import dev.sidetone.wire.ClientEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a call whose clients go and come. */
class LeavingTest {

    private final FakeProvider provider = new FakeProvider();
    private final List<Notice> seen = new CopyOnWriteArrayList<>();
    private final List<Notice> seenByOther = new CopyOnWriteArrayList<>();
    private final NoticeSink client = (_, notice) -> seen.add(notice);
    private final NoticeSink other = (_, notice) -> seenByOther.add(notice);

    /** Hears everything and is no reason to go on. */
    private final NoticeSink passing =
            new NoticeSink() {
                @Override
                public void accept(ConversationId conversation, Notice notice) {
                    seenByOther.add(notice);
                }

                @Override
                public boolean holds() {
                    return false;
                }
            };

    private Sessions sessions(long graceMs) {
        return sessions(graceMs, CallPolicy.USUAL);
    }

    private Sessions sessions(long graceMs, CallPolicy policy) {
        return sessions(graceMs, policy, Optional.empty());
    }

    private Sessions sessions(long graceMs, CallPolicy policy, Optional<CodingAgent> agent) {
        return new Sessions(
                provider,
                new MemoryStore(),
                Path.of("work"),
                () -> new CallDefaults("model", "marin", policy),
                agent,
                _ -> "",
                graceMs);
    }

    private void call(Sessions sessions, Transport transport) throws InterruptedException {
        sessions.watch(Given.CONVERSATION, client);
        provider.mayCreate.release();
        provider.mayJoin.release();
        sessions.start(Given.CONVERSATION, Given.request(transport, Modality.AUDIO));
        await().until(() ->
                provider.sent.stream().anyMatch(ClientEvent.SessionUpdate.class::isInstance));
    }

    private void call(Sessions sessions, Version version) throws InterruptedException {
        sessions.watch(Given.CONVERSATION, client);
        int sockets = provider.sockets.size();
        sessions.start(
                Given.CONVERSATION,
                new CallRequest(
                        new Transport.Socket(),
                        Modality.AUDIO,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(version),
                        CallOptions.USUAL));
        provider.mayJoin.release();
        await().until(() ->
                provider.sockets.size() > sockets && !provider.sockets.getLast().isEmpty());
    }

    private List<String> spokenOn(int socket) {
        return provider.sockets.get(socket).stream()
                .filter(ClientEvent.ItemCreate.class::isInstance)
                .map(e -> ((ClientEvent.ItemCreate) e).item())
                .map(i -> i.at("/content/0/text").asText(i.path("output").asText()))
                .toList();
    }

    private boolean running(Sessions sessions) throws InterruptedException {
        return sessions.played(Given.CONVERSATION, "none", 0);
    }

    @Test
    void aSocketCallEndsSomeTimeAfterItsLastClient() throws Exception {
        Sessions sessions = sessions(50);
        call(sessions, new Transport.Socket());

        sessions.forget(client);

        await().until(() -> !running(sessions));
    }

    @Test
    void whoWatchesNoMoreIsAsOneThatIsGone() throws Exception {
        Sessions sessions = sessions(50);
        call(sessions, new Transport.Socket());

        new Activity(sessions).unwatch(Given.CONVERSATION, client);

        await().until(() -> sessions.known().isEmpty());
        assertThat(provider.listeners).hasSize(1);
    }

    /** Its turn goes on, and after it nothing is left. */
    @Test
    void aConversationIsForgottenWhenItsLastTurnHasEnded() throws Exception {
        var agent = new HeldAgent();
        Sessions sessions = sessions(50, CallPolicy.USUAL, Optional.of(agent));
        sessions.watch(Given.CONVERSATION, client);
        new Activity(sessions)
                .turn(Given.CONVERSATION, "Who calls it?", "", Optional.empty())
                .orElseThrow();

        sessions.forget(client);
        agent.mayAnswer.release();

        await().until(() -> sessions.known().isEmpty());
    }

    @Test
    void aClientThatComesBackInTimeKeepsItsCall() throws Exception {
        Sessions sessions = sessions(60_000);
        call(sessions, new Transport.Socket());

        sessions.forget(client);
        sessions.watch(Given.CONVERSATION, other);
        provider.says(Given.heard("u1", "still here"));

        await().until(() -> seenByOther.stream().anyMatch(Notice.WordsDone.class::isInstance));
        assertThat(running(sessions)).isTrue();
    }

    /** Its media went with its client, and its provider cannot say so any more. */
    @Test
    void aWebRtcCallWithoutClientAndProviderIsGivenUp() throws Exception {
        Sessions sessions = sessions(50, CallPolicy.USUAL.alone(Duration.ofMillis(100)));
        call(sessions, new Transport.WebRtc("one"));
        sessions.watch(Given.CONVERSATION, passing);

        sessions.forget(client);
        provider.breaks();

        await().until(() -> provider.hungUp.contains("rtc_one"));
        await().until(() -> !running(sessions));
        assertThat(seenByOther)
                .anyMatch(n ->
                        n instanceof Notice.CallError(var why, var code)
                                && why.contains("nobody listened")
                                && code.equals("connection_lost"));
    }

    /** Not at once, for those who come back; but not for ever. */
    @Test
    void whatIsKeptForThoseWhoComeBackGoesWithTheCall() throws Exception {
        Sessions sessions = sessions(50);
        call(sessions, new Transport.WebRtc("one"));
        sessions.forget(client);
        assertThat(sessions.known()).containsExactly(Given.CONVERSATION);

        provider.listeners.getLast().lost(new SocketLoss(4004, "call_id_not_found"));

        await().until(() -> sessions.known().isEmpty());
    }

    @Test
    void aSecondStartEndsTheFirstCall() throws Exception {
        Sessions sessions = sessions(60_000);
        call(sessions, new Transport.WebRtc("one"));
        call(sessions, new Transport.WebRtc("two"));

        await().until(() ->
                seen.stream().filter(Notice.CallStarted.class::isInstance).count() == 2);
        assertThat(provider.hungUp).containsExactly("rtc_one");
        assertThat(seen.stream().filter(Notice.CallClosed.class::isInstance)).hasSize(1);
    }

    /** Another device, a renewal over WebRTC, a recovery: the agent goes on meanwhile. */
    @ParameterizedTest
    @EnumSource
    void anAnswerForACallThatWasReplacedIsSpokenInTheNewOne(Version version) throws Exception {
        var agent = new HeldAgent();
        Sessions sessions = sessions(60_000, CallPolicy.USUAL, Optional.of(agent));
        call(sessions, version);
        provider.says(Given.calls("background_agent", "c1", "{\"prompt\":\"A\"}"));
        await().until(() -> seen.stream().anyMatch(Notice.TurnStarted.class::isInstance));

        call(sessions, version);
        agent.mayAnswer.release();

        await().until(() -> !spokenOn(1).isEmpty());
        assertThat(spokenOn(0)).isEmpty();
        assertThat(spokenOn(1)).singleElement().asString().endsWith("Answer to A");
    }

    /** It waits for the lost link, and that never comes back. */
    @ParameterizedTest
    @EnumSource
    void anAnswerThatWaitsInACallThatIsReplacedIsSpokenInTheNewOne(Version version)
            throws Exception {
        var agent = new HeldAgent();
        Sessions sessions = sessions(60_000, CallPolicy.USUAL, Optional.of(agent));
        call(sessions, new Transport.WebRtc("one"));
        provider.says(Given.calls("background_agent", "c1", "{\"prompt\":\"A\"}"));
        await().until(() -> seen.stream().anyMatch(Notice.TurnStarted.class::isInstance));
        provider.breaks();
        await().until(() -> seen.contains(new Notice.StateChanged(ConsoleState.RECONNECTING, "")));
        agent.mayAnswer.release();
        await().until(() -> seen.stream().anyMatch(Notice.TurnCompleted.class::isInstance));

        call(sessions, version);

        await().until(() -> !spokenOn(1).isEmpty());
        assertThat(spokenOn(1)).singleElement().asString().endsWith("Answer to A");
    }

    @Test
    void whatWasStoppedIsNotSpokenInAnotherCall() throws Exception {
        var agent = new HeldAgent();
        Sessions sessions = sessions(60_000, CallPolicy.USUAL, Optional.of(agent));
        call(sessions, Version.V2);
        provider.says(Given.calls("background_agent", "c1", "{\"prompt\":\"A\"}"));
        await().until(() -> seen.stream().anyMatch(Notice.TurnStarted.class::isInstance));
        String turn =
                seen.stream()
                        .filter(Notice.TurnStarted.class::isInstance)
                        .map(n -> ((Notice.TurnStarted) n).turn().id())
                        .findFirst()
                        .orElseThrow();

        call(sessions, Version.V2);
        sessions.interruptTurn(Given.CONVERSATION, turn);
        await().until(() -> seen.stream().anyMatch(Notice.TurnCompleted.class::isInstance));
        provider.says(Given.calls("other", "c2", "{}"));

        await().until(() -> !spokenOn(1).isEmpty());
        assertThat(spokenOn(1)).singleElement().asString().startsWith("There is no tool");
    }
}
