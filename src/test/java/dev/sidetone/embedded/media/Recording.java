package dev.sidetone.embedded.media;

import java.util.Arrays;

/** Audio as it was heard, with measures that tell a tone from silence. Thread-safe. */
final class Recording {

    private short[] samples = new short[48_000];
    private int length;
    private int rate = 48_000;

    synchronized void add(short[] pcm, int rate) {
        this.rate = rate;
        if (length + pcm.length > samples.length) {
            samples = Arrays.copyOf(samples, (length + pcm.length) * 2);
        }
        System.arraycopy(pcm, 0, samples, length, pcm.length);
        length += pcm.length;
    }

    synchronized void forget() {
        length = 0;
    }

    synchronized long milliseconds() {
        return length * 1_000L / rate;
    }

    /** The last {@code ms} milliseconds. */
    synchronized short[] last(int ms) {
        int count = Math.min(length, ms * rate / 1_000);
        return Arrays.copyOfRange(samples, length - count, length);
    }

    synchronized int rate() {
        return rate;
    }

    /** 0…1. */
    double loudness(int lastMs) {
        short[] pcm = last(lastMs);
        double sum = 0;
        for (short sample : pcm) {
            sum += (double) sample * sample;
        }
        return pcm.length == 0 ? 0 : Math.sqrt(sum / pcm.length) / 32_768;
    }

    /** Share (0…1) of the power that lies at one frequency (Goertzel). */
    double purity(double hertz, int lastMs) {
        short[] pcm = last(lastMs);
        double step = 2 * Math.PI * hertz / rate();
        double re = 0;
        double im = 0;
        double power = 0;
        for (int i = 0; i < pcm.length; i++) {
            re += pcm[i] * Math.cos(step * i);
            im += pcm[i] * Math.sin(step * i);
            power += (double) pcm[i] * pcm[i];
        }
        return power == 0 ? 0 : 2 * (re * re + im * im) / (pcm.length * power);
    }
}
