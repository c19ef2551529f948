package dev.sidetone.session;

import dev.sidetone.provider.VoiceSets;
import java.util.List;

/** The voices of the protocol versions, in the order {@code thread/realtime/listVoices} names. */
public final class Voices {

    public static final List<String> V1 = VoiceSets.V1;
    public static final List<String> V2 = VoiceSets.V2;
    public static final String DEFAULT_V1 = VoiceSets.DEFAULT_V1;
    public static final String DEFAULT_V2 = VoiceSets.DEFAULT_V2;

    private Voices() {}
}
