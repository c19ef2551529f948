package dev.sidetone.telemetry;

import org.jboss.logging.MDC;

/**
 * The ids that stand in every log line of a thread, as fields of their own. A thread that is
 * started takes over those of the one that starts it.
 */
public final class LogIds {

    static final String THREAD = "threadId";
    static final String CALL = "callId";
    static final String TURN = "turnId";

    private LogIds() {}

    /** This thread works for a call. */
    public static void call(String threadId, String callId) {
        MDC.put(THREAD, threadId);
        put(CALL, callId);
    }

    /**
     * This thread works for a turn of the agent; {@code callId} is empty when no call asked, {@code
     * turnId} when it is not known.
     */
    public static void turn(String threadId, String callId, String turnId) {
        call(threadId, callId);
        put(TURN, turnId);
    }

    /** This thread's work is done. */
    public static void clear() {
        MDC.remove(THREAD);
        MDC.remove(CALL);
        MDC.remove(TURN);
    }

    private static void put(String key, String value) {
        if (value.isEmpty()) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
