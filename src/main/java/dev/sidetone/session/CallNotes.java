package dev.sidetone.session;

import java.util.Optional;

/**
 * Tells the agent once that a call has begun, and once that it has ended, each time with the next
 * request. Thread-safe.
 */
final class CallNotes {

    private static final String START =
            "A voice call has begun. What you get now was spoken and recognised, so names may be"
                    + " misspelt. Answer briefly: a voice says your answer aloud.";
    private static final String END =
            "The voice call has ended. What you get now is typed, and your answer is read.";

    private Optional<CallSpec> told = Optional.empty();

    /** What the next request should say first, given the call that runs now. */
    synchronized Optional<String> next(Optional<CallSpec> running) {
        if (running.isPresent() == told.isPresent()) {
            return Optional.empty();
        }
        Optional<String> note =
                running.map(CallNotes::start)
                        .or(() -> told.map(CallNotes::end))
                        .map(CallNotes::wrapped);
        told = running;
        return note;
    }

    private static String start(CallSpec call) {
        return call.policy().startInstructions(call.options()).orElse(START);
    }

    private static String end(CallSpec call) {
        return call.options().endInstructions().orElse(END);
    }

    private static String wrapped(String text) {
        return "<realtime_conversation>\n" + text + "\n</realtime_conversation>";
    }
}
