package dev.sidetone.session;

/** When a turn's latency is told: with the provider's own figures if it has any. Pure. */
final class MeterRules {

    private MeterRules() {}

    static Dialogue timed(Dialogue talk, Meter.Parts parts, Moment moment) {
        Meter meter = talk.meter().sounded(moment.now());
        if (!meter.complete()) {
            return talk;
        }
        moment.publish(meter.latency(parts));
        return talk.with(Meter.IDLE);
    }

    static Dialogue responseDone(Dialogue talk, Moment moment) {
        if (!talk.meter().complete()) {
            return talk;
        }
        moment.publish(talk.meter().latency());
        return talk.with(Meter.IDLE);
    }
}
