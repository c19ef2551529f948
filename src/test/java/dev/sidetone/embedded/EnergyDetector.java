package dev.sidetone.embedded;

/** A detector that takes everything louder than a whisper for speech. */
final class EnergyDetector implements VoiceActivityDetector {

    private static final double LOUD = 0.01;

    @Override
    public float probability(float[] window) {
        double sum = 0;
        for (float sample : window) {
            sum += sample * sample;
        }
        return Math.sqrt(sum / window.length) > LOUD ? 1 : 0;
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
}
