package dev.sidetone.session;

import dev.sidetone.telemetry.Tracing;

/** With what calls are watched. */
record Instruments(CallMeters meters, Tracing tracing, Metering metering, Taping taping) {

    Instruments(CallMeters meters, Tracing tracing) {
        this(meters, tracing, Metering.none(), Taping.none());
    }

    Instruments(CallMeters meters, Tracing tracing, Metering metering) {
        this(meters, tracing, metering, Taping.none());
    }

    static Instruments none() {
        return new Instruments(CallMeters.none(), Tracing.OFF);
    }
}
