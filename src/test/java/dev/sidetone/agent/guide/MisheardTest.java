package dev.sidetone.agent.guide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisheardTest {

    @ParameterizedTest
    @CsvSource({
        "OpenSessionManager.java, Open Session Manager.java",
        "GrepFileExtension now, Grep File Extension now",
        "show_session_manager, show session manager",
        "file-session.rs is where, file session.rs is where",
        "Open session manager, Open session manager",
        "SessionManager is what, SessionManager is what"
    })
    void aCommandThatWasWrittenAsAnIdentifierIsTakenApart(String heard, String meant) {
        assertThat(Misheard.unglued(heard, _ -> false)).isEqualTo(meant);
    }

    @Test
    void anIdentifierThatIsThereStaysWhole() {
        assertThat(Misheard.unglued("OpenFile", "OpenFile"::equals)).isEqualTo("OpenFile");
    }

    @ParameterizedTest
    @CsvSource({
        "how many fells were there, how many files were there",
        "grap something long, grep something long",
        "who pauls open, who calls open",
        "He calls one hot., who calls one hot.",
        "You wrote this file, who wrote this file",
        "It's the session manager tested?, is the session manager tested?",
        "which tests cuffer it, which tests cover it"
    })
    void aWordThatSoundsLikeOneOfAQuestionIsTakenForIt(String heard, String meant) {
        assertThat(Misheard.guesses(heard)).contains(meant);
    }

    @Test
    void plainWordsAreLeftAlone() {
        assertThat(Misheard.guesses("why is the total so large")).isEmpty();
    }
}
