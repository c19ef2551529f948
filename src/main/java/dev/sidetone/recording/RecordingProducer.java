package dev.sidetone.recording;

import dev.sidetone.config.Configuration;
import dev.sidetone.config.RunningConfiguration;
import dev.sidetone.telemetry.MeterName;
import dev.sidetone.telemetry.Metrics;
import dev.sidetone.transcript.SideTables;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes the process's {@link Recordings}, where the record is. */
final class RecordingProducer {

    @Produces
    @Singleton
    Recordings recordings(RunningConfiguration running, Metrics metrics) {
        Configuration started = running.started();
        var dropped = metrics.counter(MeterName.RECORDING_DROPPED);
        return new Recordings(
                new SegmentStore(SideTables.of(started, SegmentStore.SCHEMA)),
                () -> running.now().recording(),
                () -> Recordings.keys(started.recording()),
                started.settings().workspace(),
                InstantSource.system(),
                dropped::increment);
    }

    void close(@Disposes Recordings recordings) {
        recordings.close();
    }
}
