package dev.sidetone.telemetry;

import java.util.List;

/**
 * Every meter of the service. {@code docs/operations.md} lists the same ones, held against this by
 * a test.
 */
public enum MeterName {
    CALLS(Type.GAUGE, "sidetone.calls", "Calls at work.", "state"),
    CALL_STARTS(
            Type.COUNTER,
            "sidetone.call.starts",
            "Calls that were asked for, by how it went.",
            "family",
            "transport",
            "outcome"),
    CALL_START_TIME(
            Type.TIMER,
            "sidetone.call.start",
            "From the wish for a call to its start: over WebRTC the provider's answer, over WebSocket the open socket.",
            "family",
            "transport"),
    CALL_ENDS(Type.COUNTER, "sidetone.call.ends", "Calls that had started and ended.", "reason"),
    TURN_LATENCY(
            Type.TIMER,
            "sidetone.turn.latency",
            "From the end of the user's speech to the first sound of the answer: all of it, and its parts where the provider tells them.",
            "part"),
    SIDEBAND_JOINS(
            Type.COUNTER,
            "sidetone.sideband.joins",
            "Tries to join the sideband of a call.",
            "outcome"),
    SIDEBAND_LOSSES(
            Type.COUNTER, "sidetone.sideband.losses", "Sidebands that were up and were lost."),
    PROVIDER_REQUESTS(
            Type.TIMER,
            "sidetone.provider.requests",
            "Requests to the provider, retries within.",
            "family",
            "request",
            "outcome"),
    PROVIDER_CIRCUIT(
            Type.GAUGE,
            "sidetone.provider.circuit",
            "Whether calls to the configured provider are tried: 0 yes, 1 the next one is a trial, 2 it is left alone."),
    TOKENS(
            Type.COUNTER,
            "sidetone.tokens",
            "Tokens as the provider counts them, each response once; `input_cached` is a part of the other inputs.",
            "family",
            "kind"),
    PAID_TIME(
            Type.COUNTER,
            "sidetone.usage.seconds",
            "Time that is paid for by its length, in seconds.",
            "family"),
    COST(
            Type.COUNTER,
            "sidetone.cost.usd",
            "What calls cost, in US dollars, as far as prices are known.",
            "family"),
    UNPRICED(
            Type.COUNTER,
            "sidetone.usage.unpriced",
            "Things counted that have no known price.",
            "family"),
    PARKED_TIME(
            Type.COUNTER,
            "sidetone.parked.seconds",
            "Time in which calls were parked, without a session of the provider, in seconds.",
            "family"),
    SAVED(
            Type.COUNTER,
            "sidetone.saved.usd",
            "What sessions paid by time would have cost while calls were parked, in US dollars.",
            "family"),
    AGENT_TASKS(
            Type.TIMER,
            "sidetone.agent.tasks",
            "Requests to the agent and how long it worked on them.",
            "outcome"),
    QUEUE_DEPTH(
            Type.GAUGE, "sidetone.queue.depth", "What waits, over all calls or clients.", "queue"),
    AUDIO_DROPPED(
            Type.COUNTER,
            "sidetone.audio.dropped",
            "Pieces of microphone sound that came faster than the provider took them."),
    RECORDING_DROPPED(
            Type.COUNTER,
            "sidetone.recording.dropped",
            "Pieces of sound that were to be recorded and found no room."),
    RPC_CLIENTS(Type.GAUGE, "sidetone.rpc.clients", "Connected JSON-RPC clients."),
    RPC_REQUESTS(
            Type.COUNTER,
            "sidetone.rpc.requests",
            "JSON-RPC requests; a method that does not exist counts as `other`.",
            "method",
            "outcome"),
    RPC_JOINED(
            Type.COUNTER,
            "sidetone.rpc.joined",
            "Pieces of text or sound that were joined to the one before, because the client reads slowly."),
    JOURNAL_HELD(
            Type.GAUGE,
            "sidetone.journal.held",
            "Changes of the record that are in memory only, because the file cannot be written."),
    JOURNAL_LOST(
            Type.GAUGE,
            "sidetone.journal.lost",
            "Changes that found no room in memory either, since the start.");

    private final Type type;
    private final String key;
    private final String meaning;
    private final List<String> labels;

    MeterName(Type type, String key, String meaning, String... labels) {
        this.type = type;
        this.key = key;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    /** What kind of number it is. */
    public enum Type {
        GAUGE(""),
        COUNTER("_total"),
        /** A histogram in seconds. */
        TIMER("_seconds");

        private final String suffix;

        Type(String suffix) {
            this.suffix = suffix;
        }
    }

    public Type type() {
        return type;
    }

    /** With dots, as Micrometer wants it. */
    String key() {
        return key;
    }

    /** As Prometheus shows it. */
    public String exposed() {
        return key.replace('.', '_') + type.suffix;
    }

    public String meaning() {
        return meaning;
    }

    public List<String> labels() {
        return labels;
    }
}
