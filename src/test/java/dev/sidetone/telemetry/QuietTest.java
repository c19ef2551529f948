package dev.sidetone.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class QuietTest {

    @Test
    void kindAndPlaceOfAFaultStayAndItsWordsDoNot() {
        var fault =
                new IllegalStateException(
                        "he said canary", new java.io.IOException("about canary"));

        var text = new StringWriter();
        Quiet.of(fault).printStackTrace(new PrintWriter(text, true));

        assertThat(text.toString())
                .contains(
                        "java.lang.IllegalStateException",
                        "Caused by: java.io.IOException",
                        "QuietTest.kindAndPlaceOfAFaultStayAndItsWordsDoNot")
                .doesNotContain("canary");
    }

    @Test
    void aFaultThatIsItsOwnCauseHasAnEnd() {
        var first = new RuntimeException("a");
        var second = new RuntimeException("b", first);
        first.initCause(second);

        assertThat(Quiet.of(first).toString()).isEqualTo("java.lang.RuntimeException");
    }
}
