package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.usage.Allowance;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random walks through the whole machine: what must hold whatever happens, in any order. */
class CallWalkTest {

    @Provide
    Arbitrary<List<CallEvent>> walks() {
        Arbitrary<String> user = Arbitraries.of("u1", "u2");
        Arbitrary<String> spoken = Arbitraries.of("a1", "a2", "a3");
        Arbitrary<String> tool = Arbitraries.of("c1", "c2", "c3");
        return Arbitraries.oneOf(life(), hears(user), says(spoken), tools(tool), clients(spoken))
                .list()
                .ofMinSize(5)
                .ofMaxSize(120);
    }

    private static Arbitrary<CallEvent> life() {
        return Arbitraries.of(
                new CallEvent.Begin(),
                new CallEvent.CallCreated("rtc_1", "answer"),
                new CallEvent.LinkUp(),
                new CallEvent.LinkUp(),
                new CallEvent.LinkDown("reset", false, false),
                new CallEvent.JoinFailed("busy", false),
                new CallEvent.Rang(Timer.START, ""),
                new CallEvent.Rang(Timer.CLOSE, ""),
                new CallEvent.Rang(Timer.IDLE, ""),
                new CallEvent.Rang(Timer.LIMIT, LimitRules.WARNING),
                new CallEvent.Rang(Timer.LIMIT, LimitRules.END),
                new CallEvent.Rang(Timer.RENEWAL, "near-1"),
                new CallEvent.Rang(Timer.RENEWAL, "pause-1"),
                new CallEvent.Rang(Timer.RENEWAL, "now-1"),
                new CallEvent.Rang(Timer.REOPEN, ""),
                new CallEvent.Rang(Timer.REOPEN, "3-2"),
                new CallEvent.Rang(Timer.RING, "3-1"),
                new CallEvent.Rang(Timer.PARK, "1"),
                new CallEvent.Rang(Timer.PARK, "1"),
                new CallEvent.Rang(Timer.PARK, "pause-1"),
                new CallEvent.Rang(Timer.PARK, "pause-2"),
                new CallEvent.Rang(Timer.PARK, "4"),
                new CallEvent.ResumeRequested(Optional.empty()),
                new CallEvent.ResumeRequested(Optional.of("v=0")),
                new CallEvent.StartFailed("busy", ""),
                new CallEvent.ContextFound("context"),
                new CallEvent.VocabularyChanged(List.of("Foo")),
                new CallEvent.VocabularyChanged(List.of()),
                new CallEvent.Used(CallSamples.SPENT, Allowance.OPEN),
                new CallEvent.Used(
                        CallSamples.SPENT, new Allowance(Allowance.Level.NEAR, "four fifths")),
                new CallEvent.Used(
                        CallSamples.SPENT, new Allowance(Allowance.Level.USED_UP, "all")),
                new CallEvent.Rang(Timer.BUDGET, ""),
                new CallEvent.Looked(true),
                new CallEvent.Looked(false),
                new CallEvent.StopRequested(),
                new CallEvent.LinkDown("gone", true, true));
    }

    private static Arbitrary<CallEvent> hears(Arbitrary<String> item) {
        return item.flatMap(id ->
                Arbitraries.of(
                        said(Given.speechStarted(id, 0)),
                        said(Given.speechStopped(id, 400)),
                        said(new ServerEvent.AudioCommitted("e", null, id)),
                        said(new ServerEvent.TranscriptionDelta("e", id, 0, "wh")),
                        said(Given.heard(id, "what is this")),
                        said(Given.heard(id, ""))));
    }

    private static Arbitrary<CallEvent> says(Arbitrary<String> item) {
        return item.flatMap(id ->
                Arbitraries.of(
                        said(Given.responseCreated()),
                        said(Given.responseDone("completed")),
                        said(Given.responseDone("cancelled")),
                        said(Given.begins(id)),
                        said(Given.says(id, "this is ")),
                        said(Given.sounds(id, 10)),
                        said(Given.said(id, "this is it")),
                        said(new ServerEvent.ItemTruncated("e", id, 0, 100)),
                        said(new ServerEvent.OutputAudioStarted("e", "r")),
                        said(new ServerEvent.OutputAudioCleared("e", "r")),
                        said(Given.error("conversation_already_has_active_response"))));
    }

    private static Arbitrary<CallEvent> tools(Arbitrary<String> call) {
        return call.flatMap(id ->
                Arbitraries.of(
                        said(Given.calls("background_agent", id, "{\"prompt\":\"x\"}")),
                        said(Given.calls("background_agent", id, "{}")),
                        said(Given.calls("remain_silent", id, "{}")),
                        said(Given.calls("other", id, "{}")),
                        new CallEvent.AgentDone(id, "done", true),
                        new CallEvent.AgentSaid("item_p", "working"),
                        new CallEvent.AgentAnswered("item_q", "answer"),
                        new CallEvent.AgentDone(id, "stopped", false)));
    }

    private static Arbitrary<CallEvent> clients(Arbitrary<String> item) {
        return item.flatMap(id ->
                Arbitraries.of(
                        new CallEvent.AudioCame("AAAA"),
                        new CallEvent.TextCame("t", "words", TextRole.USER, ""),
                        new CallEvent.SpeechCame("s", "words"),
                        new CallEvent.InterruptRequested(),
                        new CallEvent.CommitRequested(),
                        new CallEvent.ClearRequested(),
                        new CallEvent.ModeChosen(TurnDetection.HOLD),
                        new CallEvent.ModeChosen(TurnDetection.OPEN),
                        new CallEvent.Played(id, 120),
                        new CallEvent.Rang(Timer.TRUNCATE, id),
                        new CallEvent.Rang(Timer.PLAYBACK, id)));
    }

    private static CallEvent said(ServerEvent event) {
        return new CallEvent.ProviderSaid(event);
    }

    @Property(tries = 400)
    void aCallEndsAtMostOnceAndNothingHappensAfterwards(
            @ForAll("walks") List<CallEvent> walk, @ForAll boolean webRtc) {
        List<Effect> effects = walk(walk, webRtc).stream().flatMap(List::stream).toList();

        assertThat(effects.stream().filter(Effect.Finish.class::isInstance).count())
                .isLessThanOrEqualTo(1);
        assertThat(Given.told(effects, Notice.CallClosed.class)).hasSizeLessThanOrEqualTo(1);
        int end = effects.indexOf(new Effect.Finish());
        if (end >= 0) {
            assertThat(effects.subList(end + 1, effects.size()))
                    .allMatch(e ->
                            e instanceof Effect.HangUp
                                    || e instanceof Effect.Publish(Notice.StateChanged _));
        }
    }

    @Property(tries = 400)
    void everyFunctionCallIsAnsweredAtMostOnceAndAtOnceUnlessTheAgentHasIt(
            @ForAll("walks") List<CallEvent> walk, @ForAll boolean webRtc) {
        List<Effect> effects = walk(walk, webRtc).stream().flatMap(List::stream).toList();

        Map<String, Integer> answers = new HashMap<>();
        Given.outputs(effects)
                .forEach(o -> answers.merge(o.substring(0, o.indexOf('=')), 1, Integer::sum));
        Set<String> handed = new HashSet<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.RunAgent run && !run.toolCallId().isEmpty()) {
                assertThat(handed.add(run.toolCallId())).isTrue();
            }
        }
        assertThat(answers.values()).allMatch(n -> n == 1);
    }

    @Property(tries = 400)
    void noFinalWordsAreToldBeforeTheyAreWritten(
            @ForAll("walks") List<CallEvent> walk, @ForAll boolean webRtc) {
        Set<String> written = new HashSet<>();
        for (List<Effect> step : walk(walk, webRtc)) {
            for (Effect effect : step) {
                if (effect instanceof Effect.Write(var item)) {
                    written.add(item.itemId());
                }
                if (effect instanceof Effect.Publish(Notice.WordsDone done)) {
                    assertThat(written).contains(done.itemId());
                }
                if (effect instanceof Effect.Cut(var itemId, _, _)) {
                    assertThat(written).contains(itemId);
                }
            }
        }
    }

    @Property(tries = 400)
    void aResponseIsNeverAskedForWhileOneThatWasAskedForIsOpen(
            @ForAll("walks") List<CallEvent> walk, @ForAll boolean webRtc) {
        CallMachine machine = parking(webRtc);
        CallState state = Given.live(machine);
        boolean open = false;
        for (CallEvent event : walk) {
            boolean doneOrNewLink =
                    event instanceof CallEvent.LinkUp
                            || event instanceof CallEvent.ProviderSaid(ServerEvent.ResponseDone _);
            open = open && !doneOrNewLink;
            Step step = machine.next(state, event, Given.BEGUN);
            state = step.state();
            open = open && !step.effects().contains(new Effect.OpenSocket());
            for (ClientEvent sent : Given.sent(step.effects())) {
                if (sent instanceof ClientEvent.ResponseCreate) {
                    assertThat(open).isFalse();
                    open = true;
                }
            }
        }
    }

    @Property(tries = 200)
    void theConsoleIsToldEachStateOnce(
            @ForAll("walks") List<CallEvent> walk, @ForAll boolean webRtc) {
        List<Effect> effects = walk(walk, webRtc).stream().flatMap(List::stream).toList();
        List<Notice.StateChanged> states = Given.told(effects, Notice.StateChanged.class);

        for (int i = 1; i < states.size(); i++) {
            boolean repeated = states.get(i).equals(states.get(i - 1));
            assertThat(repeated && states.get(i).state() != ConsoleState.CONNECTING).isFalse();
        }
    }

    @Property(tries = 400)
    void aParkedCallHasNoSessionAndOneThatIsNotHasAtMostOne(
            @ForAll("walks") List<CallEvent> walk, @ForAll boolean webRtc) {
        CallMachine machine = parking(webRtc);
        CallState state = Given.live(machine);
        List<CallEvent> all = new ArrayList<>(walk);
        all.addFirst(new CallEvent.Rang(Timer.PARK, "pause-1"));
        all.addFirst(new CallEvent.Rang(Timer.PARK, "1"));
        all.addFirst(said(Given.calls("background_agent", "c9", "{\"prompt\":\"x\"}")));
        for (CallEvent event : all) {
            boolean was = isParked(state);
            Step step = machine.next(state, event, Given.BEGUN);
            state = step.state();
            if (isParked(state)) {
                assertThat(was || step.effects().contains(new Effect.CloseSocket())).isTrue();
                assertThat(((Live) state).callId()).isEmpty();
                assertThat(step.effects()).noneMatch(CallWalkTest::connects);
            }
            if (event instanceof CallEvent.CallCreated(var callId, _)
                    && !callId.equals(callIdOf(state))) {
                assertThat(step.effects()).contains(new Effect.HangUp(callId));
            }
        }
    }

    private static String callIdOf(CallState state) {
        return switch (state) {
            case Live live -> live.callId();
            case CallState.Closing closing -> closing.callId();
            case CallState.Starting _, CallState.Closed _ -> "";
        };
    }

    private static boolean isParked(CallState state) {
        return state instanceof Live live && live.link() instanceof Link.Parked;
    }

    private static boolean connects(Effect effect) {
        return effect instanceof Effect.OpenSocket
                || effect instanceof Effect.CallAgain
                || effect instanceof Effect.Join;
    }

    private static CallMachine parking(boolean webRtc) {
        return CallSamples.machine(webRtc ? new Transport.WebRtc("v=0") : new Transport.Socket());
    }

    private static List<List<Effect>> walk(List<CallEvent> walk, boolean webRtc) {
        CallMachine machine = parking(webRtc);
        CallState state = CallMachine.INITIAL;
        List<List<Effect>> steps = new ArrayList<>();
        long now = Given.BEGUN;
        List<CallEvent> all = new ArrayList<>(walk);
        all.addFirst(webRtc ? new CallEvent.CallCreated("rtc_1", "a") : new CallEvent.LinkUp());
        all.add(1, new CallEvent.LinkUp());
        for (CallEvent event : all) {
            now += 37;
            Step step = machine.next(state, event, now);
            state = step.state();
            steps.add(step.effects());
        }
        return steps;
    }
}
