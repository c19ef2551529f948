package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidetone.agent.AgentAnswer;
import dev.sidetone.agent.AgentException;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.agent.AgentRequest;
import dev.sidetone.agent.CodingAgent;
import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.ConversationId;
import dev.sidetone.usage.Money;
import dev.sidetone.usage.TestLedgers;
import dev.sidetone.usage.UsageLedger;
import dev.sidetone.usage.UsageQuery;
import dev.sidetone.usage.UsageQuery.By;
import dev.sidetone.usage.UsageSum;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls that give their session up while the agent works, over real sockets. */
class ParkWireTest extends WireCalls {

    @TempDir static Path folder;
    private static final AtomicInteger FOLDERS = new AtomicInteger();

    /** Works until the test says what came of it; an empty text: it fails. */
    private record Slow(LinkedBlockingQueue<String> results) implements CodingAgent {

        @Override
        public String id() {
            return "slow";
        }

        @Override
        public AgentAnswer run(AgentRequest request, AgentObserver observer)
                throws AgentException, InterruptedException {
            String result = results.take();
            if (result.isEmpty()) {
                throw new AgentException("The build broke.");
            }
            return new AgentAnswer(result, result, List.of(), true);
        }

        @Override
        public List<String> vocabulary(ConversationId conversation, int limit) {
            return List.of();
        }

        @Override
        public void forget(ConversationId conversation) {}
    }

    private final Calls calls = new Calls(sessions);

    @Override
    UsageLedger ledger() {
        return TestLedgers.inFileOf(folder.resolve(Integer.toString(FOLDERS.incrementAndGet())));
    }

    @Override
    CodingAgent agent() {
        return new Slow(new LinkedBlockingQueue<>());
    }

    @Override
    CallDefaults defaults() {
        return new CallDefaults(
                "plain", "marin", CallPolicy.USUAL.parkedAfter(Optional.of(Duration.ofMillis(20))));
    }

    private void comesOf(String result) {
        ((Slow) agent).results().add(result);
    }

    private void asksTheAgent() {
        upstream.says(
                "{\"type\":\"conversation.item.done\",\"event_id\":\"e\",\"item\":{\"type\":\"function_call\",\"id\":\"f1\",\"call_id\":\"c1\",\"name\":\"background_agent\",\"arguments\":\"{\\\"prompt\\\":\\\"build it\\\"}\"}}");
    }

    private void begins(String id) {
        upstream.says(
                "{\"type\":\"response.created\",\"event_id\":\"e\",\"response\":{\"id\":\"%s\",\"status\":\"in_progress\"}}"
                        .formatted(id));
    }

    private void uses(String id, int tokens) {
        upstream.says(
                "{\"type\":\"response.done\",\"event_id\":\"e\",\"response\":{\"id\":\"%s\",\"status\":\"completed\",\"usage\":{\"total_tokens\":%d,\"input_tokens\":%d,\"output_tokens\":0,\"input_token_details\":{\"text_tokens\":%d,\"audio_tokens\":0}}}}"
                        .formatted(id, tokens, tokens, tokens));
    }

    private void shows(ConsoleState state) {
        await().until(() ->
                told(Notice.StateChanged.class).stream()
                        .reduce((_, last) -> last)
                        .filter(s -> s.state() == state)
                        .isPresent());
    }

    private List<String> messages() {
        return frames("conversation.item.create").stream()
                .map(f -> f.at("/item/content/0/text").asText())
                .toList();
    }

    private UsageSum sum() {
        return metering.ledger().sums(UsageQuery.all(By.CALL)).getFirst();
    }

    private void closed() {
        await().until(() -> !told(Notice.CallClosed.class).isEmpty());
    }

    @Test
    void theSessionIsClosedWhileTheAgentWorksAndItsAnswerIsSaidInANewOne() throws Exception {
        start(new Transport.Socket(), Version.V2);
        listening(1);
        begins("r1");
        asksTheAgent();
        uses("r1", 100);
        shows(ConsoleState.PARKED);
        assertThat(watched.number("sidetone.calls", "state", "parked")).isEqualTo(1);

        comesOf("It is built.");
        await().until(() -> messages().contains("[BACKEND] It is built."));
        await().until(() -> frames("response.create").size() == 1);
        assertThat(upstream.sockets()).isEqualTo(2);
        begins("r2");
        uses("r2", 40);
        shows(ConsoleState.LISTENING);
        sessions.stop(Given.CONVERSATION);
        closed();

        assertThat(told(Notice.CallStarted.class)).hasSize(1);
        assertThat(told(Notice.CallError.class)).isEmpty();
        assertThat(sum().tokens().total()).isEqualTo(140);
        assertThat(sum().responses()).isEqualTo(2);
        assertThat(sum().entries()).isEqualTo(2);
        assertThat(sum().millis()).isZero();
        assertThat(sum().cost()).isEqualTo(new Money(140_000));
        assertThat(sum().parked().times()).isEqualTo(1);
        assertThat(sum().parked().millis()).isPositive();
        assertThat(sum().parked().saved()).as("what tokens there were not is unknown").isEmpty();
        assertThat(watched.number("sidetone.parked.seconds"))
                .isEqualTo(sum().parked().millis() / 1000.0);
        assertThat(told(Notice.Used.class).getLast().spent().parked()).isEqualTo(sum().parked());
    }

    @Test
    void ofASessionThatIsPaidForByTimeTheSavingIsExact() throws Exception {
        start(new Transport.Socket(), Version.V1);
        listening(1);
        upstream.says(
                "{\"type\":\"conversation.handoff.requested\",\"handoff_id\":\"h1\",\"item_id\":\"i1\",\"input_transcript\":\"build it\"}");
        shows(ConsoleState.PARKED);
        await().until(() -> !told(Notice.Used.class).isEmpty());
        long paid = told(Notice.Used.class).getLast().spent().millis();
        assertThat(paid).isPositive();

        sessions.stop(Given.CONVERSATION);
        closed();

        assertThat(sum().millis()).as("nothing is paid for while parked").isEqualTo(paid);
        assertThat(sum().cost()).isEqualTo(new Money(paid * 1_000));
        long parked = sum().parked().millis();
        assertThat(sum().parked().saved()).contains(new Money(parked * 1_000));
    }

    @Test
    void aProviderThatRefusesLeavesTheAnswerInTheConversationAndTheCallParked() throws Exception {
        start(new Transport.Socket(), Version.V2);
        listening(1);
        asksTheAgent();
        shows(ConsoleState.PARKED);
        upstream.upgradeStatus = 503;

        comesOf("");
        await().until(() -> !told(Notice.Remark.class).isEmpty());
        assertThat(told(Notice.Remark.class).getFirst().message())
                .contains("could not be brought back");
        assertThat(told(Notice.Stored.class))
                .extracting(stored -> stored.item().text())
                .anyMatch(text -> text.contains("The build broke."));
        shows(ConsoleState.PARKED);

        upstream.upgradeStatus = 101;
        assertThat(calls.resume(Given.CONVERSATION, Optional.empty())).isTrue();
        await().until(() -> messages().contains("[BACKEND] That did not work. The build broke."));
        shows(ConsoleState.THINKING);
    }

    @Test
    void overWebRtcTheClientsNewOfferBringsTheSoundBack() throws Exception {
        start(new Transport.WebRtc("v=0"), Version.V2, CallOptions.USUAL.withParking(true));
        listening(1);
        asksTheAgent();
        shows(ConsoleState.PARKED);
        await().until(() ->
                upstream.requests.stream().anyMatch(seen -> seen.uri().contains("hangup")));

        comesOf("It is built.");
        await().until(() -> !told(Notice.Ringing.class).isEmpty());
        assertThat(upstream.sockets()).isEqualTo(1);
        calls.resume(Given.CONVERSATION, Optional.of("v=0 again"));

        await().until(() -> messages().contains("[BACKEND] It is built."));
        assertThat(told(Notice.Answer.class)).hasSize(2);
        assertThat(upstream.requests.stream().filter(seen -> seen.body().contains("v=0 again")))
                .hasSize(1);
        assertThat(upstream.sockets()).isEqualTo(2);
        assertThat(told(Notice.CallClosed.class)).isEmpty();
    }

    @Test
    void theEndOfTheServiceEndsAParkedCall() throws Exception {
        start(new Transport.Socket(), Version.V2);
        listening(1);
        asksTheAgent();
        shows(ConsoleState.PARKED);

        sessions.endAll(Duration.ofSeconds(5));

        assertThat(told(Notice.CallClosed.class)).hasSize(1);
        await().until(() -> sum().parked().times() == 1);
        comesOf("Nobody hears it.");
    }
}
