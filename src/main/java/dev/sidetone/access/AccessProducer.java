package dev.sidetone.access;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.transcript.Originals;
import dev.sidetone.transcript.SideTables;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what is kept beside the record of the process. */
final class AccessProducer {

    @Produces
    @Singleton
    Owners owners(RunningConfiguration running) {
        return new Owners(tables(running.started()));
    }

    @Produces
    @Singleton
    ReadLog log(RunningConfiguration running) {
        return new ReadLog(tables(running.started()));
    }

    @Produces
    @Singleton
    OwnSearches searches(RunningConfiguration running) {
        return new OwnSearches(tables(running.started()));
    }

    @Produces
    @Singleton
    Originals originals(RunningConfiguration running) {
        return Originals.of(running.started());
    }

    static SideTables tables(Configuration configuration) {
        return SideTables.of(configuration, Owners.SCHEMA);
    }
}
