package dev.sidetone.agent;

/** Hears what an agent does while it works. Called from the agent's thread; must not wait. */
public interface AgentObserver {

    /** A tool starts; {@code id} links it to its end, {@code arguments} is JSON. */
    void toolStarted(String id, String tool, String arguments);

    /** The tool ended; {@code result} is text for a person, short. */
    void toolFinished(String id, String tool, String result, boolean ok);

    /** Something worth saying while the work goes on ("Still indexing, 40 percent done."). */
    void progress(String message);
}
