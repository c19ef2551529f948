package dev.sidetone.wire.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Sound that says its own rate and channels, as v1's does, as 24 kHz mono. */
final class Sound {

    private static final int RATE = 24_000;

    /** Slower than a telephone or faster than any converter is no sound. */
    private static final int SLOWEST = 8_000;

    private static final int FASTEST = 192_000;

    /**
     * A second of silence. v1 and v3 find the end of a turn themselves and cannot be told of it;
     * who lets go of a key sends no silence by itself.
     */
    static final String PAUSE = Base64.getEncoder().encodeToString(new byte[RATE * 2]);

    private Sound() {}

    /**
     * Base64 PCM16; empty when the event has no sound, does not say what it is, or says what no
     * sound is.
     */
    static String standard(JsonNode event) {
        return standard(event, 0, 0);
    }

    /**
     * @param usualRate that of an event that says none
     * @param usualChannels the same
     */
    static String standard(JsonNode event, int usualRate, int usualChannels) {
        String data = Trees.text(event, "delta", "data");
        int rate = event.path("sample_rate").asInt(usualRate);
        int channels =
                event.path("channels").asInt(event.path("num_channels").asInt(usualChannels));
        if (rate < SLOWEST || rate > FASTEST || channels <= 0 || channels > 8) {
            return "";
        }
        return rate == RATE && channels == 1 ? data : converted(data, rate, channels);
    }

    private static String converted(String data, int rate, int channels) {
        try {
            short[] mono = mono(Base64.getDecoder().decode(data), channels);
            int length = (int) ((long) mono.length * RATE / rate);
            ByteBuffer out = ByteBuffer.allocate(length * 2).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < length; i++) {
                out.putShort(between(mono, (double) i * rate / RATE));
            }
            return Base64.getEncoder().encodeToString(out.array());
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static short[] mono(byte[] bytes, int channels) {
        var samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] mono = new short[samples.remaining() / channels];
        for (int i = 0; i < mono.length; i++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += samples.get(i * channels + c);
            }
            mono[i] = (short) (sum / channels);
        }
        return mono;
    }

    private static short between(short[] samples, double place) {
        int left = Math.min((int) place, samples.length - 1);
        int right = Math.min(left + 1, samples.length - 1);
        double share = place - left;
        return (short) Math.round(samples[left] * (1 - share) + samples[right] * share);
    }
}
