package dev.sidetone.appserver;

import java.util.Base64;

/** A piece of a client's sound: base64 of PCM16, 24 kHz, mono. */
final class SoundParams {

    /** In characters of base64: some four seconds. */
    static final int LONGEST = 256 * 1024;

    private SoundParams() {}

    /** The base64 of {@code data}, which is there and not too long. */
    static String data(Params sound) throws RpcException {
        String data = sound.text("data");
        if (data.length() > LONGEST) {
            throw RpcException.undecodable(
                            "the sound has %d characters of base64, at most %d are taken; send it in shorter pieces"
                                    .formatted(data.length(), LONGEST))
                    .at("data");
        }
        return data;
    }
}
