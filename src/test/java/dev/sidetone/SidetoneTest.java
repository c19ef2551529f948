package dev.sidetone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SidetoneTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Sidetone.commandLine();
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @Test
    void helpNamesTheCommands() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("models");
    }

    @Test
    void theVersionIsTold() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("sidetone ");
    }

    @Test
    void aBadArgumentOfTheConfigurationIsOneLineAndTheExitCodeOfItsKind() {
        assertThat(run("-c", "sidetone.models=sometimes", "models", "list")).isEqualTo(78);
        assertThat(err.toString())
                .contains("command line, -c number 1", "\"sometimes\"", "\"auto\"")
                .doesNotContain("\tat ");
    }

    @Test
    void argumentsAreHeededByCommands() {
        assertThat(run("-c", "sidetone.models_dir=/nowhere/at/all", "models", "list")).isZero();
        assertThat(out.toString()).contains("Models folder: /nowhere/at/all");
    }

    @AfterEach
    void forgetTheArguments() {
        System.clearProperty("sidetone.arguments");
        System.clearProperty("sidetone.profile");
    }

    @Test
    void anUnknownCommandFailsWithUsage() {
        assertThat(run("sing")).isEqualTo(2);
        assertThat(err.toString()).contains("sing", "Usage: sidetone");
    }
}
