package dev.sidetone.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The text of a handoff, to the letter. */
class DelegationTest {

    @Test
    void theRequestAndWhatWasSaid() {
        assertThat(Delegation.envelope("delegate", List.of("user: hi", "assistant: hello")))
                .isEqualTo(
                        """
                        <realtime_delegation>
                          <input>delegate</input>
                          <transcript_delta>user: hi
                        assistant: hello</transcript_delta>
                        </realtime_delegation>\
                        """);
    }

    @Test
    void withoutTranscriptItsLineIsMissing() {
        assertThat(Delegation.envelope("delegate", List.of()))
                .isEqualTo(
                        """
                        <realtime_delegation>
                          <input>delegate</input>
                        </realtime_delegation>\
                        """);
    }

    @Test
    void withoutRequestTheTranscriptIsTheRequest() {
        assertThat(Delegation.envelope(" ", List.of("user: hi")))
                .contains("<input>user: hi</input>");
    }

    @Test
    void theRestOfACallIsMarkedAsSuch() {
        assertThat(Delegation.envelope(Delegation.TAIL, List.of("user: bye")))
                .startsWith(
                        "<realtime_delegation>\n  <source>transcript_tail_flush</source>\n  <input>The")
                .contains("<transcript_delta>user: bye</transcript_delta>");
    }

    @Test
    void onlyWhatEndsATagIsEscaped() {
        assertThat(Delegation.envelope("a < b && \"c\" > 'd'", List.of()))
                .contains("<input>a &lt; b &amp;&amp; \"c\" &gt; 'd'</input>");
    }

    @Test
    void aLongRequestKeepsItsBeginningALongTranscriptItsEnd() {
        String text =
                Delegation.envelope(
                        "start" + "ä".repeat(5_000), List.of("x".repeat(9_000) + "end"));

        assertThat(text).contains("<input>start").contains("ä…</input>");
        assertThat(text).contains("<transcript_delta>…xx").contains("end</transcript_delta>");
    }

    @Property(tries = 100)
    void noPartIsLongerThanItsBound(
            @ForAll String request,
            @ForAll @Size(max = 5) List<String> lines,
            @ForAll boolean twice) {
        String many = twice ? request.repeat(200) : request;

        String text = Delegation.envelope(many, lines);

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2 * 4_096 + 150);
        assertThat(text).startsWith("<realtime_delegation>\n  <input>");
        assertThat(text).endsWith("\n</realtime_delegation>");
    }
}
