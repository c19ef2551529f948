package dev.sidetone.people;

import dev.sidetone.access.Owners;
import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.recording.Recordings;
import dev.sidetone.retention.ErasureLog;
import dev.sidetone.transcript.SideTables;
import dev.sidetone.transcript.TranscriptStore;
import dev.sidetone.usage.UsageNames;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what looks through the whole record for one person. */
final class PeopleProducer {

    @Produces
    @Singleton
    PersonExport export(TranscriptStore store, Owners owners) {
        return new PersonExport(new Sayings(store, owners));
    }

    @Produces
    @Singleton
    PersonErasure erasure(
            TranscriptStore store,
            Owners owners,
            Recordings recordings,
            ErasureLog log,
            RunningConfiguration running) {
        return new PersonErasure(
                store, new Sayings(store, owners), recordings, log, usage(running.started()));
    }

    static UsageNames usage(Configuration configuration) {
        return new UsageNames(SideTables.of(configuration, UsageNames.SCHEMA));
    }
}
