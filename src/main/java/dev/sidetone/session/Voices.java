package dev.sidetone.session;

import java.util.List;

/** The voices of the protocol versions, in the order {@code thread/realtime/listVoices} names. */
public final class Voices {

    public static final List<String> V1 =
            List.of(
                    "juniper", "maple", "spruce", "ember", "vale", "breeze", "arbor", "sol",
                    "cove");
    public static final List<String> V2 =
            List.of(
                    "alloy", "ash", "ballad", "coral", "echo", "sage", "shimmer", "verse", "marin",
                    "cedar");
    public static final String DEFAULT_V1 = "cove";
    public static final String DEFAULT_V2 = "marin";

    private Voices() {}
}
