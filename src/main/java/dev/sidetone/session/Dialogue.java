package dev.sidetone.session;

import java.util.List;

/** Everything a live call remembers about the talk. Immutable. */
record Dialogue(
        TurnDetection mode,
        List<String> vocabulary,
        Hearing hearing,
        Speaking speaking,
        Replies replies,
        Tools tools,
        Lines lines,
        Meter meter,
        String detail) {

    static Dialogue fresh(List<String> vocabulary) {
        return new Dialogue(
                TurnDetection.OPEN,
                List.copyOf(vocabulary),
                Hearing.SILENT,
                Speaking.NOTHING,
                Replies.IDLE,
                Tools.NONE,
                Lines.NONE,
                Meter.IDLE,
                "");
    }

    Dialogue with(TurnDetection it) {
        return new Dialogue(
                it, vocabulary, hearing, speaking, replies, tools, lines, meter, detail);
    }

    Dialogue knowing(List<String> words) {
        return new Dialogue(
                mode, List.copyOf(words), hearing, speaking, replies, tools, lines, meter, detail);
    }

    Dialogue with(Hearing it) {
        return new Dialogue(mode, vocabulary, it, speaking, replies, tools, lines, meter, detail);
    }

    Dialogue with(Speaking it) {
        return new Dialogue(mode, vocabulary, hearing, it, replies, tools, lines, meter, detail);
    }

    Dialogue with(Replies it) {
        return new Dialogue(mode, vocabulary, hearing, speaking, it, tools, lines, meter, detail);
    }

    Dialogue with(Tools it) {
        return new Dialogue(mode, vocabulary, hearing, speaking, replies, it, lines, meter, detail);
    }

    Dialogue with(Lines it) {
        return new Dialogue(mode, vocabulary, hearing, speaking, replies, tools, it, meter, detail);
    }

    Dialogue with(Meter it) {
        return new Dialogue(mode, vocabulary, hearing, speaking, replies, tools, lines, it, detail);
    }

    Dialogue detailed(String it) {
        return new Dialogue(mode, vocabulary, hearing, speaking, replies, tools, lines, meter, it);
    }
}
