package dev.sidetone.hook;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program that nobody talks to: it reads nothing, and what it says goes nowhere. */
final class Program {

    /** How it went. */
    enum Outcome {
        DONE,
        FAILED,
        NOT_STARTED,
        /** It took too long and was ended, with what it had started. */
        TIMED_OUT
    }

    private Program() {}

    static Outcome run(List<String> command, Duration atMost) throws InterruptedException {
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start();
        } catch (IOException | RuntimeException _) {
            return Outcome.NOT_STARTED;
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return Outcome.TIMED_OUT;
            }
            return process.exitValue() == 0 ? Outcome.DONE : Outcome.FAILED;
        } catch (IOException _) {
            return Outcome.FAILED;
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
