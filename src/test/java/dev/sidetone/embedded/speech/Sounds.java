package dev.sidetone.embedded.speech;

import dev.sidetone.embedded.SpeechSynthesizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sounds for tests, all as 16 kHz mono. */
final class Sounds {

    static final int RATE = 16_000;

    private Sounds() {}

    static float[] wav(Path file) throws IOException {
        try (AudioInputStream in =
                AudioSystem.getAudioInputStream(
                        new ByteArrayInputStream(Files.readAllBytes(file)))) {
            float[] samples = samples(in.readAllBytes());
            double rate = in.getFormat().getSampleRate();
            return rate == RATE ? samples : new Resampler(rate / RATE).apply(samples);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(file + " is no WAV file", e);
        }
    }

    /** 16 bit little-endian without a header. */
    static float[] raw(Path file) throws IOException {
        return samples(Files.readAllBytes(file));
    }

    private static float[] samples(byte[] pcm) {
        var shorts = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        float[] samples = new float[shorts.remaining()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = shorts.get(i) / 32_768f;
        }
        return samples;
    }

    /** What a synthesiser returned. */
    static float[] spoken(short[] pcm) {
        float[] samples = new float[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            samples[i] = pcm[i] / 32_768f;
        }
        return new Resampler((double) SpeechSynthesizer.RATE / RATE).apply(samples);
    }

    /** Debian's espeak-ng or flite as a speaker that has nothing to do with our synthesis. */
    static float[] spokenBy(String program, String text, Path folder) throws Exception {
        Path file = Files.createTempFile(folder, program, ".wav");
        return written(
                program,
                program.equals("flite")
                        ? new ProcessBuilder("flite", "-voice", "slt", "-t", text, "-o", "" + file)
                        : espeak("en-us", text, file),
                file);
    }

    /** By espeak-ng in another language. */
    static float[] spokenIn(String language, String text, Path folder) throws Exception {
        Path file = Files.createTempFile(folder, language, ".wav");
        return written("espeak-ng", espeak(language, text, file), file);
    }

    private static ProcessBuilder espeak(String language, String text, Path file) {
        return new ProcessBuilder("espeak-ng", "-v", language, "-w", "" + file, text);
    }

    private static float[] written(String program, ProcessBuilder command, Path file)
            throws Exception {
        try {
            int code = command.redirectErrorStream(true).start().waitFor();
            if (code != 0) {
                throw new AssertionError(program + " ended with code " + code);
            }
        } catch (IOException e) {
            throw new AssertionError("Install the Debian package " + program + ".", e);
        }
        return wav(file);
    }
}
