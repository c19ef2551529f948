import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Speaks with flite, which is not the product's own voice: PCM16 at 24 kHz. VOICE names another one. */
final class Voice {

    private static final int RATE = 24_000;
    static final String NAME = System.getenv().getOrDefault("VOICE", "awb");
    private static final int PAUSE_BYTES = RATE / 4 * 2;

    private Voice() {}

    static byte[] say(String words) throws IOException, InterruptedException {
        Path file = Files.createTempFile("sidetone-said-", ".wav");
        try {
            int code =
                    new ProcessBuilder("flite", "-voice", NAME, "-t", words, "-o", file.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
            if (code != 0) {
                throw new IOException("flite ended with " + code);
            }
            return at24k(ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Linear interpolation, with a quarter of a second of silence around. */
    private static byte[] at24k(ByteBuffer wav) {
        int rate = wav.getInt(24);
        int at = 12;
        while (wav.getInt(at) != 0x61746164) { // "data"
            at += 8 + wav.getInt(at + 4);
        }
        int from = at + 8;
        int samples = Math.min(wav.getInt(at + 4), wav.limit() - from) / 2;
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[PAUSE_BYTES]);
        for (int i = 0; i < (long) samples * RATE / rate; i++) {
            double x = (double) i * rate / RATE;
            int left = (int) x;
            int right = Math.min(left + 1, samples - 1);
            int a = wav.getShort(from + 2 * left);
            int value = (int) Math.round(a + (wav.getShort(from + 2 * right) - a) * (x - left));
            out.write(value);
            out.write(value >> 8);
        }
        out.writeBytes(new byte[PAUSE_BYTES]);
        return out.toByteArray();
    }
}
