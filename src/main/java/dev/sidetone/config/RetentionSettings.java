package dev.sidetone.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long what is said is kept. Immutable.
 *
 * @param usual for every workspace that has no rule of its own
 * @param workspaces by the workspace's name
 */
public record RetentionSettings(Rule usual, Map<String, Rule> workspaces) {

    public RetentionSettings {
        workspaces = Map.copyOf(workspaces);
    }

    /**
     * For one workspace, or for all.
     *
     * @param conversations since their last change; empty for ever
     * @param toolOutputs since the tool gave them back; empty as long as their conversation
     */
    public record Rule(Optional<Duration> conversations, Optional<Duration> toolOutputs) {}
}
