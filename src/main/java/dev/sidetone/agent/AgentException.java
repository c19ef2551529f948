package dev.sidetone.agent;

/** The agent could not work on a request. The message says what happened and what to do. */
public final class AgentException extends Exception {

    public AgentException(String message) {
        super(message);
    }

    public AgentException(String message, Throwable cause) {
        super(message, cause);
    }
}
