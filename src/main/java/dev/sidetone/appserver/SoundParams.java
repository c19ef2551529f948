package dev.sidetone.appserver;

import java.util.Base64;

/** A piece of a client's sound: base64 of PCM16, 24 kHz, mono. */
final class SoundParams {

    /** In characters of base64: some four seconds. */
    static final int LONGEST = 256 * 1024;

    private static final int RATE = 24_000;

    private SoundParams() {}

    /** All members of the contract; the base64 of its sound. */
    static String read(Params sound) throws RpcException {
        String data = data(sound);
        long rate = sound.count("sampleRate", Params.LARGEST_U32, "u32");
        long channels = sound.count("numChannels", Params.LARGEST_U16, "u16");
        sound.optionalCount("samplesPerChannel");
        sound.optionalText("itemId");
        if (rate != RATE || channels != 1) {
            throw RpcException.undecodable(
                            "sound of %d Hz in %d channels is not taken; convert it to 24000 Hz in 1 channel"
                                    .formatted(rate, channels))
                    .at(rate == RATE ? "numChannels" : "sampleRate");
        }
        return data;
    }

    /** The base64 of {@code data}, which is there and not too long. */
    static String data(Params sound) throws RpcException {
        String data = sound.text("data");
        if (data.length() > LONGEST) {
            throw RpcException.undecodable(
                            "the sound has %d characters of base64, at most %d are taken; send it in shorter pieces"
                                    .formatted(data.length(), LONGEST))
                    .at("data");
        }
        if (!base64(data)) {
            throw RpcException.undecodable("the sound is no base64").at("data");
        }
        return data;
    }

    private static boolean base64(String data) {
        try {
            byte[] _ = Base64.getDecoder().decode(data);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
