package dev.sidetone.embedded;

import com.fasterxml.jackson.databind.JsonNode;

/** The audio encodings of the wire: what they are called and how fast they run. */
enum AudioFormat {
    PCM(24_000, 2),
    ULAW(8_000, 1),
    ALAW(8_000, 1);

    private final int rate;
    private final int bytesPerSample;

    AudioFormat(int rate, int bytesPerSample) {
        this.rate = rate;
        this.bytesPerSample = bytesPerSample;
    }

    static AudioFormat of(JsonNode format) {
        return switch (format.path("type").asText()) {
            case "audio/pcmu" -> ULAW;
            case "audio/pcma" -> ALAW;
            default -> PCM;
        };
    }

    /** Samples per second, mono. */
    int rate() {
        return rate;
    }

    /** The samples in these bytes; an odd last byte of PCM is left out. */
    short[] decode(byte[] bytes) {
        short[] samples = new short[bytes.length / bytesPerSample];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    switch (this) {
                        case PCM -> (short) ((bytes[2 * i] & 0xff) | (bytes[2 * i + 1] << 8));
                        case ULAW -> G711.fromUlaw(bytes[i]);
                        case ALAW -> G711.fromAlaw(bytes[i]);
                    };
        }
        return samples;
    }

    byte[] encode(short[] samples) {
        byte[] bytes = new byte[samples.length * bytesPerSample];
        for (int i = 0; i < samples.length; i++) {
            switch (this) {
                case PCM -> {
                    bytes[2 * i] = (byte) samples[i];
                    bytes[2 * i + 1] = (byte) (samples[i] >> 8);
                }
                case ULAW -> bytes[i] = G711.toUlaw(samples[i]);
                case ALAW -> bytes[i] = G711.toAlaw(samples[i]);
            }
        }
        return bytes;
    }
}
