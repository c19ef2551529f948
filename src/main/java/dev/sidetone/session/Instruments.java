package dev.sidetone.session;

import dev.sidetone.telemetry.Tracing;

/** With what calls are watched. */
record Instruments(CallMeters meters, Tracing tracing, Metering metering) {

    Instruments(CallMeters meters, Tracing tracing) {
        this(meters, tracing, Metering.none());
    }

    static Instruments none() {
        return new Instruments(CallMeters.none(), Tracing.OFF);
    }
}
