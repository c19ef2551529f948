package dev.sidetone.session;

import static dev.sidetone.session.Given.told;
import static dev.sidetone.session.Given.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.config.RealtimeSettings.Version;
import dev.sidetone.conversation.Item;
import dev.sidetone.session.Given.Talk;
import dev.sidetone.wire.ClientEvent;
import dev.sidetone.wire.ServerEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The assistant's own voice comes back through the microphone, as each provider tells it. */
class OwnVoiceTest {

    private static final String SAID = "The parser is in the folder of the compiler.";

    static Stream<Arguments> calls() {
        return Stream.of(Version.values())
                .flatMap(version ->
                        Stream.of(new Transport.Socket(), new Transport.WebRtc("v=0"))
                                .map(transport -> Arguments.of(version, transport)));
    }

    /** It speaks, and its words are known. */
    private static Talk speaking(Version version, Transport transport) {
        Talk talk =
                new Talk(
                        new CallMachine(
                                Given.spec(
                                        transport,
                                        Modality.AUDIO,
                                        version,
                                        Given.CAPABILITIES,
                                        CallPolicy.USUAL,
                                        CallOptions.USUAL)));
        talk.hears(Given.responseCreated()).hears(Given.begins("a1"));
        talk.hears(Given.says("a1", SAID));
        if (transport instanceof Transport.Socket) {
            talk.hears(Given.sounds("a1", 2_500));
        } else if (version == Version.V2) {
            talk.hears(new ServerEvent.OutputAudioStarted("e", "resp_1"));
        }
        return talk.hears(Given.said("a1", SAID)).hears(Given.responseDone("completed"));
    }

    /** Only in v2 it is told that somebody begins to speak. */
    private static Talk heard(Talk talk, Version version, String words) {
        if (version == Version.V2) {
            talk.hears(Given.speechStarted("u1", 500)).hears(Given.speechStopped("u1", 1_500));
        } else {
            talk.hears(new ServerEvent.TranscriptionDelta("e", "u1", 0, words.substring(0, 10)));
            talk.hears(new ServerEvent.TranscriptionDelta("e", "u1", 0, words.substring(10)));
        }
        return talk.hears(Given.heard("u1", words));
    }

    private static List<String> ofUser(Talk talk) {
        return written(talk.all).stream()
                .filter(item -> item.role() == Item.Role.USER)
                .map(item -> item.text())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void itsOwnWordsAreNotTakenAsTheUsers(Version version, Transport transport) {
        Talk talk = speaking(version, transport).after(700);

        heard(talk, version, "parser is in the folder of the compiler");

        assertThat(ofUser(talk)).isEmpty();
        assertThat(told(talk.last, Notice.Caption.class))
                .containsExactly(new Notice.Caption("u1", "", true));
        assertThat(told(talk.last, Notice.WordsDone.class)).isEmpty();
        assertThat(told(talk.last, Notice.Remark.class))
                .singleElement()
                .satisfies(remark ->
                        assertThat(remark.message())
                                .contains("the assistant's own voice", "A headset helps"));
        assertThat(Given.sent(talk.last)).contains(new ClientEvent.ItemDelete(null, "u1"));
        assertThat(talk.dialogue().lines().lastOfUser()).isEmpty();
        assertThat(talk.shown()).isNotEqualTo(ConsoleState.THINKING);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aWholeThatComesWithoutPiecesIsLookedAtToo(Version version, Transport transport) {
        Talk talk = speaking(version, transport).after(700);

        talk.hears(Given.heard("u1", "parser is in the folder of the compiler"));

        assertThat(ofUser(talk)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void otherWordsWhileItSpeaksAreTheUsers(Version version, Transport transport) {
        Talk talk = speaking(version, transport).after(700);

        heard(talk, version, "no, I meant the other one of them");

        assertThat(ofUser(talk)).containsExactly("no, I meant the other one of them");
    }

    /** Who repeats an answer afterwards means it. */
    @ParameterizedTest
    @MethodSource("calls")
    void itsWordsSaidAgainWhenItIsSilentAreTheUsers(Version version, Transport transport) {
        Talk talk = speaking(version, transport).after(10_000);
        talk.gets(new CallEvent.Rang(CallEvent.Timer.PLAYBACK, "a1"));
        talk.hears(new ServerEvent.OutputAudioStopped("e", "resp_1"));

        heard(talk, version, "the parser is in the folder of the compiler");

        assertThat(ofUser(talk)).hasSize(1);
    }

    /** A response that the provider makes of the echo is not wanted either. */
    @ParameterizedTest
    @MethodSource("calls")
    void anAnswerToItselfIsCancelled(Version version, Transport transport) {
        Talk talk = speaking(version, transport).after(700);
        talk.hears(Given.responseCreated());

        heard(talk, version, "parser is in the folder of the compiler");

        assertThat(Given.sent(talk.last)).contains(new ClientEvent.ResponseCancel(null, null));
    }
}
