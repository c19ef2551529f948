package dev.sidetone.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The keys of who runs the service: logs, traces, and when the disk counts as full. */
final class OperationKeys {

    private static final long MOST_MB = 10_000_000;

    static final Key LOG_FORMAT =
            Key.of(
                            "sidetone.log.format",
                            "SIDETONE_LOG_FORMAT",
                            new ValueType.Choice(List.of("text", "json")),
                            "text",
                            "How log lines are written: for a person, or one JSON object each with the"
                                    + " ids of call, thread and turn as fields.")
                    .with(Trait.RESTART);
    static final Key OTLP_ENDPOINT =
            Key.derived(
                            "sidetone.telemetry.otlp_endpoint",
                            "SIDETONE_TELEMETRY_OTLP_ENDPOINT",
                            ValueType.Url.HTTP,
                            "the variable `OTEL_EXPORTER_OTLP_ENDPOINT`; without either there are no"
                                    + " traces",
                            "Where traces are sent, over OTLP with HTTP: the base URL, to which"
                                    + " `/v1/traces` is appended.")
                    .with(Trait.RESTART);
    static final Key DATABASE =
            Key.derived(
                            "sidetone.transcripts.database",
                            "DATABASE_URL",
                            new ValueType.Form(
                                    "(?!.*%(?![0-9A-Fa-f]{2}))(jdbc:)?postgres(ql)?://([^/?#@]*@)?[^/?#@]*"
                                            + "(/[^?#]*)?(\\?[^#]*)?",
                                    "the URL of a PostgreSQL database,"
                                            + " postgres://user:password@host:5432/name",
                                    "postgres://localhost/sidetone"),
                            "the file `sidetone.db` in the home folder",
                            "The PostgreSQL database that keeps the conversations, in a schema of its"
                                    + " own; for several processes at once.")
                    .with(Trait.OUTSIDE_ONLY, Trait.SECRET, Trait.RESTART);
    static final Key REDACT =
            Key.of(
                            "sidetone.transcripts.redact",
                            "SIDETONE_TRANSCRIPTS_REDACT",
                            new ValueType.Flag(),
                            "true",
                            "Takes keys, tokens, passwords, also spoken ones, e-mail addresses, phone"
                                    + " and card numbers out of what is kept and shown.")
                    .with(Trait.RESTART);
    static final Name RULES = Name.of("sidetone.redaction");
    static final Key RULE =
            Key.optional(
                            RULES + ".*.pattern",
                            new ValueType.Expression(),
                            "What else is taken out: a mark with the table's name stands in its"
                                    + " place. Of a group `(?P<secret>…)` only that is.")
                    .with(Trait.RESTART);
    static final Key DURABILITY =
            Key.of(
                            "sidetone.transcripts.durability",
                            "SIDETONE_TRANSCRIPTS_DURABILITY",
                            new ValueType.Choice(List.of("crash", "power_cut")),
                            "crash",
                            "What something that counts as kept outlives: `crash`, the end of the"
                                    + " process in any way, while a power cut may take the last"
                                    + " second; `power_cut`, that too, while every write waits for"
                                    + " the disk.")
                    .with(Trait.RESTART);
    static final Key DISK_WARN =
            disk(
                    "warn_mb",
                    "500",
                    "`/readyz` warns when less is free where the conversations are kept, in MB.");
    static final Key DISK_LEAST =
            disk(
                    "least_mb",
                    "50",
                    "The service is not ready when less is free there, in MB; 0 never.");

    static final List<Key> ALL =
            List.of(
                    LOG_FORMAT,
                    OTLP_ENDPOINT,
                    DATABASE,
                    REDACT,
                    RULE,
                    DURABILITY,
                    DISK_WARN,
                    DISK_LEAST);

    private OperationKeys() {}

    static OperationSettings settings(Values values) {
        return new OperationSettings(
                OperationSettings.LogFormat.valueOf(
                        values.text(LOG_FORMAT).orElseThrow().toUpperCase(Locale.ROOT)),
                values.text(OTLP_ENDPOINT).map(URI::create),
                new OperationSettings.Disk(
                        values.number(DISK_WARN.name()).orElseThrow(),
                        values.number(DISK_LEAST.name()).orElseThrow()),
                values.text(DATABASE).map(Secret::new),
                values.flag(REDACT.name(), true),
                rules(values),
                OperationSettings.Durability.valueOf(
                        values.text(DURABILITY).orElseThrow().toUpperCase(Locale.ROOT)));
    }

    private static Map<String, String> rules(Values values) {
        var rules = new TreeMap<String, String>();
        for (String name : values.namesIn(RULES)) {
            Name table = new Name(List.of(name)).under(RULES);
            values.text(new Name(List.of("pattern")).under(table))
                    .ifPresent(pattern -> rules.put(name, pattern));
        }
        return rules;
    }

    private static Key disk(String name, String fallback, String doc) {
        return Key.of(
                "sidetone.disk." + name,
                "SIDETONE_DISK_" + name.toUpperCase(Locale.ROOT),
                new ValueType.Whole(0, MOST_MB),
                fallback,
                doc);
    }
}
