package dev.sidetone.session;

import dev.sidetone.config.RealtimeSettings.Version;

/** Everything a live call remembers about the talk. Immutable. */
record Dialogue(
        TurnDetection mode,
        Briefing briefing,
        Hearing hearing,
        Speaking speaking,
        Replies replies,
        Tools tools,
        Lines lines,
        Meter meter,
        String detail) {

    static Dialogue fresh(Briefing briefing, Version version) {
        return new Dialogue(
                TurnDetection.OPEN,
                briefing,
                Hearing.SILENT,
                Speaking.NOTHING,
                Replies.in(version),
                Tools.NONE,
                Lines.NONE,
                Meter.IDLE,
                "");
    }

    Dialogue with(TurnDetection it) {
        return new Dialogue(it, briefing, hearing, speaking, replies, tools, lines, meter, detail);
    }

    Dialogue with(Briefing it) {
        return new Dialogue(mode, it, hearing, speaking, replies, tools, lines, meter, detail);
    }

    Dialogue with(Hearing it) {
        return new Dialogue(mode, briefing, it, speaking, replies, tools, lines, meter, detail);
    }

    Dialogue with(Speaking it) {
        return new Dialogue(mode, briefing, hearing, it, replies, tools, lines, meter, detail);
    }

    Dialogue with(Replies it) {
        return new Dialogue(mode, briefing, hearing, speaking, it, tools, lines, meter, detail);
    }

    Dialogue with(Tools it) {
        return new Dialogue(mode, briefing, hearing, speaking, replies, it, lines, meter, detail);
    }

    Dialogue with(Lines it) {
        return new Dialogue(mode, briefing, hearing, speaking, replies, tools, it, meter, detail);
    }

    Dialogue with(Meter it) {
        return new Dialogue(mode, briefing, hearing, speaking, replies, tools, lines, it, detail);
    }

    Dialogue detailed(String it) {
        return new Dialogue(mode, briefing, hearing, speaking, replies, tools, lines, meter, it);
    }
}
