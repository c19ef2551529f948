package dev.sidetone.embedded.speech;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sidetone.embedded.SpeechException;
import dev.sidetone.embedded.VoiceActivityDetector;
import java.nio.file.Path;
import java.util.List;

/** All engines, loaded and warm. */
final class LoadedEngines implements AutoCloseable {

    private final OrtSession detector;
    private final WhisperRecognizer recognizer;
    private final PiperSynthesizer synthesizer;

    private LoadedEngines(Path detector, Path recogniser, Path voice, Path description)
            throws SpeechException, InterruptedException {
        this.detector = OnnxModel.open(detector, 1);
        new SileroDetector(this.detector).probability(new float[VoiceActivityDetector.WINDOW]);
        goOn();
        this.recognizer = new WhisperRecognizer(recogniser);
        goOn();
        this.synthesizer =
                new PiperSynthesizer(new PiperVoice(voice, description), new Pronouncer());
    }

    /** Between two models: native code itself cannot be interrupted. */
    private static void goOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the service ends");
        }
    }

    /** Loads what {@link Catalogue#needed} names, in its order; takes one or two seconds. */
    static LoadedEngines load(ModelStore store, List<Model> needed)
            throws SpeechException, InterruptedException {
        Path detector = store.path(needed.get(0).files().getFirst());
        Path recogniser = store.path(needed.get(1).files().getFirst());
        List<ModelFile> voice = needed.get(2).files();
        return new LoadedEngines(
                detector, recogniser, store.path(voice.get(0)), store.path(voice.get(1)));
    }

    VoiceActivityDetector newDetector() {
        return new SileroDetector(detector);
    }

    WhisperRecognizer recognizer() {
        return recognizer;
    }

    PiperSynthesizer synthesizer() {
        return synthesizer;
    }

    @Override
    public void close() throws SpeechException {
        recognizer.close();
        synthesizer.close();
        try {
            detector.close();
        } catch (OrtException e) {
            throw new SpeechException("Could not close the detector: " + e.getMessage(), e);
        }
    }
}
