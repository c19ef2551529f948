package dev.sidetone.session;

import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.CallState.Link;
import dev.sidetone.session.CallState.Live;
import dev.sidetone.session.Given.Talk;
import dev.sidetone.usage.Allowance;
import dev.sidetone.usage.Money;
import dev.sidetone.usage.Parked;
import dev.sidetone.usage.Spent;
import dev.sidetone.usage.Tokens;
import dev.sidetone.wire.ServerEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every state that a call can be in and everything that can happen to it, by name. */
final class CallSamples {

    static final Spent SPENT =
            new Spent(Tokens.NONE, 1, 0, new Money(1), 1, 0, false, Parked.NEVER);

    private CallSamples() {}

    /** A call with every way of losing its session. */
    static CallMachine machine(Transport transport) {
        CallPolicy policy =
                CallPolicy.USUAL
                        .capped(Optional.of(Duration.ofHours(1)))
                        .parkedAfter(Optional.of(Duration.ofSeconds(30)));
        return new CallMachine(
                Given.spec(transport, Modality.AUDIO, policy, CallOptions.USUAL.withParking(true)));
    }

    /** In all of the live ones the assistant speaks and the agent works. */
    static Map<String, CallState> states(CallMachine machine) {
        Live up = (Live) talking(machine).state;
        boolean webRtc = machine.spec().webRtc();
        var all = new LinkedHashMap<String, CallState>();
        all.put("starting", CallMachine.INITIAL);
        all.put("up", up);
        if (webRtc) {
            all.put("joining", up.with(new Link.Joining(1)));
            all.put("lost", up.with(new Link.Lost(1)));
        } else {
            all.put("renewing", up.with(new Link.Renewing(1)));
        }
        Live parted = new Live("", up.link(), up.dialogue(), up.life());
        all.put("parked", parted.with(new Link.Parked(Ears.OPEN, false)));
        all.put("ringing", parted.with(new Link.Ringing(1, webRtc ? "v=0" : "", Ears.OPEN)));
        all.put("closing", new CallState.Closing(up.callId(), up.dialogue()));
        all.put("closed", new CallState.Closed(CloseReason.REQUESTED, false));
        return all;
    }

    private static Talk talking(CallMachine machine) {
        return new Talk(machine)
                .hears(Given.calls("background_agent", "c1", "{\"prompt\":\"x\"}"))
                .hears(Given.begins("a1"))
                .hears(Given.says("a1", "It is defined in the parser."))
                .hears(Given.sounds("a1", 5_000));
    }

    /** At least one of every kind; several where what they say decides what follows. */
    static Map<String, CallEvent> events() {
        var all = new LinkedHashMap<String, CallEvent>();
        provider(all);
        timers(all);
        client(all);
        agent(all);
        return all;
    }

    private static void provider(Map<String, CallEvent> all) {
        all.put("Begin", new CallEvent.Begin());
        all.put("CallCreated", new CallEvent.CallCreated("rtc_1", "answer"));
        all.put("CallCreated another", new CallEvent.CallCreated("rtc_2", "answer"));
        all.put("StartFailed", new CallEvent.StartFailed("busy", "busy"));
        all.put("LinkUp", new CallEvent.LinkUp());
        all.put("JoinFailed", new CallEvent.JoinFailed("busy", false));
        all.put("JoinFailed gone", new CallEvent.JoinFailed("no such call", true));
        all.put("LinkDown", new CallEvent.LinkDown("reset", false, false));
        all.put("LinkDown gone", new CallEvent.LinkDown("no such call", true, false));
        all.put("LinkDown orderly", new CallEvent.LinkDown("bye", false, true));
        all.put("ProviderSaid speech_started", said(Given.speechStarted("u1", 0)));
        all.put("ProviderSaid words", said(Given.heard("u1", "where is it")));
        all.put("ProviderSaid function call", said(Given.calls("other", "c2", "{}")));
        all.put("ProviderSaid sound", said(Given.sounds("a1", 100)));
        all.put("ProviderSaid response.done", said(Given.responseDone("completed")));
        all.put("ProviderSaid error", said(Given.error("trouble")));
        all.put("Used", new CallEvent.Used(SPENT, Allowance.OPEN));
        Allowance much = new Allowance(Allowance.Level.USED_UP, "It has used all.");
        all.put("Used up", new CallEvent.Used(SPENT, much));
    }

    private static CallEvent said(ServerEvent event) {
        return new CallEvent.ProviderSaid(event);
    }

    private static void timers(Map<String, CallEvent> all) {
        for (Timer timer : Timer.values()) {
            for (String about : rings(timer)) {
                all.put(("Rang " + timer + " " + about).strip(), new CallEvent.Rang(timer, about));
            }
        }
        all.put("Looked nobody", new CallEvent.Looked(false));
        all.put("Looked somebody", new CallEvent.Looked(true));
    }

    private static List<String> rings(Timer timer) {
        return switch (timer) {
            case START, SIDEBAND, CLOSE, IDLE, BUDGET -> List.of("");
            case PLAYBACK, TRUNCATE -> List.of("a1");
            case LIMIT -> List.of(LimitRules.WARNING, LimitRules.END);
            case RENEWAL -> List.of("near-1", "pause-1", "now-1");
            case REOPEN -> List.of("", "1-1");
            case PARK -> List.of("1", "pause-1");
            case RING -> List.of("1-1");
        };
    }

    private static void client(Map<String, CallEvent> all) {
        all.put("StopRequested", new CallEvent.StopRequested());
        all.put("ResumeRequested", new CallEvent.ResumeRequested(Optional.empty()));
        all.put("ResumeRequested offer", new CallEvent.ResumeRequested(Optional.of("v=0")));
        all.put("AudioCame", new CallEvent.AudioCame(Given.sound(20)));
        all.put("TextCame", new CallEvent.TextCame("t1", "words", TextRole.USER, ""));
        all.put("TextCame context", new CallEvent.TextCame("t2", "words", TextRole.DEVELOPER, ""));
        all.put("SpeechCame", new CallEvent.SpeechCame("s1", "words"));
        all.put("InterruptRequested", new CallEvent.InterruptRequested());
        all.put("CommitRequested", new CallEvent.CommitRequested());
        all.put("ClearRequested", new CallEvent.ClearRequested());
        all.put("ModeChosen", new CallEvent.ModeChosen(TurnDetection.HOLD));
        all.put("Played", new CallEvent.Played("a1", 120));
    }

    private static void agent(Map<String, CallEvent> all) {
        all.put("AgentDone", new CallEvent.AgentDone("c1", "It is there.", true));
        all.put("AgentDone stopped", new CallEvent.AgentDone("c1", "It was stopped.", false));
        all.put("AgentSaid", new CallEvent.AgentSaid("p1", "working"));
        all.put("AgentAnswered", new CallEvent.AgentAnswered("q1", "answer"));
        all.put("VocabularyChanged", new CallEvent.VocabularyChanged(List.of("Foo")));
        all.put("ContextFound", new CallEvent.ContextFound("on main"));
    }
}
