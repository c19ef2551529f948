package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.session.CallEvent.Timer;
import dev.sidetone.session.Given.Talk;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said while the provider's session is renewed: each word comes to one session or both. */
class RenewedSoundTest {

    private int frames;

    private static Talk near(Version version) {
        CallPolicy hourly = CallPolicy.USUAL.capped(Optional.of(Duration.ofHours(1)));
        return new Talk(new CallMachine(Given.in(version, hourly)))
                .gets(new CallEvent.Rang(Timer.RENEWAL, "near-1"));
    }

    /** So many frames of 100 ms, each another one. */
    private List<String> speaks(Talk talk, int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] frame = new byte[4_800];
            frame[0] = (byte) ++frames;
            frame[1] = (byte) (frames >> 8);
            String sound = Base64.getEncoder().encodeToString(frame);
            talk.after(100).gets(new CallEvent.AudioCame(sound));
            all.add(sound);
        }
        return all;
    }

    /** That somebody speaks, as each version tells it: in v1 and v3 by the first words only. */
    private static void begins(Talk talk, Version version, String item) {
        talk.hears(
                version == Version.V2
                        ? Given.speechStarted(item, 0)
                        : new ServerEvent.TranscriptionDelta("e", item, 0, "where "));
    }

    private static Talk renewed(Talk talk) {
        talk.gets(new CallEvent.Rang(Timer.RENEWAL, "pause-1"));
        talk.gets(new CallEvent.Rang(Timer.RENEWAL, "now-1"));
        assertThat(talk.all).contains(new Effect.OpenSocket());
        return talk.gets(new CallEvent.LinkUp());
    }

    /** What the new session is told of the sound, after it was told what it is. */
    private static List<String> heard(Talk talk) {
        assertThat(talk.last.getFirst()).isInstanceOf(Effect.Configure.class);
        return Given.sent(talk.last).stream()
                .map(event ->
                        switch (event) {
                            case ClientEvent.AudioAppend(_, var audio) -> audio;
                            case ClientEvent.AudioCommit _ -> "commit";
                            default -> event.getClass().getSimpleName();
                        })
                .toList();
    }

    private static List<String> last(List<String> all, int count) {
        return all.subList(all.size() - count, all.size());
    }

    @ParameterizedTest
    @EnumSource
    void speechThatGoesOnIsHeardAgainFromItsStart(Version version) {
        Talk talk = near(version);
        List<String> before = speaks(talk, 40);
        begins(talk, version, "u1");
        List<String> speech = speaks(talk, 100);

        renewed(talk);

        List<String> expected = new ArrayList<>(last(before, 15));
        expected.addAll(speech);
        assertThat(heard(talk)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void ofSpeechThatNeverEndsTheLastHalfMinuteIsHeardAgain(Version version) {
        Talk talk = near(version);
        begins(talk, version, "u1");
        List<String> speech = speaks(talk, 400);

        renewed(talk);

        assertThat(heard(talk)).isEqualTo(last(speech, 300));
    }

    /** Nobody has noticed yet that somebody speaks. */
    @ParameterizedTest
    @EnumSource
    void wordsThatBeganJustBeforeThePauseWasFoundAreHeardAgain(Version version) {
        Talk talk = near(version);
        begins(talk, version, "u1");
        speaks(talk, 20);
        if (version == Version.V2) {
            talk.hears(Given.speechStopped("u1", 2_000));
        }
        List<String> next = speaks(talk, 5);
        talk.hears(Given.heard("u1", "where is it")).hears(Given.responseCreated());
        talk.hears(Given.responseDone("completed"));

        talk.gets(new CallEvent.Rang(Timer.RENEWAL, "pause-1"));
        assertThat(talk.last).contains(new Effect.OpenSocket());
        talk.gets(new CallEvent.LinkUp());

        assertThat(heard(talk)).isEqualTo(next);
    }

    /** It would be answered a second time. */
    @ParameterizedTest
    @EnumSource
    void whatWasAnsweredIsNotHeardAgain(Version version) {
        Talk talk = near(version);
        begins(talk, version, "u1");
        List<String> speech = speaks(talk, 50);
        talk.hears(Given.speechStopped("u1", 5_000));
        talk.hears(Given.responseCreated()).hears(Given.responseDone("completed"));

        renewed(talk);

        assertThat(heard(talk)).doesNotContainAnyElementsOf(speech);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsHeldIsHeldInTheNewSessionToo(Version version) {
        Talk talk = near(version).gets(new CallEvent.ModeChosen(TurnDetection.HOLD));
        List<String> speech = speaks(talk, 30);

        renewed(talk);

        assertThat(heard(talk)).isEqualTo(speech);
        assertThat(talk.shown()).isEqualTo(ConsoleState.HEARING_YOU);
    }

    @ParameterizedTest
    @EnumSource
    void aTurnThatWasHandedOverIsHandedOverAgainWithTheNextOnesBeginBehindIt(Version version) {
        Talk talk = near(version).gets(new CallEvent.ModeChosen(TurnDetection.HOLD));
        List<String> expected = new ArrayList<>(speaks(talk, 30));
        talk.gets(new CallEvent.CommitRequested());
        expected.add("commit");
        expected.addAll(speaks(talk, 10));

        renewed(talk);

        assertThat(heard(talk)).isEqualTo(expected);
    }

    /** The answer to what was said before ends while the key is held already. */
    @ParameterizedTest
    @EnumSource
    void anAnswerThatEndsTakesNothingOfAKeyThatIsHeld(Version version) {
        Talk talk = near(version).gets(new CallEvent.ModeChosen(TurnDetection.HOLD));
        talk.hears(Given.responseCreated());
        List<String> speech = speaks(talk, 30);
        talk.hears(Given.responseDone("completed"));

        renewed(talk);

        assertThat(heard(talk)).isEqualTo(speech);
    }

    @Test
    void aKeyThatWasPressedForNothingIsNotHandedOverAgain() {
        Talk talk = near(Version.V2).gets(new CallEvent.ModeChosen(TurnDetection.HOLD));
        speaks(talk, 1);
        talk.gets(new CallEvent.CommitRequested());
        talk.hears(Given.error("input_audio_buffer_commit_empty"));

        renewed(talk);

        assertThat(heard(talk)).isEmpty();
    }

    @Test
    void whatIsToBeForgottenIsNotHeardAgain() {
        Talk talk = near(Version.V2).gets(new CallEvent.ModeChosen(TurnDetection.HOLD));
        speaks(talk, 30);
        talk.gets(new CallEvent.ClearRequested());
        List<String> speech = speaks(talk, 3);

        renewed(talk);

        assertThat(heard(talk)).isEqualTo(speech);
    }

    /** Calls are many, and most of their sessions do not end soon. */
    @Test
    void farFromTheEndOfASessionNothingIsKept() {
        CallPolicy hourly = CallPolicy.USUAL.capped(Optional.of(Duration.ofHours(1)));
        Talk talk = new Talk(new CallMachine(Given.in(Version.V2, hourly)));
        begins(talk, Version.V2, "u1");

        speaks(talk, 30);

        assertThat(talk.dialogue().hearing().recent()).isEqualTo(Recent.NONE);
    }

    @Test
    void piecesThatAreNearlyEmptyAreBoundedToo() {
        Recent recent = Recent.NONE;
        for (int i = 0; i < 5_000; i++) {
            recent = recent.heard("AAAA", true);
        }

        assertThat(recent.pieces()).hasSize(3_000);
    }
}
