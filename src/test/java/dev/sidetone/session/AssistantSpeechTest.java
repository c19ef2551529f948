package dev.sidetone.session;

import static dev.sidetone.session.Given.begins;
import static dev.sidetone.session.Given.said;
import static dev.sidetone.session.Given.says;
import static dev.sidetone.session.Given.sent;
import static dev.sidetone.session.Given.sounds;
import static dev.sidetone.session.Given.speechStarted;
import static dev.sidetone.session.Given.told;
import static dev.sidetone.session.Given.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssistantSpeechTest {

    private static final String TEXT = "It is defined in the parser, and used in two places.";

    private static Given.Talk speaking() {
        return Given.talkOverSocket()
                .hears(begins("a1"))
                .hears(says("a1", TEXT))
                .hears(sounds("a1", 2_000))
                .hears(said("a1", TEXT));
    }

    @Test
    void finalSpeechIsWrittenOnceAndBeforeItIsTold() {
        var talk = speaking();

        assertThat(written(talk.all)).extracting(i -> i.text()).containsExactly(TEXT);
        assertThat(talk.last.getFirst()).isInstanceOf(Effect.Write.class);
        assertThat(told(talk.last, Notice.WordsDone.class)).hasSize(1);
    }

    @Test
    void bargeInCutsToWhatTheClientPlayed() {
        var talk = speaking().after(900).hears(speechStarted("u1", 500));
        assertThat(talk.last).contains(new Effect.Arm(Timer.TRUNCATE, "a1", 600));

        talk.gets(new CallEvent.Played("a1", 1_000));

        assertThat(sent(talk.last))
                .containsExactly(new ClientEvent.ItemTruncate(null, "a1", 0, 1_000));
        assertThat(talk.last).contains(new Effect.Cut("a1", 1_000, "It is defined in the"));
    }

    @Test
    void aClientCannotHaveHeardMoreThanItWasSent() {
        var talk = speaking().after(100).hears(speechStarted("u1", 0));

        talk.gets(new CallEvent.Played("a1", 99_000));

        assertThat(sent(talk.last)).isEmpty();
        assertThat(talk.last).noneMatch(Effect.Cut.class::isInstance);
    }

    @Test
    void withoutAReportTheClockDecidesAndALateReportChangesNothing() {
        var talk = speaking().after(500).hears(speechStarted("u1", 0));

        talk.after(600).gets(new CallEvent.Rang(Timer.TRUNCATE, "a1"));
        assertThat(sent(talk.last))
                .containsExactly(new ClientEvent.ItemTruncate(null, "a1", 0, 500));

        assertThat(talk.gets(new CallEvent.Played("a1", 400)).last).isEmpty();
    }

    @Test
    void overWebRtcTheProvidersCutIsTaken() {
        var talk = Given.talkOverWebRtc().hears(begins("a1")).hears(said("a1", TEXT));
        talk.hears(new ServerEvent.OutputAudioStarted("e", "resp_1"));
        assertThat(talk.shown()).isEqualTo(ConsoleState.SPEAKING);

        talk.hears(speechStarted("u1", 0));
        talk.hears(new ServerEvent.OutputAudioCleared("e", "resp_1"));
        talk.hears(new ServerEvent.ItemTruncated("e", "a1", 0, 700));

        assertThat(sent(talk.all)).isEmpty();
        assertThat(talk.last).containsExactly(new Effect.Cut("a1", 700, "It is"));
    }

    @Test
    void speechIsOverWhenItsSoundHasBeenPlayed() {
        var talk = speaking().after(200).hears(Given.responseDone("completed"));
        assertThat(talk.last).contains(new Effect.Arm(Timer.PLAYBACK, "a1", 1_800));
        assertThat(talk.shown()).isEqualTo(ConsoleState.SPEAKING);

        talk.after(1_800).gets(new CallEvent.Rang(Timer.PLAYBACK, "a1"));

        assertThat(talk.shown()).isEqualTo(ConsoleState.LISTENING);
        assertThat(talk.hears(speechStarted("u1", 0)).last).noneMatch(Effect.Arm.class::isInstance);
    }

    @Test
    void interruptCancelsTheResponseAndTheAgent() {
        var talk = speaking().hears(Given.responseCreated());

        talk.gets(new CallEvent.InterruptRequested());

        assertThat(sent(talk.last)).containsExactly(new ClientEvent.ResponseCancel(null, null));
        assertThat(talk.last).contains(new Effect.StopAgent());
    }

    @Test
    void interruptOverWebRtcClearsWhatTheProviderPlays() {
        var talk = Given.talkOverWebRtc().gets(new CallEvent.InterruptRequested());

        assertThat(sent(talk.last)).containsExactly(new ClientEvent.OutputAudioClear(null));
    }

    @Test
    void halfASentenceAtTheEndOfTheCallIsKeptAsHeard() {
        var talk = Given.talkOverSocket().hears(begins("a1")).hears(says("a1", TEXT));
        talk.hears(sounds("a1", 2_000)).after(1_000).gets(new CallEvent.StopRequested());

        assertThat(written(talk.last)).extracting(i -> i.text()).containsExactly(TEXT);
        assertThat(talk.last).contains(new Effect.Cut("a1", 1_000, "It is defined in the"));
    }

    @Test
    void anErrorOfTheProviderIsToldAndEndsNothing() {
        var talk = Given.talkOverSocket().hears(Given.error("invalid_value"));

        assertThat(told(talk.last, Notice.CallError.class))
                .containsExactly(new Notice.CallError("trouble", "invalid_value"));
        assertThat(talk.state).isInstanceOf(CallState.Live.class);
    }

    private static Given.Talk speaking(Version version) {
        return new Given.Talk(new CallMachine(Given.in(version, CallPolicy.USUAL)))
                .hears(begins("a1"))
                .hears(says("a1", TEXT))
                .hears(sounds("a1", 2_000));
    }

    /** v1 and v3 have no word that stops it: it goes on, and nobody is to hear that. */
    @ParameterizedTest
    @EnumSource
    void whatStillComesOfAnAnswerThatWasStoppedIsNotPassedOn(Version version) {
        var talk = speaking(version).gets(new CallEvent.InterruptRequested());

        talk.hears(sounds("a1", 500)).hears(says("a1", " And more.")).hears(sounds("a1", 500));
        assertThat(told(talk.all, Notice.OutputAudio.class)).hasSize(1);
        assertThat(talk.shown()).isNotEqualTo(ConsoleState.SPEAKING);

        talk.hears(begins("a2")).hears(sounds("a2", 500));
        assertThat(told(talk.all, Notice.OutputAudio.class)).hasSize(2);
        assertThat(talk.shown()).isEqualTo(ConsoleState.SPEAKING);
    }

    /** A server that never says where its words end makes one item of the old answer and this. */
    @ParameterizedTest
    @EnumSource
    void whatWasAskedForAfterItIsHeardAlsoWhenItComesInTheSameItem(Version version) {
        for (CallEvent wish :
                List.of(
                        new CallEvent.TextCame("t", "and who calls it?", TextRole.USER, ""),
                        new CallEvent.SpeechCame("s", "Say this."),
                        new CallEvent.AgentAnswered("q", "Here it is."))) {
            var talk = speaking(version).gets(new CallEvent.InterruptRequested());

            talk.gets(wish).hears(sounds("a1", 500));

            assertThat(told(talk.all, Notice.OutputAudio.class)).as(wish.toString()).hasSize(2);
        }
    }
}
