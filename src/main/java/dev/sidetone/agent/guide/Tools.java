package dev.sidetone.agent.guide;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidetone.agent.AgentException;
import dev.sidetone.agent.AgentObserver;
import dev.sidetone.workspace.PathRefusedException;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/** Runs the read tools of one turn in the sight of the observer. Not thread-safe. */
final class Tools {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AgentObserver observer;
    private final String prefix;
    private int calls;

    /**
     * @param prefix makes the ids of this turn's tool calls unique
     */
    Tools(AgentObserver observer, String prefix) {
        this.observer = observer;
        this.prefix = prefix;
    }

    /** A read tool. */
    @FunctionalInterface
    interface Call<R> {
        R run() throws IOException, PathRefusedException;
    }

    /**
     * Runs a tool.
     *
     * @param summary what it found, in a few words
     * @throws AgentException when it failed
     */
    <R> R run(String tool, Map<String, ?> arguments, Call<R> call, Function<R, String> summary)
            throws AgentException {
        String id = prefix + "_" + ++calls;
        observer.toolStarted(id, tool, json(arguments));
        try {
            R result = call.run();
            observer.toolFinished(id, tool, summary.apply(result), true);
            return result;
        } catch (IOException | PathRefusedException e) {
            String message = String.valueOf(e.getMessage());
            observer.toolFinished(id, tool, message, false);
            throw new AgentException("The tool %s failed: %s".formatted(tool, message), e);
        }
    }

    private static String json(Map<String, ?> arguments) {
        try {
            return JSON.writeValueAsString(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("tool arguments are strings and numbers only", e);
        }
    }
}
