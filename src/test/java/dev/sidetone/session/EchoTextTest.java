package dev.sidetone.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetone.session.Given.Talk;
import dev.sidetone.wire.ClientEvent;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Our own voice must not be taken for the user's. */
class EchoTextTest {

    private static final String SAID = "The parser is in the file Parser dot java, line twelve.";

    @Test
    void mostOfTheWordsInTheirOrderAreAnEcho() {
        assertThat(EchoText.echo("parser is in the file", SAID)).isTrue();
        assertThat(EchoText.echo("the parse is in the file parser", SAID)).isTrue();
        assertThat(EchoText.echo("file the in is parser", SAID)).isFalse();
        assertThat(EchoText.echo("no I meant the other parser", SAID)).isFalse();
        assertThat(EchoText.echo("line twelve", SAID)).isFalse();
        assertThat(EchoText.echo("stop", "stop it now please stop")).isFalse();
    }

    @Property(tries = 200)
    void aTextIsTheEchoOfItselfWhereverItWasCut(
            @ForAll @Size(min = 8, max = 40)
                    List<@AlphaChars @StringLength(min = 1, max = 8) String> words) {
        String part = words.subList(2, 7).stream().collect(Collectors.joining(" "));

        assertThat(EchoText.echo(part, String.join(" ", words))).isTrue();
        assertThat(EchoText.echo(part, "")).isFalse();
    }

    private static Talk speaking() {
        return Given.talkOverWebRtc()
                .hears(Given.responseCreated())
                .hears(Given.begins("a"))
                .hears(new dev.sidetone.wire.ServerEvent.OutputAudioStarted("e", "resp_1"))
                .hears(Given.says("a", SAID));
    }

    @Test
    void whatCameBackThroughTheMicrophoneIsNotWrittenAndNotAnswered() {
        Talk talk =
                speaking().hears(Given.speechStarted("u", 0)).hears(Given.speechStopped("u", 900));
        talk.hears(Given.responseDone("cancelled")).hears(Given.responseCreated());

        talk.hears(Given.heard("u", "The parser is in the file"));

        assertThat(Given.written(talk.last)).isEmpty();
        assertThat(Given.sent(talk.last))
                .contains(
                        new ClientEvent.ItemDelete(null, "u"),
                        new ClientEvent.ResponseCancel(null, null));
        assertThat(Given.told(talk.last, Notice.Remark.class).getFirst().message())
                .contains("The parser is in the file", "headset");
        assertThat(talk.dialogue().lines().list()).noneMatch(line -> line.startsWith("user"));
    }

    @Test
    void thePersonMayInterruptInOtherWordsAndMayRepeatOurWordsInSilence() {
        Talk talk =
                speaking().hears(Given.speechStarted("u", 0)).hears(Given.speechStopped("u", 900));
        talk.hears(Given.heard("u", "no I meant the other parser"));
        assertThat(Given.written(talk.last)).hasSize(1);

        Talk later = speaking().hears(Given.said("a", SAID));
        later.hears(new dev.sidetone.wire.ServerEvent.OutputAudioStopped("e", "resp_1"));
        later.hears(Given.speechStarted("v", 0)).hears(Given.speechStopped("v", 900));
        later.hears(Given.heard("v", "The parser is in the file"));
        assertThat(Given.written(later.last)).hasSize(1);
    }
}
