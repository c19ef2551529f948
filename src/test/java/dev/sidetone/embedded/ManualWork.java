package dev.sidetone.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Work that is done when the test says so, under a clock that the test moves. */
final class ManualWork implements Work {

    /** A synthesis that was asked for. */
    record Speech(String text, String voice, double speed, Consumer<Synthesis> then) {}

    /** A recognition that was asked for. */
    record Listening(SpeechRecognizer.Request request, Consumer<Hearing> then) {}

    final Deque<Speech> speeches = new ArrayDeque<>();
    final List<Listening> listenings = new ArrayList<>();
    final List<Listening> givenUp = new ArrayList<>();
    SpeechReadiness readiness = new SpeechReadiness.Ready();
    long now = 1_000;

    @Override
    public SpeechReadiness readiness() {
        return readiness;
    }

    @Override
    public void synthesize(String text, String voice, double speed, Consumer<Synthesis> then) {
        speeches.add(new Speech(text, voice, speed, then));
    }

    @Override
    public Runnable recognize(SpeechRecognizer.Request request, Consumer<Hearing> then) {
        var listening = new Listening(request, then);
        listenings.add(listening);
        return () -> {
            if (listenings.remove(listening)) {
                givenUp.add(listening);
            }
        };
    }

    @Override
    public VoiceActivityDetector openDetector() {
        return new EnergyDetector();
    }

    @Override
    public long now() {
        return now;
    }

    /** Speaks the oldest text: 300 ms of a voice-like sound for each word. */
    void speakNext() {
        Speech speech = speeches.removeFirst();
        double seconds = 0.3 * Math.max(1, Phrasing.words(speech.text()));
        float[] voice = Sounds.voice(7, seconds, SpeechSynthesizer.RATE, 110, 0.3);
        speech.then().accept(new Synthesis.Audio(Sounds.pcm(voice)));
    }

    void failNext() {
        speeches.removeFirst().then().accept(new Synthesis.Failed("the voice broke"));
    }

    /** Answers all recognitions that are under way alike. */
    void hearAll(String text) {
        List<Listening> now = List.copyOf(listenings);
        listenings.clear();
        now.forEach(listening -> listening.then().accept(new Hearing.Text(text)));
    }

    /** Answers the oldest recognition of this urgency. */
    void hear(SpeechRecognizer.Urgency urgency, String text) {
        hear(urgency, text, SpeechRecognizer.Evidence.NONE);
    }

    void hear(SpeechRecognizer.Urgency urgency, String text, SpeechRecognizer.Evidence evidence) {
        Listening listening =
                listenings.stream()
                        .filter(l -> l.request().urgency() == urgency)
                        .findFirst()
                        .orElseThrow();
        listenings.remove(listening);
        listening.then().accept(new Hearing.Text(text, evidence));
    }
}
